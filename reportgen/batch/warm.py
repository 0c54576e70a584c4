"""Imported once for all workers: what every form will need, so that none of them waits for it."""

import gc
from importlib import import_module

from reportgen import outputs, pipeline, review
from reportgen.batch import work
from reportgen.document import fill

for _name in (*review.TEXT, *review.REPORT):
    import_module(f"reportgen.review.{_name}")

gc.freeze()  # what is imported stays: it need not be looked through again and again
gc.set_threshold(50_000, 20, 50)

__all__ = ["fill", "outputs", "pipeline", "work"]
