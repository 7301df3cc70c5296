"""A language's examples: texts with frozen trees and the claims that they make.

Takes `languages/<lang>/examples.conllu`; gives Examples, and the claims that today's rules make of their trees. Trees are frozen, so
that a new parser cannot break a rule's test; claims are written in the model's one-line form.

In the file every example begins with `# newdoc id`, and its first sentence says `# doc_text`, `# about` (a valency family, or a
rule of `claims/`), `# must` (`fire`, `not fire`) and one `# claim N` line for each claim.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lagebild.claims import claims_of, knowledge_of
from lagebild.documents import Particulars, document_of
from lagebild.languages import Pack, load_pack
from lagebild.model import Sentence
from lagebild.sentences.conllu import Tree, trees_of, write_conllu

PUBLISHED = "2024-10-18"
LANGUAGES = Path(__file__).parents[1] / "languages"


@dataclass(frozen=True)
class Example:
    """A text, what it is an example of, its trees, and its claims in one-line form with their triggers."""

    id: str
    text: str
    about: str
    must: str
    sentences: tuple[Sentence, ...]
    claims: tuple[str, ...] = field(default=())


def examples_file(lang: str) -> Path:
    """Where a language's examples stand."""
    return LANGUAGES / lang / "examples.conllu"


def read_examples(lang: str) -> tuple[Example, ...]:
    """All examples of a language, in the order of the file."""
    path = examples_file(lang)
    return tuple(_examples(trees_of(path.read_text(encoding="utf-8")))) if path.exists() else ()


def _examples(trees: Iterable[Tree]) -> Iterator[Example]:
    group: list[Tree] = []
    for tree in trees:
        if "newdoc id" in tree.comments and group:
            yield _example(group)
            group = []
        group.append(tree)
    if group:
        yield _example(group)


def _example(group: list[Tree]) -> Example:
    head = group[0].comments
    claims = tuple(value for name, value in head.items() if name.startswith("claim "))
    sentences = tuple(_numbered(tree.sentence, i) for i, tree in enumerate(group))
    return Example(head["newdoc id"], head["doc_text"], head["about"], head["must"], sentences, claims)


def _numbered(sentence: Sentence, i: int) -> Sentence:
    return Sentence(
        i=i, start=sentence.start, end=sentence.end, tokens=sentence.tokens, heading=sentence.heading
    )


def claims_made(example: Example, lang: str) -> tuple[str, ...]:
    """What today's rules make of an example's trees: `trigger: one-line claim`, in text order."""
    document = document_of(example.text, Particulars(lang=lang, published=PUBLISHED))
    claims = claims_of(document, example.sentences, knowledge_of(lang))
    return tuple(f"{claim.trigger}: {claim}".replace("\n", " ") for claim in claims)


def written(example: Example) -> str:
    """An example as it stands in the file."""
    head = [
        f"# newdoc id = {example.id}",
        f"# doc_text = {example.text}",
        f"# about = {example.about}",
        f"# must = {example.must}",
        *(f"# claim {n} = {line}" for n, line in enumerate(example.claims, 1)),
    ]
    return "\n".join(head) + "\n" + write_conllu(example.sentences, example.text)


def family_texts(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """The sentences of a pack's valency families: (family, must, text)."""
    for family in pack.families.values():
        if family.example:
            yield family.name, "fire", family.example
        if family.counter:
            yield family.name, "not fire", family.counter


def missing_families(lang: str) -> list[str]:
    """The families whose example or counter-example is not frozen yet."""
    frozen = {(example.about, example.must, example.text) for example in read_examples(lang)}
    return [
        f"{name} ({must})"
        for name, must, text in family_texts(load_pack(lang))
        if (name, must, text) not in frozen
    ]
