"""Whose report it is, and whose names stand in it (RV31–RV35)."""
