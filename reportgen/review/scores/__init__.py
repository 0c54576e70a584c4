"""Points: totals, limits, grades, and what the rules allow at most (RV21–RV25)."""
