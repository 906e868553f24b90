"""What a department does with its plans; no Qt, no SQL."""
