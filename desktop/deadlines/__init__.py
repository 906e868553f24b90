"""The deadlines of plans: what is printed, what it means, and how it is written."""
