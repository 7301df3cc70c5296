"""Who answers in an interview, and what is quoted only to be checked.

Takes a text, and the sentences of it one after another; gives what stands before the colon that opens several lines of a text with questions
("Haddad: Nein ...", "A: No."), and whose answer a sentence is. An answer is the word of whoever gives it, never the author's; and so is what stands
behind "CLAIM:". What the labels without a name are is the language's to say.
"""

import re
from collections import Counter

import msgspec

from lagebild.claims.cues import Said, label_cue
from lagebild.claims.scene import Scene

LABEL = re.compile(r"^[ \t]*([^\W\d_][^\n:?!]{0,40}?)[ \t]*:(?=\s)", re.MULTILINE)
WORD = re.compile(r"\w+")
NO_BLANK = re.compile(r"\S")
OFTEN = 2  # lines with one label, and questions, that make an interview
LONGEST = 6  # tokens of a label


class Labels(msgspec.Struct, frozen=True):
    """What opens the lines of an interview; `both`: questions have a label, too, so that an answer goes on until the next one."""

    names: frozenset[str] = frozenset()
    both: bool = False


class Answer(msgspec.Struct, frozen=True):
    """Whose words a sentence is: `said` is None where the label names nobody; `first`: the first of them behind its label."""

    said: Said | None = None
    first: int = 0


def labels_of(text: str, question_mark: str) -> Labels:
    """The labels of a text that is an interview; of any other none."""
    counted = (
        Counter(found.group(1) for found in LABEL.finditer(text))
        if text.count(question_mark) >= OFTEN
        else {}
    )
    names = frozenset(name for name, times in counted.items() if times >= OFTEN)
    return Labels(names, len(names) > 1)


def answer_in(scene: Scene, labels: Labels, before: Answer | None) -> Answer | None:
    """Whose answer a sentence is, after whose the one before was; None of what is the author's, or asked."""
    start = scene.sentence.start
    opens = "\n" in scene.text[max(0, start - 3) : start] or NO_BLANK.search(scene.text, 0, start) is None
    colon = _colon(scene) if opens else 0
    label = scene.text[start : scene.tree.tokens[colon].start].strip() if colon else ""
    if colon and _is_checked(scene, colon):
        return Answer(first=colon + 1)
    if opens and label not in labels.names and before is not None and _is_told_of(scene, before):
        return None
    if label not in labels.names:
        return before if before is not None and labels.names and (labels.both or not opens) else None
    if label.lower() in scene.tree.grammar.get("question_labels", ()):
        return None
    if label.lower() in scene.tree.grammar.get("answer_labels", ()):
        return Answer(first=colon + 1)
    head = next((k for k in range(colon) if scene.tree.tokens[k].head not in range(colon)), 0)
    hit = scene.name_at(head)
    state = scene.place_at(head) is not None or (hit is not None and scene.know.is_state(hit.id))
    named = scene.tree.tokens[head].upos == "PROPN" and not state
    return Answer(Said(scene, colon, label_cue(scene), head), colon + 1) if named else None


def _is_told_of(scene: Scene, before: Answer) -> bool:
    """`Haddad resigned in May.`: a paragraph without a label that names whoever answered is no answer of his."""
    if before.said is None:
        return False
    end = scene.text.find("\n", scene.sentence.start)
    words = set(WORD.findall(scene.text[scene.sentence.start : end if end >= 0 else None]))
    tree = before.said.scene.tree
    return any(t.upos == "PROPN" and t.form in words for t in tree.tokens[: before.first - 1])


def _colon(scene: Scene) -> int:
    """The colon of a label; 0 where there is none."""
    colons = scene.tree.grammar.get("colons", ())
    return next((t.i for t in scene.tree.tokens[1:LONGEST] if t.form in colons), 0)


def _is_checked(scene: Scene, colon: int) -> bool:
    """`CLAIM: NATO jets shot down ...`, `Die Behauptung: ...`."""
    return colon <= 2 and scene.tree.word(colon - 1) in scene.tree.grammar.get("claim_labels", ())


def is_first_person(said: Said) -> bool:
    """`I fear that ...`: in an answer that is whoever gives it."""
    tree, i = said.scene.tree, said.source
    return i is not None and tree.tokens[i].upos == "PRON" and bool(tree.feature(i, "Person") == "1")
