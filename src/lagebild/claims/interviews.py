"""Who answers in an interview, and what is quoted only to be checked.

Takes a text, and the sentences of it one after another; gives what stands before the colon that opens several lines of a text with questions
("Haddad: Nein ...", "A: No."), and whose answer a sentence is. An answer is the word of whoever gives it, never the author's; and so is what stands
behind "CLAIM:". What the labels without a name are is the language's to say.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from lagebild.claims.cues import Said, label_cue
from lagebild.claims.scene import Scene

LABEL = re.compile(r"^[ \t]*([^\W\d_][^\n:?!]{0,40}?)[ \t]*:(?=\s)", re.MULTILINE)
INLINE = re.compile(r"(?:^|[.?!][\"”“’']?\s+)(\w{1,10}):\s", re.MULTILINE)
PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
QUOTED = re.compile(r"[\"“„«»][^\"“”„«»]*[\"”“»«]")
WORD = re.compile(r"\w+")
NO_BLANK = re.compile(r"\S")
OFTEN = 2  # lines with one label, and questions, that make an interview
SOME = 3  # one in so many questions speaks to somebody, one in so many answers of him who gives it
LONGEST = 6  # tokens of a label
LONGEST_QUESTION = 400  # characters of a paragraph that only asks

Grammar = Mapping[str, Any]


class Labels(msgspec.Struct, frozen=True):
    """What opens the lines of an interview; `both`: questions have a label, too, so that an answer goes on until the next one.

    `asked`: where the paragraphs with questions of an interview without labels begin and end; what stands between and behind them is answered.
    """

    names: frozenset[str] = frozenset()
    both: bool = False
    asked: tuple[tuple[int, int], ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """Whose words a sentence is: `said` is None where the label names nobody; `first`: the first of them behind its label."""

    said: Said | None = None
    first: int = 0


def labels_of(text: str, grammar: Grammar) -> Labels:
    """The labels of a text that is an interview; of any other none."""
    questions = text.count(grammar["question_mark"])
    if not questions:
        return Labels()
    asking, answering = ({*grammar.get(name, ())} for name in ("question_labels", "answer_labels"))
    inline = {found.group(1) for found in INLINE.finditer(text)}
    known = {label for label in inline if label.lower() in asking | answering}
    if any(label.lower() in asking for label in known) and any(label.lower() in answering for label in known):
        return Labels(frozenset(known), both=True)
    counted = Counter(found.group(1) for found in LABEL.finditer(text))
    names = frozenset(name for name, times in counted.items() if times >= OFTEN)
    if names and (questions >= OFTEN or len(names) > 1):
        return Labels(names, len(names) > 1)
    asked = _asked(text, grammar) if questions >= OFTEN else ()
    return Labels(frozenset(counted), both=True, asked=asked) if asked else Labels()


def _asked(text: str, grammar: Grammar) -> tuple[tuple[int, int], ...]:
    """The paragraphs that ask in an interview without labels: some speak to somebody (*you*), and some answers of him who gives them (*we*), or it is called one above."""
    to, of = ({*grammar.get(name, ())} for name in ("asking_words", "first_person_words"))
    mark, asked, spoken, answers, own = grammar["question_mark"], list[tuple[int, int]](), 0, 0, 0
    for found in PARAGRAPH.finditer(text):
        words = {*WORD.findall(QUOTED.sub(" ", found.group()))}
        asks = found.group().rstrip().endswith(mark) and len(found.group()) <= LONGEST_QUESTION
        if asks or (asked and words & to and not words & of):
            asked.append(found.span())
            spoken += bool(words & to) or LABEL.match(found.group()) is not None
        elif asked:
            answers += 1
            own += bool(words & of) or LABEL.match(found.group()) is not None
    called = bool(asked) and not {*grammar.get("interview_words", ())}.isdisjoint(
        WORD.findall(text[: asked[0][0]])
    )
    told = called or (
        own > 0 and SOME * own >= answers
    )  # "Interview mit der Politologin X" above the first question
    talks = (
        len(asked) >= OFTEN
        and answers > 0
        and told
        and (SOME * spoken >= len(asked) or (called and spoken > 0))
    )
    return tuple(asked) if talks else ()


def answer_in(scene: Scene, labels: Labels, before: Answer | None) -> Answer | None:
    """Whose answer a sentence is, after whose the one before was; None of what is the author's, or asked."""
    start, grammar = scene.sentence.start, scene.tree.grammar
    opens = "\n" in scene.text[max(0, start - 3) : start] or NO_BLANK.search(scene.text, 0, start) is None
    colon = _colon(scene)
    label = scene.text[start : scene.tree.tokens[colon].start].strip() if colon else ""
    known = label.lower() in (*grammar.get("question_labels", ()), *grammar.get("answer_labels", ()))
    colon = colon if opens or known else 0
    if labels.asked:
        before = _between_questions(labels, start, before)
    if colon and _is_checked(scene, colon):
        return Answer(first=colon + 1)
    if (
        opens
        and not labels.asked
        and label not in labels.names
        and before is not None
        and _is_told_of(scene, before)
    ):
        return None
    if not colon or label not in labels.names:
        if labels.asked:
            return before
        return before if before is not None and labels.names and (labels.both or not opens) else None
    if label.lower() in grammar.get("question_labels", ()) or (labels.asked and before is None):
        return None
    if label.lower() in grammar.get("answer_labels", ()):
        return Answer(first=colon + 1)
    head = next((k for k in range(colon) if scene.tree.tokens[k].head not in range(colon)), 0)
    hit = scene.name_at(head)
    state = scene.place_at(head) is not None or (hit is not None and scene.know.is_state(hit.id))
    named = scene.tree.tokens[head].upos == "PROPN" and not state
    return Answer(Said(scene, colon, label_cue(scene), head), colon + 1) if named else None


def _between_questions(labels: Labels, start: int, before: Answer | None) -> Answer | None:
    """Whose a sentence is in an interview without labels: nobody's before the first question and within one, else whoever answers."""
    if start < labels.asked[0][0] or any(first <= start < last for first, last in labels.asked):
        return None
    return before or Answer()


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
