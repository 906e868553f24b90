"""Plans, their tasks and deadlines, and the state a task is in."""
