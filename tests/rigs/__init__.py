"""Rigs that kill the program, cut its power and fill its disk while it works."""
