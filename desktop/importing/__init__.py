"""Reading issued plan documents: neutral document, columns, outline, deadlines, units, preview."""
