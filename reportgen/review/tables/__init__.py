"""Tables: how one is read, and whether its totals, differences and heads are right (RV05–RV07)."""
