"""Sentences and the quantities in them: what is said of how much, of which year, and which way."""
