"""The ways through a word: HanTa's two searches, with its numbers and in its order, to the last bit.

Takes HanTa's tagger and a word; gives the parts of the word where its class is known, or the classes that it may have. How likely a
part is under a tag is found once for each stretch of the word; HanTa asks that again for each way that leads there, a thousand times a word.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from numpy import logaddexp

EMPTY, START, UNKNOWN, END_UNKNOWN = 0, 1, 3, -3
LOWEST = -1e6  # HanTa counts nothing less likely
# Of the ways to a place those go on that are at most so much less likely than the fourth.
FOURTH, WORSE = 3, 1
SHORT, SHORTEST = 4, 3  # letters: in words that are not short an unknown part has at least so many
LONGEST = 24  # letters of an unknown part are counted
ENDINGS = (4, 3, 2, 1)  # letters by which an unknown part is judged, if it has more
ALL_UNKNOWN = 4.6  # what counts against a word that is one unknown part

State = tuple[int, int]
Row = dict[State, float]
Back = list[dict[State, tuple[State, int]]]


class Open(NamedTuple):
    """A tag that unknown parts may have: what such a part has to begin with, what its length adds, and its ending."""

    tag: int
    beginning: float
    lengths: Sequence[float]
    endings: Mapping[str, float]


def open_tags(hanta: Any) -> tuple[Open, ...]:
    """The tags that unknown parts may have."""
    return tuple(
        Open(tag, hanta.Int_t + p, hanta.LP_len_t[tag], hanta.LP_s_t[tag])
        for tag, p in hanta.LP_hapax_t.items()
        if tag in hanta.LP_s_t
    )


def tags_of_parts(known: Mapping[int, Mapping[str, float]]) -> dict[str, tuple[int, ...]]:
    """The tags that each known part of words may have."""
    found: dict[str, list[int]] = {}
    for tag, parts in known.items():
        for part in parts:
            found.setdefault(part, []).append(tag)
    return {part: tuple(tags) for part, tags in found.items()}


def _likely(hanta: Any, part: str, tags: set[int], word_length: int | None) -> dict[int, float]:
    """The tags, of these and perhaps others, that a part may have, each with how likely it is; of new parts where the word's length is given."""
    known, length = hanta.LP_m_t, len(part)
    found = {tag: known[tag][part] for tag in hanta.tags_of_parts.get(part, ())}
    if word_length is None or (length < SHORTEST and word_length >= SHORT):
        return found
    endings = [part[-k:] for k in ENDINGS if length > k]
    size, less = min(length, LONGEST), ALL_UNKNOWN if length == word_length else 0.0
    for tag, beginning, lengths, worth in hanta.open_tags:
        if tag in tags and tag not in found:
            for ending in endings:
                if ending in worth:
                    break
            else:
                ending = ""
            found[tag] = beginning + lengths[size] + worth[ending] - less
    return found


def likeliest_parts(hanta: Any, word: str, end: int) -> list[tuple[int, int]]:
    """The tags of a word's parts and where each part ends, the last of them `end`; with unknown parts only if there is no other way."""
    tags = hanta.reachability.get(end, frozenset())
    for guessing in (False, True):
        rows, back = _ways(hanta, word, tags, guessing=guessing)
        last: Row = {}
        for state, before in rows[-1].items():
            p = hanta.LP_trans.get(state, {}).get(end)
            if p is not None and before + p > last.get((state[1], end), LOWEST):
                last[state[1], end] = before + p
                back[-1][state[1], end] = (state, len(word))
        if last:
            return _way_back(max(last, key=last.__getitem__), back)
    return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]


def classes_of(hanta: Any, word: str) -> list[tuple[int, float]]:
    """The classes that a word may have, the likeliest first, each with how likely it is."""
    rows, _ = _ways(hanta, word, None, guessing=not hanta.strict)
    last: Row = {}
    for state, before in rows[-1].items():
        for end, p in hanta.LP_trans_final.get(state, ()):
            if before + p > last.get((state[1], end), LOWEST):
                last[state[1], end] = before + p
    found: dict[int, float] = {}
    for (_, end), p in last.items():
        found[-end] = logaddexp(found[-end], p) if -end in found else p
    return sorted(found.items(), key=itemgetter(1), reverse=True) or [(UNKNOWN, 0)]


def _ways(hanta: Any, word: str, among: frozenset[int] | None, *, guessing: bool) -> tuple[list[Row], Back]:
    """How likely each state is at each place of a word, over tags `among` these if any are named; and where each came from."""
    length = len(word)
    rows: list[Row] = [{(EMPTY, START): 0}, *({} for _ in word)]
    back: Back = [{} for _ in range(length + 2)]
    for i, row in enumerate(rows):
        going_on = [
            (state, followers)
            for state, before in (_best(row) if row else ())
            if (followers := _followers(hanta, state, before, among))
        ]
        if not going_on:
            continue
        tags = {tag for _, followers in going_on for tag, _ in followers}
        counted = length if guessing else None
        stretches = ((j, _likely(hanta, word[i:j], tags, counted)) for j in range(i + 1, length + 1))
        parts = [(rows[j], back[j], found) for j, found in stretches if found]
        for state, followers in going_on:
            for there, came_from, found in parts:
                for tag, before in [follower for follower in followers if follower[0] in found]:
                    p, new = before + found[tag], (state[1], tag)
                    if p > there.get(new, LOWEST):
                        there[new] = p
                        came_from[new] = (state, i)
    return rows, back


def _best(row: Row) -> Iterable[tuple[State, float]]:
    if len(row) <= FOURTH:
        return row.items()
    least = sorted(row.values(), reverse=True)[FOURTH] - WORSE
    return [(state, p) for state, p in row.items() if p >= least]


def _followers(
    hanta: Any, state: State, before: float, among: frozenset[int] | None
) -> list[tuple[int, float]]:
    follow = hanta.LP_trans_nonfinal.get(state, ())
    return [(tag, before + p) for tag, p in follow if among is None or tag in among]


def _way_back(state: State, back: Back) -> list[tuple[int, int]]:
    i = len(back) - 1
    way = []
    while i > 0:
        way.append((state[1], i))
        state, i = back[i][state]
    return way[::-1]
