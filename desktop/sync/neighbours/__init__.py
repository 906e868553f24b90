"""The units exchanged with: what went to and fro, how far each is, whether both show the same."""
