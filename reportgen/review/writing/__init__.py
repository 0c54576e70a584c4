"""Marks, wording and repetition (RV45–RV50, RV52–RV54)."""
