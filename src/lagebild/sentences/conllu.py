"""Sentences as CoNLL-U, in and out.

Offsets stand in MISC as Stanza writes them (`start_char=12|end_char=17`). Files without offsets are read, too: words
are then found in the `# text` line, which becomes the document. Multiword tokens and empty nodes are passed over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lagebild.errors import LagebildError
from lagebild.model import Sentence, Token

COLUMNS = 10
HEADING = "# heading = yes"


class ConlluError(LagebildError):
    """A CoNLL-U text that cannot be read."""


@dataclass(frozen=True)
class Tree:
    """A sentence as it stands in the file: its text and its comment lines, and the sentence itself."""

    text: str
    comments: dict[str, str]
    sentence: Sentence


def write_conllu(sentences: Iterable[Sentence], text: str) -> str:
    """CoNLL-U of a document's sentences."""
    return "".join(_block(sentence, text) for sentence in sentences)


def read_conllu(conllu: str) -> tuple[Sentence, ...]:
    """The sentences of a CoNLL-U text."""
    return tuple(tree.sentence for tree in trees_of(conllu))


def trees_of(conllu: str) -> Iterator[Tree]:
    """The sentences of a CoNLL-U text, each with its text and comments."""
    first = 1
    for i, block in enumerate(_blocks(conllu)):
        yield _tree(i, block, first)
        first += len(block) + 1


def _block(sentence: Sentence, text: str) -> str:
    head = [
        f"# sent_id = {sentence.i + 1}",
        f"# text = {' '.join(text[sentence.start : sentence.end].split())}",
    ]
    rows = [_row(token, sentence, text) for token in sentence.tokens]
    return "\n".join([*head, *([HEADING] if sentence.heading else []), *rows]) + "\n\n"


def _row(token: Token, sentence: Sentence, text: str) -> str:
    following = sentence.tokens[token.i + 1].start if token.i + 1 < len(sentence.tokens) else token.end
    glued = "SpaceAfter=No|" if following == token.end and text[token.end : token.end + 1].strip() else ""
    misc = f"{glued}start_char={token.start}|end_char={token.end}"
    cells = (
        token.form,
        token.lemma,
        token.upos,
        token.xpos or "_",
        token.feats or "_",
        str(token.head + 1),
        token.deprel,
    )
    return "\t".join([str(token.i + 1), *cells, "_", misc])


def _blocks(conllu: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*conllu.splitlines(), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def _tree(i: int, block: list[str], line: int) -> Tree:
    comments = dict(_comment(row) for row in block if row.startswith("#"))
    rows = [row.split("\t") for row in block if not row.startswith("#")]
    wrong = next((row for row in rows if len(row) != COLUMNS), None)
    if wrong is not None:
        raise ConlluError(
            f"sentence {i + 1}, near line {line}: {len(wrong)} columns in {wrong[0]!r}; CoNLL-U has {COLUMNS}"
        )
    words = [row for row in rows if row[0].isdigit()]
    broken = _broken(words)
    if broken:
        raise ConlluError(f"sentence {i + 1}, near line {line}: {broken}")
    offsets = _offsets(words, comments.get("text", ""))
    tokens = tuple(
        _token(k, row, *offset) for k, (row, offset) in enumerate(zip(words, offsets, strict=True))
    )
    heading = comments.get("heading") == "yes"
    sentence = Sentence(i=i, start=tokens[0].start, end=tokens[-1].end, tokens=tokens, heading=heading)
    return Tree(comments.get("text") or _text_of(words), comments, sentence)


def _broken(rows: list[list[str]]) -> str | None:
    """What keeps these words from being a tree."""
    if not rows:
        return "no words; a sentence has at least one"
    if [row[0] for row in rows] != [str(k) for k in range(1, len(rows) + 1)]:
        return "words are counted 1, 2, 3 …"
    heads = {row[0]: row[6] for row in rows}
    strange = next((row for row in rows if row[6] not in (*heads, "0")), None)
    if strange:
        return f"the head of {strange[1]!r} is {strange[6]!r}; right would be 0 or a word of the sentence"
    if list(heads.values()).count("0") != 1:
        return f"{list(heads.values()).count('0')} words have the head 0; right would be one, the root"
    lost = next((row[1] for row in rows if not _reaches_root(row[0], heads)), None)
    return f"{lost!r} hangs on itself; right would be a tree" if lost else None


def _reaches_root(word: str, heads: dict[str, str]) -> bool:
    for _ in heads:
        word = heads[word]
        if word == "0":
            return True
    return False


def _comment(row: str) -> tuple[str, str]:
    name, _, value = row.lstrip("# ").partition("=")
    return name.strip(), value.strip()


def _offsets(rows: list[list[str]], text: str) -> list[tuple[int, int]]:
    """From MISC; else by finding each word in the text; else by counting words and spaces."""
    given = [_misc(row[9]) for row in rows]
    if all(misc.get("start_char", "").isdecimal() and misc.get("end_char", "").isdecimal() for misc in given):
        return [(int(misc["start_char"]), int(misc["end_char"])) for misc in given]
    text, found, at = text or _text_of(rows), [], 0
    for row in rows:
        start = text.find(row[1], at)
        if start < 0:
            raise ConlluError(
                f"word {row[1]!r} is not in the text {text!r}; '# text' holds every word, in order"
            )
        at = start + len(row[1])
        found.append((start, at))
    return found


def _misc(cell: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in cell.split("|") if "=" in pair)


def _text_of(rows: list[list[str]]) -> str:
    return "".join(row[1] + ("" if "SpaceAfter=No" in row[9] else " ") for row in rows).strip()


def _token(i: int, row: list[str], start: int, end: int) -> Token:
    feats = "" if row[5] == "_" else row[5]
    xpos = "" if row[4] == "_" else row[4]
    return Token(
        i=i,
        form=row[1],
        lemma=row[2],
        upos=row[3],
        head=int(row[6]) - 1,
        deprel=row[7],
        start=start,
        end=end,
        feats=feats,
        xpos=xpos,
    )
