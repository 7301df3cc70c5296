"""Surnames that start with small words: *von der Leyen*.

Takes the tagged words of a sentence and the surnames that a language's `grammar.toml` lists; gives the words with all parts of such a name tagged as
a name, and the words as the network is to see them: with a first name for each small word. It would read *sagte von der Leyen* as a phrase with
a preposition, and nobody would have said it.
"""

from collections.abc import Sequence

from msgspec import Struct

from lagebild.sentences.features import Tagged


class Particled(Struct, frozen=True):
    """The surnames by their words, the first names that stand for small words, and the tag of names."""

    names: frozenset[tuple[str, ...]]
    stand_ins: tuple[str, ...]
    tag: str

    def starts(self) -> frozenset[str]:
        """The words that such a name starts with, and as they stand at the head of a sentence."""
        return frozenset(word for name in self.names for word in (name[0], name[0].capitalize()))


def particled_of(data: dict[str, list[str] | str] | None) -> Particled:
    """What the table of a language says; without one there are no such names."""
    if data is None:
        return Particled(frozenset(), (), "")
    return Particled(
        frozenset(tuple(name.split()) for name in data["names"]), tuple(data["stand_ins"]), str(data["tag"])
    )


def named(
    words: tuple[Tagged, ...], known: Particled, starts: frozenset[str]
) -> tuple[tuple[Tagged, ...], tuple[Tagged, ...]]:
    """The words tagged anew, and as the network sees them."""
    if not any(word.form in starts for word in words):
        return words, words
    tagged, seen = list(words), list(words)
    for i, word in enumerate(words):
        if word.form in starts and (length := _length_at(words, i, known)):
            for k in range(i, i + length):
                form = words[k].form
                tagged[k] = seen[k] = Tagged(form, form, known.tag, form.lower())
            for k, name in zip(range(i, i + length - 1), known.stand_ins, strict=False):
                seen[k] = Tagged(name, name, known.tag, name.lower())
    return tuple(tagged), tuple(seen)


def _length_at(words: Sequence[Tagged], i: int, known: Particled) -> int:
    """How many words the name has that starts here; 0 where none does."""
    first = words[i].form
    for name in known.names:
        forms = tuple(word.form for word in words[i + 1 : i + len(name)])
        if first.lower() == name[0] and forms == name[1:]:
            return len(name)
    return 0
