"""The report in one screen."""
