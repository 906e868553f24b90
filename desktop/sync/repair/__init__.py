"""What people put right: imports taken back, forks and gaps ended, streams that end."""
