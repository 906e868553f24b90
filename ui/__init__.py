"""The window: Qt widgets over `desktop`."""
