"""Exchange between units: bundles, keys and trust."""
