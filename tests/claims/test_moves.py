"""Moves of tokens: what rules propose one by one never makes a circle of the tree."""

import msgspec
import pytest

from lagebild import read
from lagebild.claims.moves import moved
from lagebild.claims.tree import Tree
from lagebild.documents.identity import Particulars, document_of
from lagebild.model import Sentence, Token
from lagebild.pipeline import parsed, read_document

HEADS = [1, -1, 1, 2]  # the army attacked the town


def tree_with(heads):
    tokens = tuple(
        Token(
            i=i, form="a", lemma="a", upos="NOUN", head=head, deprel="dep" if head >= 0 else "root", start=2 * i, end=2 * i + 1
        )
        for i, head in enumerate(heads)
    )  # fmt: skip
    return Tree(Sentence(i=0, start=0, end=7, tokens=tokens), {})


def test_no_mark_stands_before_the_first_token_not_even_the_last_one():
    tokens = [msgspec.structs.replace(t, form=":") if t.i == 3 else t for t in tree_with(HEADS).tokens]
    tree = Tree(Sentence(i=0, start=0, end=7, tokens=tuple(tokens)), {})
    assert not tree.is_behind(0, (":",)) and not tree.is_behind(-1, (":", "a"))
    assert tree.is_behind(3, ("a",)) and not tree.is_behind(3, (":",))


@pytest.mark.parametrize(
    ("moves", "heads"),
    [
        ({3: 1}, [1, -1, 1, 1]),
        ({2: 3}, HEADS),
        ({2: 2}, HEADS),
        ({2: 3, 3: 1}, [1, -1, 3, 1]),
        ({2: 3, 0: 2}, [2, -1, 1, 2]),
        ({0: 2, 2: 3, 3: 0}, HEADS),
        ({1: 2, 2: -1}, [1, 2, -1, 2]),
        ({2: 3, 3: 0, 0: 3}, HEADS),  # without the circle of 0 and 3 there is one of 2 and 3
        ({}, HEADS),
    ],
)
def test_no_token_comes_to_hang_below_itself(moves, heads):
    tree = moved(tree_with(HEADS), {i: (head, "dep") for i, head in moves.items()})
    assert [token.head for token in tree.tokens] == heads


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "de",
            "Gerüchte, Kigali habe neue Bataillone über die Grenze geschickt, dementierte der Generalstab umgehend.",
        ),
        ("en", "The UNHCR said rebels had taken Goma, three days after Bukavu."),
    ],
)
def test_a_sentence_whose_rules_disagree_is_read(lang, text):
    assert read(text, lang=lang).status == "read"


def test_what_is_only_punctuation_has_a_first_and_a_last_word():
    words = tree_with(HEADS)
    tokens = [msgspec.structs.replace(token, upos="PUNCT") for token in words.tokens[2:]]
    tree = Tree(msgspec.structs.replace(words.sentence, tokens=(*words.tokens[:2], *tokens)), {})
    assert (tree.first_word(2), tree.last_word(2)) == (2, 3)
    assert (tree.first_word(1), tree.last_word(1)) == (0, 1)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Die Armee habe das Dorf beschossen, meldete – der Minister, den Reuters befragte."),
        ("en", "Rebels killed 12 people, the army said – which the group denies."),
    ],
)
@pytest.mark.parametrize("relation", ["nsubj", "obj", "ccomp", "parataxis", "acl:relcl", "appos"])
def test_a_mark_that_is_read_as_a_word_ends_no_reading(lang, text, relation):
    """Parsers may take a dash for whatever stands there."""

    def parse(document):
        for sentence in parsed(document):
            for i, token in enumerate(sentence.tokens):
                if token.upos == "PUNCT":
                    astray = msgspec.structs.replace(token, deprel=relation)
                    yield msgspec.structs.replace(
                        sentence, tokens=(*sentence.tokens[:i], astray, *sentence.tokens[i + 1 :])
                    )

    document = document_of(text, Particulars(lang=lang))
    assert read_document(document, parse=parse).status == "read"
