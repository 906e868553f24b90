"""Plans at headquarters: their rows, amending decisions, who acknowledged; and what a department is told of them."""
