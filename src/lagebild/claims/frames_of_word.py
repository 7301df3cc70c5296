"""The frames that the lexicon has for one word.

Takes them in the order in which they are tried; counts them once a word, not once a token.
"""

from collections import Counter
from functools import cached_property

from lagebild.languages import Frame

MAIN_TYPES = 2  # of a word's types; what fewer of its entries have is right in one candidate of thirty


class Frames(tuple[Frame, ...]):
    """The frames of a word, with what is counted of them."""

    @cached_property
    def types(self) -> Counter[str]:
        """How many of them are of which type."""
        return Counter(frame.type for frame in self)

    @cached_property
    def of_main_types(self) -> tuple["tuple[Frame, ...]", ...]:
        """Those of each of the types that most of them have."""
        kinds = [kind for kind, _ in self.types.most_common(MAIN_TYPES)]
        return tuple(tuple(frame for frame in self if frame.type == kind) for kind in kinds)


NO_FRAMES = Frames()
