"""Giving tasks to units: one by one, by the unit cells of a plan, by a table."""
