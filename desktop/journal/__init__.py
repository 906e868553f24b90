"""Events, their streams, and what is folded from them (DESIGN §3, SYNC §2)."""
