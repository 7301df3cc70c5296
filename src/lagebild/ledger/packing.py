"""A reading, made ready to be kept.

Takes a Reading; gives a `Packed`: text, claims and search terms compressed, and one `Row` for each claim with what queries
ask for. All that costs time is done here, so that many processes can pack while one writes. Trees are not kept: whoever
needs them parses again.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable
from itertools import permutations, product

import msgspec

from lagebild.documents.identity import key_of
from lagebild.ledger.marks import mark, marks_of_pairs
from lagebild.ledger.words import Indexed, indexed
from lagebild.model import Claim, Document, Event, Noun, Participant, Reading, Release, Sentence

# Level 1 is three times as fast as the default on claims and packs them a tenth less; 6 on texts, which are written once.
_FAST, _SMALL = 1, 6
# Fewer are a line that many write by themselves.
FEWEST_LETTERS = 60
UNRESOLVED = "?"  # the last part of whoever has no id, but a state that is named in his words
_NO_LETTERS = re.compile(r"[\W_]+")
_CLAIMS = msgspec.json.Decoder(tuple[Claim, ...])
_CLAIM = msgspec.json.Decoder(Claim)
_RAW = msgspec.json.Decoder(tuple[msgspec.Raw, ...])
_INDEXED = msgspec.json.Decoder(tuple[Indexed, ...])
_encode = msgspec.json.Encoder().encode


class Bounds(Noun, frozen=True):
    """Where a sentence stands."""

    start: int
    end: int


_BOUNDS = msgspec.json.Decoder(tuple[Bounds, ...])


class Row(Noun, frozen=True):
    """What queries ask of one claim. `pairs`: (actor, recipient), either may be None; of mutual acts both ways round."""

    claim_id: str
    type: str
    mode: str | None
    certainty: str
    source: str | None
    first: str | None
    last: str | None
    pairs: tuple[tuple[str | None, str | None], ...]
    terms: str


class Packed(Noun, frozen=True):
    """One reading as it is kept. `document` comes without its text, which is in `text`; `read_at`: when, if that is known;
    `letters`: what copies have in common."""

    document: Document
    text: bytes
    status: str
    release: Release | None
    release_id: str | None
    claims: bytes
    sentences: bytes
    rows: tuple[Row, ...]
    terms: str
    read_at: str | None = None
    letters: str | None = None


def pack(reading: Reading) -> Packed:
    """A reading, ready to be kept."""
    sentences = indexed(reading.document, reading.sentences)
    return pack_parts(reading.document, reading.claims, sentences, reading.status, reading.release)


def pack_parts(
    document: Document,
    claims: tuple[Claim, ...],
    sentences: tuple[Indexed, ...],
    status: str,
    release: Release | None,
) -> Packed:
    """The same, of sentences that have their search terms already."""
    return Packed(
        document=msgspec.structs.replace(document, text=""),
        text=packed_text(document.text),
        status=status,
        release=release,
        release_id=release_id_of(release),
        claims=zlib.compress(_encode(claims), _FAST),
        sentences=zlib.compress(_encode(sentences), _FAST),
        rows=rows_of(claims, sentences, document),
        terms=" ".join(sentence.words for sentence in sentences),
        letters=letters_of(document.text),
    )


def release_id_of(release: Release | None) -> str | None:
    """A short key of all versions that a reading rests on; None of a text that nothing read."""
    return None if release is None else key_of(_encode(release).decode())


def language_of_release(release: Release) -> str:
    """The language whose pack a release read with."""
    return release.pack.partition("-")[0]


def hashes_of(document: Document, text: str) -> tuple[str, str]:
    """What is left of a document that was forgotten: one hash of its key, one of its text; neither can be read back."""
    return key_of("forgotten document", document.document_id), key_of("forgotten text", text)


def letters_of(text: str) -> str | None:
    """What copies of a text have in common, however they are set: a hash of its letters and digits; None of a text of a few words."""
    letters = _NO_LETTERS.sub("", unicodedata.normalize("NFC", text).casefold())
    return key_of(letters) if len(letters) >= FEWEST_LETTERS else None


# ------------------------------------------------------------------ what queries ask for


def rows_of(claims: Iterable[Claim], sentences: tuple[Indexed, ...], document: Document) -> tuple[Row, ...]:
    """One row for each claim."""
    shared = [mark("lang", document.lang)]
    shared += [mark("publisher", document.publisher)] if document.publisher else []
    return tuple(_row(claim, sentences, shared) for claim in claims)


def _row(claim: Claim, sentences: tuple[Indexed, ...], shared: list[str]) -> Row:
    content = claim.content
    kind, mode = (content.type, content.mode) if isinstance(content, Event) else (content.kind, None)
    source = (claim.chain[-1].source.actor or claim.chain[-1].source.name) if claim.chain else None
    pairs = pairs_of(claim)
    marks = [mark("type", kind), mark("certainty", claim.certainty), *shared, *marks_of_pairs(pairs)]
    marks += [mark("source", source)] if source else []
    words = sentences[claim.sentence].words if claim.sentence < len(sentences) else ""
    period = content.period
    return Row(
        claim_id=claim.claim_id,
        type=kind,
        mode=mode,
        certainty=claim.certainty,
        source=source,
        first=period.first if period else None,
        last=(period.last or period.first) if period else None,
        pairs=pairs,
        terms=" ".join([words, *marks]),
    )


def pairs_of(claim: Claim) -> tuple[tuple[str | None, str | None], ...]:
    """Who to whom, in ids. Acts without a recipient that several do together go both ways round."""
    content = claim.content
    if isinstance(content, Event):
        actors, recipients = _known(content.actors), _known(content.recipients)
    else:
        actors, recipients = _known(content.about), _known(content.affected)
    if actors and recipients:
        return tuple(product(actors, recipients))
    if isinstance(content, Event) and len(actors) > 1:
        return tuple(permutations(actors, 2))
    return tuple((actor, None) for actor in actors) or tuple((None, one) for one in recipients)


def _known(participants: Iterable[Participant]) -> tuple[str, ...]:
    """Their ids; of "Russian drones", which have none, `RUS.?`: found by whoever asks for RUS, and not taken for it."""
    ids = (each.actor or (each.of and f"{each.of}.{UNRESOLVED}") for each in participants)
    return tuple(dict.fromkeys(id for id in ids if id))


def is_at_or_below(actor: str | None, above: str) -> bool:
    """Whether an actor is another or part of it: `PRK.MIL` of `PRK`."""
    return actor is not None and (actor == above or actor.startswith(above + "."))


# ------------------------------------------------------------------ back


def packed_text(text: str) -> bytes:
    """The text of a version, deflated."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _SMALL)


def unpacked_text(text: bytes) -> str:
    """The text of a version."""
    return zlib.decompress(text).decode("utf-8", "surrogatepass")


def unpacked_claims(claims: bytes) -> tuple[Claim, ...]:
    """The claims of a reading."""
    return _CLAIMS.decode(zlib.decompress(claims))


def raw_claims(claims: bytes) -> tuple[msgspec.Raw, ...]:
    """The claims of a reading, each still to be decoded: a page of fifty claims needs one of each reading."""
    return _RAW.decode(zlib.decompress(claims))


def decoded_claim(raw: msgspec.Raw) -> Claim:
    """One of them."""
    return _CLAIM.decode(raw)


def bounds_of(sentences: bytes) -> tuple[Bounds, ...]:
    """Where the sentences of a reading stand, without their terms."""
    return _BOUNDS.decode(zlib.decompress(sentences))


def unpacked_sentences(sentences: bytes) -> tuple[Indexed, ...]:
    """The sentences of a reading, as the search knows them."""
    return _INDEXED.decode(zlib.decompress(sentences))


def bare_sentences(sentences: Iterable[Indexed]) -> tuple[Sentence, ...]:
    """Sentences as offsets, without tokens and trees."""
    return tuple(
        Sentence(i=i, start=one.start, end=one.end, tokens=(), heading=one.heading)
        for i, one in enumerate(sentences)
    )
