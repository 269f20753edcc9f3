"""Two reports side by side, or one in its two languages."""
