"""How one sentence is read: every station of the path in words.

Takes a Document (usually one sentence); gives the reading and, station by station, what was found, which
entries fired, and why other entries of the same words did not.
"""

from dataclasses import dataclass
from pathlib import Path

from lagebild.claims import knowledge_of
from lagebild.claims.cues import cues_at
from lagebild.claims.granularity import sorted_hits
from lagebild.claims.scene import Scene
from lagebild.claims.scene_making import scene_of
from lagebild.claims.triggers import hits_in, refused_at
from lagebild.languages import installed_languages
from lagebild.model import Document, Reading
from lagebild.pipeline import read_document
from lagebild.sentences import spelled

Station = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Explanation:
    """A reading and its stations: (name of the station, lines)."""

    reading: Reading
    stations: tuple[Station, ...]


def explanation_of(document: Document, overlays: tuple[Path, ...] = ()) -> Explanation:
    """The reading of a document with what happened at each station."""
    reading = read_document(document, overlays)
    stations: list[Station] = [("document", (str(document), f"status: {reading.status}"))]
    if document.lang in installed_languages():
        know = knowledge_of(document.lang, overlays)
        for sentence in spelled(reading.sentences):
            stations += _stations_of(scene_of(sentence, document.text, know, document.published))
    stations.append(("claims", tuple(map(str, reading.claims))))
    return Explanation(reading, tuple(stations))


def _stations_of(scene: Scene) -> list[Station]:
    return [
        ("tree", tuple(_token_line(scene, i) for i in range(len(scene.tree)))),
        ("names", tuple(_name_line(scene, k) for k in range(len(scene.names)))),
        (
            "numbers and dates",
            (*(str(h.quantity) for h in scene.quantities), *(str(h.period) for h in scene.periods)),
        ),
        ("triggers", tuple(_trigger_lines(scene))),
        ("cues", tuple(_cue_lines(scene))),
    ]


def _token_line(scene: Scene, i: int) -> str:
    token = scene.tree.tokens[i]
    head = scene.tree.tokens[token.head].form if token.head >= 0 else "·"
    return f"{token.form}  {token.lemma}  {token.upos}  {token.deprel} ← {head}  {token.feats}"


def _name_line(scene: Scene, k: int) -> str:
    hit = scene.names[k]
    words = " ".join(token.form for token in scene.tree.tokens[hit.first : hit.last + 1])
    return f"{words} → {hit.id} ({hit.kind})"


def _trigger_lines(scene: Scene) -> list[str]:
    hits = hits_in(scene)
    counted = {hit.token for hit in sorted_hits(scene, hits, scene.know.ontology).events}
    fired = [
        f"{scene.tree.tokens[h.token].form}: {h.frame.type} by {h.frame.key} ({h.frame.where}, family {h.frame.family.name})"
        + ("" if h.token in counted else "; told by another trigger")
        for h in hits
    ]
    silent = [
        f"{token.form}: not {frame.type} ({frame.where}): {reason}"
        for token in scene.tree.tokens
        for frame, reason in refused_at(scene, token.i)
    ]
    return fired + silent


def _cue_lines(scene: Scene) -> list[str]:
    constructions = ("verb", "noun", "adposition", "carry", "citing")
    return [
        f"{token.form}: {cue.construction}, {cue.stance} ({cue.key})"
        for token in scene.tree.tokens
        for cue in cues_at(scene, token.i, *constructions)
    ]
