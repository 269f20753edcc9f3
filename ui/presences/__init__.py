"""Field presences and visits: counted, listed, on a map."""
