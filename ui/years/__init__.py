"""Several reports as one series: how attention to a country, a theme, a kind of work changes over the years."""
