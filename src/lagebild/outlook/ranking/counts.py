"""Counts that fade.

Takes keys and steps; gives how often a key was seen, how long ago last, and the same count faded with several half-lives.
Nothing is touched but the keys of a step, so that a pass costs what its facts cost.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

NEVER = 999  # the gap of a key that was not seen: longer than any that is told apart
_LONG_AGO = -1_000_000


@dataclass(frozen=True)
class Keys:
    """The keys that can be seen, as sorted numbers; the place of a key is its id, -1 that of an unknown one."""

    codes: Ints

    def __len__(self) -> int:
        return len(self.codes)

    def find(self, codes: Ints) -> Ints:
        """The ids of keys; -1 where there is none."""
        if not len(self.codes):
            return np.full(codes.shape, -1, np.int64)
        place = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[place] == codes, place, -1)


class Counts:
    """Per key: count, last step, and the count faded with each half-life (in steps)."""

    def __init__(self, size: int, half_lives: tuple[float, ...]) -> None:
        self.half_lives = np.asarray(half_lives, np.float32)
        self.count = np.zeros(
            size + 1, np.float32
        )  # the last place is that of an unknown key: it stays empty
        self.last = np.full(size + 1, _LONG_AGO, np.int64)
        self._faded = np.zeros((size + 1, len(half_lives)), np.float32)

    def add(self, ids: Ints, step: int) -> None:
        """Keys that were seen at a step, each as often as it was."""
        keys, often = np.unique(ids, return_counts=True)
        fading = np.exp2((self.last[keys] - step)[:, None] / self.half_lives)
        self._faded[keys] = self._faded[keys] * fading.astype(np.float32) + often[:, None].astype(np.float32)
        self.count[keys] += often
        self.last[keys] = step

    def gap(self, ids: Ints, step: int) -> Floats:
        """How many steps ago each was last seen."""
        return np.minimum(step - self.last[ids], NEVER).astype(np.float32)

    def faded(self, ids: Ints, step: int, which: int = 0) -> Floats:
        """The count of each, faded to this step with one of the half-lives."""
        ago = (self.last[ids] - step).astype(np.float32)
        return np.asarray(self._faded[ids, which] * np.exp2(ago / self.half_lives[which]))
