"""The golden texts: see `__main__`."""
