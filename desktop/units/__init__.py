"""Units of the customs service and of the bodies it works with: names, validity, place in the order."""
