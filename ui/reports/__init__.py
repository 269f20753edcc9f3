"""The library: reading a document that is given, looking at it, keeping it."""
