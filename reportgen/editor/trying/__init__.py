"""Try a pack on one form while it is being edited: what became of the report since the last try."""

from reportgen.editor.trying.attempt import Attempt, Change, attempt
from reportgen.editor.trying.rounds import rounds

__all__ = ["Attempt", "Change", "attempt", "rounds"]
