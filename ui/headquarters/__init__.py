"""The whole sector at a glance: units against official states, with the rows behind every figure."""
