"""Giving the tasks of a plan in bulk: as its unit cells say, or by a table pasted from a spreadsheet."""
