"""Funds, amounts and every other figure."""
