"""All passages of a batch as numbers: whose they are, and which are the same but for figures."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, NamedTuple

from reportgen.likeness import bare, marks
from reportgen.outcomes import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.likeness.marks import Mark
    from reportgen.outcomes.model import Outcome

_CODE = "utf-16-le"


def _none() -> array[int]:
    return array("I", [0])


@dataclass(frozen=True, slots=True)
class Kinds:
    """Each kind of passage once, as it is compared, as numbers; its words lie in a file.

    Passages of one kind are the same but for figures and names. ``sizes`` are characters
    without the ends of sentences; ``keys`` (from ``key_ends``) stand for runs of characters,
    ``sentences`` (from ``sentence_ends``) for sentences, ``lengths`` are theirs.
    """

    file: IO[bytes]
    places: array[int] = field(default_factory=lambda: array("Q", [0]))
    sizes: array[int] = field(default_factory=lambda: array("I"))
    keys: array[int] = field(default_factory=lambda: array("Q"))
    key_ends: array[int] = field(default_factory=_none)
    sentences: array[int] = field(default_factory=lambda: array("Q"))
    lengths: array[int] = field(default_factory=lambda: array("I"))
    sentence_ends: array[int] = field(default_factory=_none)

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self.sizes)

    def add(self, mark: Mark, words: str) -> None:
        """Add a kind."""
        data = words.replace(bare.END, "").encode(_CODE, "surrogatepass")
        self.file.write(data)
        self.places.append(self.places[-1] + len(data))
        self.sizes.append(sum(mark.lengths))
        self.keys.extend(mark.keys)
        self.key_ends.append(len(self.keys))
        self.sentences.extend(mark.sentences)
        self.lengths.extend(mark.lengths)
        self.sentence_ends.append(len(self.sentences))

    def words(self, kind: int) -> str:
        """Return a kind's words, without the ends of sentences."""
        start, end = self.places[kind], self.places[kind + 1]
        self.file.seek(start)
        return self.file.read(end - start).decode(_CODE, "surrogatepass")

    def sentences_of(self, kind: int) -> array[int]:
        """Return a kind's sentences as numbers, 0 for those that prove nothing."""
        return self.sentences[self.sentence_ends[kind] : self.sentence_ends[kind + 1]]

    def lengths_of(self, kind: int) -> array[int]:
        """Return how long a kind's sentences are."""
        return self.lengths[self.sentence_ends[kind] : self.sentence_ends[kind + 1]]


class Owner(NamedTuple):
    """Whose a passage is: a form's path, its unit's short name, and what tells that unit."""

    form: str
    unit: str
    who: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The long passages of all forms, told by number; their words stay in the outcomes.

    ``forms`` are this year's, from ``first_old`` last year's, from ``first_known`` one of
    what the pack prints. Of each passage: ``owners`` is its form, ``lines`` its place in that
    form, ``kind`` its kind; ``lengths`` (from ``ends``) its sentences' counted characters.
    """

    forms: Sequence[Owner]
    first_old: int
    first_known: int
    kinds: Kinds
    owners: array[int]
    lines: array[int]
    kind: array[int]
    lengths: array[int]
    ends: array[int]

    def size(self, number: int, sentences: frozenset[int] | None = None) -> int:
        """Return how many characters a passage counts, or some of its sentences."""
        found = self.lengths[self.ends[number] : self.ends[number + 1]]
        return sum(found) if sentences is None else sum(found[at] for at in sentences)

    def unit(self, number: int) -> str:
        """Return what tells the unit of a passage from all others."""
        return self.forms[self.owners[number]].who

    def is_now(self, number: int) -> bool:
        """Tell whether a passage is this year's."""
        return self.owners[number] < self.first_old

    def is_old(self, number: int) -> bool:
        """Tell whether a passage is last year's."""
        return self.first_old <= self.owners[number] < self.first_known

    def is_known(self, number: int) -> bool:
        """Tell whether a passage is the pack's own."""
        return self.owners[number] >= self.first_known


def gather(
    now: Iterable[Outcome], old: Iterable[Outcome], known: Iterable[Outcome], file: IO[bytes]
) -> Gathered:
    """Number the long passages of all forms and find those that are the same.

    Each outcome is let go before the next is asked for: their words take more room than all
    the rest. Each kind's are put into ``file``.
    """
    forms: list[Owner] = []
    firsts: list[int] = []
    owners, lines, kind, lengths = (array("I") for _ in range(4))
    all_ = Gathered(forms, 0, 0, Kinds(file), owners, lines, kind, lengths, _none())
    seen: dict[int, int] = {}
    for outcomes in (now, old, known):
        firsts.append(len(forms))
        for outcome in outcomes:
            _add(all_, seen, outcome)
            who = same(outcome.full_name or outcome.unit) or outcome.form
            forms.append(Owner(outcome.form, outcome.unit, who))
    return replace(all_, first_old=firsts[1], first_known=firsts[2])


def _add(all_: Gathered, seen: dict[int, int], outcome: Outcome) -> None:
    """Add a form's passages to those of the forms before."""
    owner, own = len(all_.forms), bare.names(outcome)
    for mark in marks.of(outcome):
        kind = seen.setdefault(mark.key, len(seen))
        if kind == len(all_.kinds):
            words = bare.marked(bare.letters(outcome.passages[mark.line].text), own)
            all_.kinds.add(mark, words)
        all_.owners.append(owner)
        all_.lines.append(mark.line)
        all_.kind.append(kind)
        all_.lengths.extend(mark.sizes)
        all_.ends.append(len(all_.lengths))
