"""Images and downloads of articles."""
