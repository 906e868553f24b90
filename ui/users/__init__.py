"""The people of this ledger and what each role may do."""
