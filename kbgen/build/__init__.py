"""The incremental engine: when to render and where to write."""
