"""Khóa và tin cậy: who may sign for whom, machines replaced and revoked, keys renewed, the root of trust."""
