"""The first screen: what is to be done now, and how the tasks stand."""
