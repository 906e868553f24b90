"""The encrypted SQLite file and nothing else."""
