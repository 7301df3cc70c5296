"""Tokens -> what their words mean to stories.

Takes tokens of a sentence; gives senses (the same in every language), the tokens of a trigger, and whether a word only says when.
"""

from collections.abc import Sequence

from lagebild.claims.date_words import load_date_words
from lagebild.model import Claim, Sentence, Token
from lagebild.stories.roles import SHORTEST_PART, is_closed
from lagebild.stories.rules import senses_of


def is_a_day(token: Token, lang: str) -> bool:
    """`Monday`, `October`: when it was is compared as days."""
    return token.upos in ("NOUN", "PROPN") and bool(
        {"weekday", "month"} & load_date_words(lang).values(token.form).keys()
    )


def meant_by(words: Sequence[Token], lang: str) -> frozenset[str]:
    """The senses of the words; of a compound that has none, those of its last part that is in the table."""
    table = senses_of(lang)
    found: set[str] = set()
    for token in words:
        lemma = token.lemma.lower()
        for key in (f"{lemma}/{token.upos.lower()}", lemma, token.form.lower()):
            if key in table:
                found |= table[key]
                break
        else:
            if token.upos != "ADJ":  # `zweitägig` is nothing second
                found |= _senses_inside(token.lemma.lower(), table, lang)
    return frozenset(found)


def _senses_inside(lemma: str, table: dict[str, frozenset[str]], lang: str) -> frozenset[str]:
    """`Leopard-Panzer`, `Panzerlieferung`: what the parts of a compound mean, where the language writes them as one word."""
    parts = lemma.split("-")
    if len(parts) > 1:
        return frozenset().union(*(table.get(part, frozenset()) for part in parts))
    if not is_closed(lang):
        return frozenset()
    tails = (lemma[k:] for k in range(3, len(lemma) - SHORTEST_PART + 1))
    heads = (lemma[:k] for k in range(len(lemma) - 3, SHORTEST_PART - 1, -1))
    last = next((table[tail] for tail in tails if tail in table), frozenset())
    return last | next((table[head] for head in heads if head in table), frozenset())


def trigger_of(claim: Claim, sentence: Sentence) -> list[Token]:
    """The words that report the event."""
    return [t for t in sentence.tokens if claim.trigger.start <= t.start < claim.trigger.end]
