"""How it is counted and how well, the data dictionary, downloads, corrections."""
