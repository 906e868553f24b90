"""One bundle as bytes: container, manifest, bodies, seal, signatures, and what they are made of."""
