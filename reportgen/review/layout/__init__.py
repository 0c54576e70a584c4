"""Headings, levels and lists (RV41–RV44, RV51)."""
