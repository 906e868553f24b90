"""Taking an issued plan into the ledger: the document beside what was read from it."""
