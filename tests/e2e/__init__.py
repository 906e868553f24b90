"""Stories through the real window, the real thread and real files."""
