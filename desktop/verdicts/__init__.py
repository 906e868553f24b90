"""What the level above says of published entries, and what it answers to tasks that a unit declines."""
