"""Giving in bulk, through the page."""
