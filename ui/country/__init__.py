"""One country: its sets, its profile, its brief."""
