"""Reusable pieces of the window; each knows how it looks and nothing of the department's work."""
