"""What a noun phrase is called when it stands by itself: in the nominative.

Takes the tokens of a phrase and its head; gives its words as they would stand without an article: "Gouverneurs der Region" is "Gouverneur
der Region", "südkoreanischen Geheimdienstes" "südkoreanischer Geheimdienst". By the grammar of the language (`strong_endings`); a language
without such endings, and whatever is not sure, leaves the words as they are.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from lagebild.model import Token

LONGEST = 3  # letters of an ending
NAMED, COUNTED = "PROPN", "NOUN"


def in_nominative(name: str, tokens: Sequence[Token], head: int, grammar: Mapping[str, Any]) -> str:
    """The name with its head and the adjectives before it in the nominative."""
    endings = grammar.get("strong_endings", {})
    noun = next((t for t in tokens if t.i == head), None)
    if not endings or noun is None or noun.upos not in (NAMED, COUNTED):
        return name
    feats = dict(feat.split("=", 1) for feat in noun.feats.split("|") if "=" in feat)
    form = _noun(noun, feats, grammar)
    ending = endings.get("Plur" if feats.get("Number") == "Plur" else feats.get("Gender", ""))
    beside = [t for t in tokens if t.head == head and t.i < head and t.upos != "DET"]
    words = {t.i: _adjective(t, ending) for t in beside}
    if form is None or None in words.values():
        return name
    return _worded(name, tokens, {**words, head: form})


def _noun(noun: Token, feats: Mapping[str, str], grammar: Mapping[str, Any]) -> str | None:
    """A noun in the nominative; None when nobody knows."""
    form, lemma, case = noun.form, noun.lemma, feats.get("Case")
    if case == "Nom" or (feats.get("Number") != "Plur" and form == lemma):
        return form
    if feats.get("Number") == "Plur":
        return _plural(form, lemma, case, grammar)
    ends_alike = form.startswith(lemma) and len(form) - len(lemma) <= LONGEST and lemma[:1].isupper()
    if noun.upos == NAMED:
        return lemma if ends_alike and case == "Gen" else form
    return lemma if ends_alike else None


def _plural(form: str, lemma: str, case: str | None, grammar: Mapping[str, Any]) -> str | None:
    """Only the dative differs: "Spezialkräften", but not "Soldaten"."""
    mark = grammar.get("dative_plural", "")
    if case != "Dat" or not mark or not form.endswith(mark):
        return form if case is not None else None
    own = any(form == lemma + plural for plural in grammar.get("plurals_alike", ()))
    return form if own else form.removesuffix(mark)


def _adjective(token: Token, ending: str | None) -> str | None:
    """An adjective that has no article before it; None for what is no plain adjective."""
    rest = token.form[len(token.lemma) :]
    plain = token.upos == "ADJ" and token.form.lower().startswith(token.lemma.lower())
    if ending is None or not plain or not 0 < len(rest) < LONGEST:
        return None
    return token.form[: len(token.lemma)] + ending


def _worded(name: str, tokens: Sequence[Token], words: Mapping[int, str | None]) -> str:
    """The name with some of its words in another form."""
    found, at = "", 0
    for token in tokens:
        there = name.find(token.form, at)
        if there < 0:
            return name
        found += name[at:there] + (words.get(token.i) or token.form)
        at = there + len(token.form)
    return found + name[at:]
