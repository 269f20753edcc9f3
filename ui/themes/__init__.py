"""The outline, the themes across it, and what they meet with."""
