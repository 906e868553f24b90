"""The people of a unit: who they are, what they may do, the keys they hold."""
