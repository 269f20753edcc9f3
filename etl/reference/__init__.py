"""Reference data that is made, not written: run by hand when a source changes, never by the app."""
