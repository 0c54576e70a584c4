"""A report beside the one that its form gives (RV61–RV64)."""
