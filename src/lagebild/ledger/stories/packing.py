"""How claims and stories are packed in the file.

Takes Tellings, Stories and Gists; gives bytes, and those back. Each is deflated behind words that stand in all of them, the names of their fields:
a claim takes half of what it would, a story of thousands a tenth.
"""

import zlib
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import msgspec

from lagebild.stories import Gist, Story, Telling
from lagebild.stories.cut import Cut
from lagebild.stories.match import Match
from lagebild.stories.standing import Standing

FAST = 1  # level: the others take two to five times as long, and save a twentieth
RAW = -15  # without a header of zlib's
_ENCODER = msgspec.msgpack.Encoder()
_MATCHES = msgspec.msgpack.Decoder(Match)
_CUTS = msgspec.msgpack.Decoder(tuple[tuple[str, ...], tuple[tuple[int, int, float], ...] | None])
_STANDINGS = msgspec.msgpack.Decoder(Standing)
Kind = TypeVar("Kind")


# A claim that says nothing, as it was when ledgers began to be packed so: what is packed behind other words cannot be read any more. It
# stays as it is when claims get further fields.
SAYS_NOTHING: dict[str, object] = {
    "claim_id": "", "document_id": "", "day": None, "lang": "", "start": 0, "end": 0, "quote": "", "sentence": "", "sentence_start": 0,
    "publisher": None, "credits": [], "type": "", "kind": "", "mode": None, "actors": [], "recipients": [], "against": [], "names": [],
    "objects": [], "ids": [], "propers": [], "things": [], "people": [], "victims": [], "offices": [], "lone": False, "place": None,
    "country": None, "first": None, "last": None, "amounts": [], "lemmas": [], "senses": [], "acts": [], "speech": [], "time": "past",
    "commitment": "certain", "polarity": "affirmed", "averted": False, "certainty": "asserted", "chain": [], "deniers": [],
    "confirmers": [], "passing": False, "anew": False, "answers": False, "answered": [], "told": False, "news": False, "cited": False,
    "complainers": [], "withdrawn": False, "takers": [], "sketch": [],
}  # fmt: skip


@cache
def expected() -> bytes:
    """What is expected in whatever is packed."""
    return _ENCODER.encode(SAYS_NOTHING)


def packed(noun: Telling | Story | Gist) -> bytes:
    """A claim or a story, as it is kept."""
    return deflated(_ENCODER.encode(noun))


def deflated(body: bytes) -> bytes:
    """The same of what is encoded already."""
    to_less = zlib.compressobj(FAST, zlib.DEFLATED, RAW, zdict=expected())
    return to_less.compress(body) + to_less.flush()


def unpacked(kind: type[Kind]) -> Callable[[bytes], Kind]:
    """What gives back nouns of a kind."""
    decode = msgspec.msgpack.Decoder(kind).decode

    def unpack(body: bytes) -> Kind:
        return decode(zlib.decompressobj(RAW, zdict=expected()).decompress(body))

    return unpack


telling_in = unpacked(Telling)
story_in = unpacked(Story)
gist_in = unpacked(Gist)


def packed_match(found: Match) -> bytes:
    """How far two claims tell one happening, as it is kept: too short for anything to be saved."""
    return _ENCODER.encode(found)


def match_in(body: bytes) -> Match:
    """The same back."""
    return _MATCHES.decode(body)


def packed_cut(cut: Cut) -> bytes:
    """How a group was joined, as it is kept: its claims by their places in it."""
    place = {claim: i for i, claim in enumerate(cut.claims)}
    tree = None if cut.tree is None else [(place[one], place[other], score) for one, other, score in cut.tree]
    return _ENCODER.encode((cut.claims, tree))


def cut_in(body: bytes) -> Cut:
    """The same back."""
    claims, tree = _CUTS.decode(body)
    return Cut(
        claims,
        None if tree is None else tuple((claims[one], claims[other], score) for one, other, score in tree),
    )


def packed_standing(standing: Standing) -> bytes:
    """How a story stands, as it is kept."""
    return _ENCODER.encode(standing)


def standing_in(body: bytes) -> Standing:
    """The same back."""
    return _STANDINGS.decode(body)
