"""Exchange by file with the neighbouring units: what went, what came, and what an import would change."""
