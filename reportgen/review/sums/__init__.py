"""Sums, shares, changes and units inside sentences (RV01–RV04)."""
