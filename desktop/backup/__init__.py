"""Backups of the ledger: made on their own, verified before they count (SYNC §5.3)."""
