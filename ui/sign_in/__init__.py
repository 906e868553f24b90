"""Getting in: the first start, the recovery code, signing in, and the cover of a locked window."""
