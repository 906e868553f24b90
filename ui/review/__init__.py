"""Duyệt: what waits for the supervisor, what changed in it, approving and returning."""
