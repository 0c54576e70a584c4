"""Counts against what is listed, and how many were asked (RV13, RV14)."""
