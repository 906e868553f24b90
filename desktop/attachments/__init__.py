"""Files attached to entries: named by facts, kept by hash, sent on request (SYNC §3.1)."""
