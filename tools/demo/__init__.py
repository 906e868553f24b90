"""The demo: two nodes with a day's work in them, and the first day played through the real windows."""
