"""Parallel edits that disagree: shown side by side, decided once, the losing value kept (SYNC §2.8)."""
