"""Progress entries: recording, drafts, review."""
