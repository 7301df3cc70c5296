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
from lagebild.stories.match import Match
from lagebild.stories.standing import Standing

FAST = 1  # level: the others take two to five times as long, and save a twentieth
RAW = -15  # without a header of zlib's
_ENCODER = msgspec.msgpack.Encoder()
_MATCHES = msgspec.msgpack.Decoder(Match)
_STANDINGS = msgspec.msgpack.Decoder(Standing)
Kind = TypeVar("Kind")


@cache
def expected() -> bytes:
    """What is expected in whatever is packed: a claim that says nothing."""
    return _ENCODER.encode(
        Telling(claim_id="", document_id="", day=None, lang="", start=0, end=0, quote="", sentence="")
    )


def packed(noun: Telling | Story | Gist) -> bytes:
    """A claim or a story, as it is kept."""
    return deflated(_ENCODER.encode(noun))


def deflated(body: bytes) -> bytes:
    """The same of what is encoded already."""
    to_less = zlib.compressobj(FAST, zlib.DEFLATED, RAW, zdict=expected())
    return to_less.compress(body) + to_less.flush()


def _unpacked(kind: type[Kind]) -> Callable[[bytes], Kind]:
    decode = msgspec.msgpack.Decoder(kind).decode

    def unpack(body: bytes) -> Kind:
        return decode(zlib.decompressobj(RAW, zdict=expected()).decompress(body))

    return unpack


telling_in = _unpacked(Telling)
story_in = _unpacked(Story)
gist_in = _unpacked(Gist)


def packed_match(found: Match) -> bytes:
    """How far two claims tell one happening, as it is kept: too short for anything to be saved."""
    return _ENCODER.encode(found)


def match_in(body: bytes) -> Match:
    """The same back."""
    return _MATCHES.decode(body)


def packed_standing(standing: Standing) -> bytes:
    """How a story stands, as it is kept."""
    return _ENCODER.encode(standing)


def standing_in(body: bytes) -> Standing:
    """The same back."""
    return _STANDINGS.decode(body)
