"""What a report states in several places: values, directions, limits (RV08–RV12, RV03)."""
