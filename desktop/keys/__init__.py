"""The life of keys, all offline: who signs for whom, machines replaced and revoked, keys renewed, the root changed."""
