"""Plans changed by decisions: amending, revisions, what an amendment means for recorded progress, acknowledging."""
