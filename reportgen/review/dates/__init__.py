"""Years and days: which are meant, and whether they are in order (RV15–RV18)."""
