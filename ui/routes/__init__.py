"""Addresses beside the pages: the API, lists, pictures, briefs."""
