"""Files at an entry: shown, added, taken off, asked for and saved out."""
