"""A folder of forms → a report for each unit, and the county's summary; nothing stops it.

``run.run`` is the whole of it. Workers import only what one form needs.
"""

from reportgen.batch.model import Asked, Progress, Result, Stage

__all__ = ["Asked", "Progress", "Result", "Stage"]
