"""Receipts on paper: a page with QR codes, and the same receipt read back from pictures."""
