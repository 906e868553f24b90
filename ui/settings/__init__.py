"""What a person chooses about this program, and the care of the ledger: copies and checks."""
