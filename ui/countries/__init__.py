"""What the page of countries counts and draws."""
