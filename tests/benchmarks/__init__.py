"""What the program costs, as ratios to the bare libraries doing the same work; nothing here can fail a check."""
