"""Annexes, tables and figures that a report speaks of and does not have (RV19)."""
