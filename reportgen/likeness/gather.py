"""All passages of a batch as numbers: whose they are, and which are the same but for figures."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from reportgen.likeness import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.likeness.bare import Names
    from reportgen.outcomes.model import Outcome, Passage

_CODE = "utf-16-le"


@dataclass(frozen=True, slots=True)
class Kinds:
    """Each kind of passage once, as it is compared: all words in one run of bytes.

    Passages of one kind are the same but for figures and names. A string for each would take
    three times the room.
    """

    written: bytearray
    ends: array[int]

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self.ends) - 1

    def add(self, words: str) -> None:
        """Add a kind's words."""
        self.written.extend(words.encode(_CODE, "surrogatepass"))
        self.ends.append(len(self.written))

    def sentences(self, kind: int) -> list[str]:
        """Return a kind's sentences."""
        words = self.written[self.ends[kind] : self.ends[kind + 1]]
        return words.decode(_CODE, "surrogatepass").split(bare.END)

    def words(self, kind: int) -> str:
        """Return a kind's words, without the ends of sentences."""
        return "".join(self.sentences(kind))


@dataclass(frozen=True, slots=True)
class Gathered:
    """The long passages of all forms, told by number; their words stay in the outcomes.

    ``outcomes`` are this year's, from ``first_old`` last year's, from ``first_known`` one of
    what the pack prints. Of each passage: ``owners`` is its form, ``lines`` its place in that
    form, ``sizes`` its counted characters, ``kind`` its kind.
    """

    outcomes: tuple[Outcome, ...]
    first_old: int
    first_known: int
    kinds: Kinds
    owners: array[int]
    lines: array[int]
    sizes: array[int]
    kind: array[int]

    def passage(self, number: int) -> Passage:
        """Return a passage itself."""
        return self.outcomes[self.owners[number]].passages[self.lines[number]]

    def size(self, number: int, sentences: frozenset[int] | None = None) -> int:
        """Return how many characters a passage counts, or some of its sentences."""
        if sentences is None:
            return self.sizes[number]
        found = bare.letters(self.passage(number).text).split(bare.END)
        return sum(len(found[at]) for at in sentences)

    def unit(self, number: int) -> str:
        """Return what tells the unit of a passage from all others."""
        outcome = self.outcomes[self.owners[number]]
        return outcome.full_name or outcome.unit or outcome.form

    def is_now(self, number: int) -> bool:
        """Tell whether a passage is this year's."""
        return self.owners[number] < self.first_old

    def is_old(self, number: int) -> bool:
        """Tell whether a passage is last year's."""
        return self.first_old <= self.owners[number] < self.first_known

    def is_known(self, number: int) -> bool:
        """Tell whether a passage is the pack's own."""
        return self.owners[number] >= self.first_known


def key(words: str) -> int:
    """Return a number that stands for words, the same on every machine and in every run."""
    return int.from_bytes(blake2b(words.encode(_CODE, "surrogatepass"), digest_size=8).digest())


def gather(now: Sequence[Outcome], old: Sequence[Outcome], known: Sequence[Outcome]) -> Gathered:
    """Number the long passages of all forms and find those that are the same."""
    outcomes = (*now, *old, *known)
    kinds = Kinds(bytearray(), array("Q", [0]))
    owners, lines, sizes, kind = (array("I") for _ in range(4))
    seen: dict[int, int] = {}
    for owner, outcome in enumerate(outcomes):
        for line, size, words in _long(outcome, bare.names(outcome)):
            number = seen.setdefault(key(words), len(seen))
            if number == len(kinds):
                kinds.add(words)
            owners.append(owner)
            lines.append(line)
            sizes.append(size)
            kind.append(number)
    first_known = len(now) + len(old)
    return Gathered(outcomes, len(now), first_known, kinds, owners, lines, sizes, kind)


def _long(outcome: Outcome, own: Names) -> Iterator[tuple[int, int, str]]:
    """Yield a form's long passages: place, characters counted, words as they are compared."""
    for line, passage in enumerate(outcome.passages):
        if len(passage.text) >= bare.SHORTEST:
            counted = bare.letters(passage.text)
            words = bare.marked(counted, own)
            if bare.size(words) >= bare.SHORTEST:
                yield line, bare.size(counted), words
