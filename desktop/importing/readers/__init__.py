"""Reading files of every format into one neutral document."""
