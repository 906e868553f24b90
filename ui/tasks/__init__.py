"""The tasks: plans and filters, the list, a task beside it with entering progress, history and giving."""
