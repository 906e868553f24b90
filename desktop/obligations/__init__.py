"""Periodic duties of tasks: what is to be reported month by month, and how each period's report stands."""
