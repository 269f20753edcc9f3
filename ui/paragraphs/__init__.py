"""Search, facets, and the text with its findings."""
