"""Lemmas and features as the product needs them.

Takes tagged words with the network's parts of speech, features and tree; gives lemma and features of each token.
The network is seldom wrong on parts of speech and often on mood, the tagger knows word forms and no context: each
decides what it knows best.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from lagebild.sentences.features import Tagged
from lagebild.sentences.grammar import Grammar, Tense
from lagebild.sentences.tags import Tagger

VERBAL = ("VERB", "AUX")
PARTICLE, PASSIVE, FINITE = "compound:prt", "aux:pass", "Fin"
AUXILIARY = ("aux", "aux:pass", "cop")
SHORTEST_PART = 4  # letters of the noun behind a hyphen; shorter ones are mostly abbreviations
SHORTEST_NAME = 3  # letters in capitals that are no pronoun
CLAUSES = ("root", "conj", "ccomp", "advcl", "acl", "acl:relcl", "parataxis")


class Parsed(msgspec.Struct, frozen=True):
    """A sentence before it becomes tokens; heads are positions, -1 for the root."""

    words: tuple[Tagged, ...]
    forms: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[dict[str, str], ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]

    def has_child(self, i: int, deprel: str) -> bool:
        """Whether `i` has a dependent under this relation."""
        return (i, deprel) in zip(self.heads, self.deprels, strict=True)

    def children(self, i: int, deprel: str) -> list[int]:
        """Positions of the dependents of `i` under this relation."""
        pairs = enumerate(zip(self.heads, self.deprels, strict=True))
        return [k for k, (head, rel) in pairs if head == i and rel == deprel]


def upos_of(
    words: Sequence[Tagged],
    upos: Sequence[str],
    feats: Sequence[dict[str, str]],
    deprels: Sequence[str],
    tagger: Tagger,
    grammar: Grammar,
) -> tuple[str, ...]:
    """Parts of speech; the head of a clause that has a finite verb's features and can be one is a verb, what shouts alone a name: "the WHO said"."""
    finite = grammar.tags.get(f"VERB.{FINITE}", ())
    kinds = list(upos)
    for i, word in enumerate(words):
        if kinds[i] == "PRON" and len(word.form) >= SHORTEST_NAME and word.form.isupper():
            kinds[i] = kinds[i] if _is_shouted(words) else "PROPN"
        said = kinds[i] not in VERBAL and feats[i].get("VerbForm") == FINITE and deprels[i] in CLAUSES
        if said and any(tagger.can_be(word.form, tag) for tag in finite):
            kinds[i] = "VERB"
    return tuple(kinds)


def _is_shouted(words: Sequence[Tagged]) -> bool:
    """Whether a line is in capitals from end to end."""
    return all(word.form.isupper() for word in words if word.form.isalpha())


def with_verb_forms(parsed: Parsed, tagger: Tagger, grammar: Grammar) -> Parsed:
    """Auxiliaries called so; verb forms that word form and auxiliaries allow; finite features on finite forms only."""
    upos = tuple(_by_relation(parsed, i, grammar) for i in range(len(parsed.upos)))
    feats = list(parsed.feats)
    for i, kind in enumerate(upos):
        if kind in VERBAL:
            form = _verb_form(parsed, i, tagger, grammar)
            feats[i] = _without(feats[i], () if form == FINITE else ("Mood", "Person")) | (
                {"VerbForm": form} if form else {}
            )
        elif feats[i].get("VerbForm") == FINITE:
            feats[i] = _without(feats[i], ("Mood", "VerbForm", "Tense"))
        if kind == "ADJ" and parsed.upos[i] == "VERB":
            feats[i] = _without(feats[i], ("Mood", "Person", "Tense")) | {"VerbForm": "Part"}
    return replace(parsed, upos=upos, feats=tuple(feats))


def _without(feats: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name, value in feats.items() if name not in names}


def _by_relation(parsed: Parsed, i: int, grammar: Grammar) -> str:
    """Auxiliaries are AUX, and where participles are adjectives, those that qualify a noun are."""
    kind, deprel = parsed.upos[i], parsed.deprels[i]
    if kind == "VERB" and deprel in AUXILIARY:
        return "AUX"
    return "ADJ" if kind == "VERB" and deprel == "amod" and grammar.participles.tags else kind


def _verb_form(parsed: Parsed, i: int, tagger: Tagger, grammar: Grammar) -> str:
    """What the network says, if the tagger can follow it and no auxiliary speaks against it."""
    upos, given = parsed.upos[i], parsed.feats[i].get("VerbForm", "")
    forms = grammar.forms[upos]
    helped = upos == "VERB" and (parsed.has_child(i, "aux") or parsed.has_child(i, PASSIVE))
    possible = any(tagger.can_be(parsed.forms[i], tag) for tag in forms.get(given, ()))
    if possible and not (helped and given == FINITE):
        return given
    others = {form: tags for form, tags in forms.items() if form != given and not (helped and form == FINITE)}
    tag = (
        tagger.tag_among(parsed.forms[i], [tag for tags in others.values() for tag in tags]) if others else ""
    )
    return next(
        (form for form, tags in others.items() if tag in tags and tagger.can_be(parsed.forms[i], tag)), given
    )


def lemmas_of(parsed: Parsed, tagger: Tagger, grammar: Grammar) -> tuple[str, ...]:
    """A lemma for each token; a separated particle is joined to its verb."""
    own = [_lemma(parsed, i, tagger, grammar) for i in range(len(parsed.words))]
    if not grammar.joins_particles:
        return tuple(own)
    joined = list(own)
    for i, (head, deprel) in enumerate(zip(parsed.heads, parsed.deprels, strict=True)):
        particle = parsed.forms[i].lower()
        if (
            deprel == PARTICLE
            and head >= 0
            and parsed.upos[head] in VERBAL
            and (parsed.upos[i] != "ADJ" or particle in grammar.adjective_particles)
            and not own[head].startswith(particle)
        ):
            joined[head] = particle + own[head]
    return tuple(joined)


def feats_of(parsed: Parsed, tagger: Tagger, grammar: Grammar) -> tuple[str, ...]:
    """CoNLL-U features of each token."""
    return tuple(_feats(parsed, i, tagger, grammar) for i in range(len(parsed.words)))


def _lemma(parsed: Parsed, i: int, tagger: Tagger, grammar: Grammar) -> str:
    word, upos = parsed.words[i], parsed.upos[i]
    mood, form = parsed.feats[i].get("Mood"), word.form.lower()
    known = grammar.lemmas.get(upos, {}).get(form)
    if known and mood:  # "they'd attacked": had, which has one; "they'd attack": would
        known = grammar.lemmas.get(f"{upos}:{mood}", {}).get(form, known)
    if known:
        return known
    if upos == "PROPN":
        return _name(parsed.forms[i], word, parsed.feats[i], grammar)
    if upos == "AUX" and not any(tagger.can_be(word.form, tag) for tag in _fitting(upos, {}, grammar)):
        return (
            word.lemma.lower()
        )  # "Kyiv | rejects | claims ...": whatever it was hung on as, it is no auxiliary
    fitting = _fitting(upos, parsed.feats[i], grammar)
    lemma = word.lemma
    if fitting and word.tag not in fitting:
        lemma = tagger.lemma_as(word.form, tagger.tag_among(word.form, fitting))
    if upos == "NOUN" and (joined := _of_joined(word, tagger)):
        return joined
    if upos == "NOUN":
        cut = lemma + lemma[-1:] == parsed.forms[i]  # the tagger takes the s of Einfluss for an ending
        return (
            parsed.forms[i]
            if cut
            else _with_case_of(parsed.forms[i], _as_spelt(lemma, parsed.forms[i], grammar))
        )
    return lemma.lower() if upos in ("VERB", "AUX", "ADJ", "ADV") else lemma


def _of_joined(word: Tagged, tagger: Tagger) -> str:
    """`RSF-Kämpfer`: behind a hyphen stands a noun whose lemma does not depend on what is before it; "" for any other word."""
    first, hyphen, last = word.form.rpartition("-")
    if not first or not last[:1].isupper() or last.isupper() or len(last) < SHORTEST_PART:
        return ""
    return f"{first}{hyphen}{tagger.lemma_as(last, word.tag)}"


def _as_spelt(lemma: str, form: str, grammar: Grammar) -> str:
    """A lemma in the spelling of its form: `Beschuß` of `Beschuss` is `Beschuss`."""
    old, new = grammar.old_ending, grammar.new_ending
    return (
        lemma.removesuffix(old) + new
        if old and lemma.endswith(old) and new in form and old not in form
        else lemma
    )


def _fitting(upos: str, feats: dict[str, str], grammar: Grammar) -> tuple[str, ...]:
    return grammar.tags.get(f"{upos}.{feats.get('VerbForm', '')}") or grammar.tags.get(upos, ())


def _name(form: str, word: Tagged, feats: dict[str, str], grammar: Grammar) -> str:
    """A name is its own lemma, without the genitive's ending."""
    ending = grammar.genitive
    genitive = (
        ending
        and form.endswith(ending)
        and (feats.get("Case") == "Gen" or not word.lemma.lower().endswith(ending))
    )
    whole = word.lemma.lower() == form[: -len(ending)].lower() if ending else False
    return form[: -len(ending)] if genitive and whole else form


def _with_case_of(form: str, lemma: str) -> str:
    """`Ukraine-krieg` -> `Ukraine-Krieg`, `Nato` -> `NATO`: letters that the form has keep its case."""
    return (
        "".join(f if f.lower() == c.lower() else c for f, c in zip(form, lemma, strict=False))
        + lemma[len(form) :]
    )


def _feats(parsed: Parsed, i: int, tagger: Tagger, grammar: Grammar) -> str:
    feats = dict(parsed.feats[i])
    if parsed.upos[i] == "PROPN":
        feats.pop("PronType", None)
    if parsed.upos[i] in VERBAL:
        feats |= _mood(parsed, i, tagger, grammar)
    if parsed.upos[i] == "VERB":
        feats |= {"Voice": "Pass"} if parsed.has_child(i, PASSIVE) else {}
    if parsed.upos[i] in grammar.participles.upos:
        named = i > 0 and parsed.upos[i] == "ADJ" and parsed.forms[i][0].isupper()  # United Nations
        verb = "" if named else verb_inside(parsed, i, tagger, grammar)
        feats |= {"VerbLemma": verb} if verb else {}
    return _written(tuple(feats.items()))


@lru_cache(maxsize=10_000)
def _written(feats: tuple[tuple[str, str], ...]) -> str:
    """As CoNLL-U has them; the same string for the same features, because a text has few sets of them."""
    return "|".join(f"{name}={value}" for name, value in sorted(feats, key=lambda pair: pair[0].lower()))


def verb_inside(parsed: Parsed, i: int, tagger: Tagger, grammar: Grammar) -> str:
    """The infinitive of the verb that a participle was made from: `entführten` -> `entführen`; empty if none.

    By its morphemes; else by what is left without its ending, if that can be a participle. `unbewaffnet` holds no verb.
    """
    word, rules = parsed.words[i], grammar.participles
    if parsed.upos[i] != "ADJ" and word.tag not in rules.tags:
        return ""  # asked first: most are nouns, and HanTa has never seen them as adjectives
    bare = tagger.lemma_as(word.form, rules.inflected) if rules.inflected else word.form
    if bare in rules.no_verbs:
        return ""
    tag = word.tag if word.tag in rules.tags else rules.inflected
    stem = (
        _verb_stem(tagger.morphemes(word.form, tag), tagger, grammar) if _may_hold(parsed, i, grammar) else ""
    )
    verb = (
        tagger.lemma_of_stem(stem, rules.infinitive)
        if stem
        else _verb_of_bare(word.form, bare, tagger, grammar)
    )
    negates = word.form.lower().startswith(rules.negative_prefix) and not verb.startswith(
        rules.negative_prefix
    )
    return "" if rules.negative_prefix and negates else verb


def _may_hold(parsed: Parsed, i: int, grammar: Grammar) -> bool:
    """Adjectives, and nouns that the tagger takes for adjectives, in languages whose tagger opens participles."""
    rules = grammar.participles
    return parsed.words[i].tag in rules.tags or (bool(rules.inflected) and parsed.upos[i] == "ADJ")


def _verb_of_bare(form: str, bare: str, tagger: Tagger, grammar: Grammar) -> str:
    """The verb of a participle without ending; of one with an ending only if it is no adjective in the first place."""
    rules, adjective = grammar.participles, grammar.tags["ADJ"][0]
    found = [tag for tag in rules.verb_tags if tagger.can_be(bare, tag)]
    if bare != form and tagger.tag_among(bare, (*rules.verb_tags, adjective)) == adjective:
        found = []
    lemma = tagger.lemma_as(bare, found[0]).lower() if found else ""
    return lemma if lemma != form.lower() else ""


def _verb_stem(parts: Sequence[tuple[str, str]], tagger: Tagger, grammar: Grammar) -> str:
    """Particle and stem of the verb, where there are a verb and a participle's ending."""
    kinds = [kind for _, kind in parts]
    participle = any(kind.startswith(grammar.participles.suffixes) for kind in kinds)
    if not participle or not any(kind.startswith("VV") for kind in kinds):
        return ""
    return "".join(
        tagger.base(text, kind) for text, kind in parts if kind.startswith(("VV", "PTKVZ", "PREF_V"))
    )


def _mood(parsed: Parsed, i: int, tagger: Tagger, grammar: Grammar) -> dict[str, str]:
    """Mood and tense where the form alone tells them."""
    if parsed.feats[i].get("VerbForm") != FINITE or not grammar.mood.verb_tags:
        return {}
    form = parsed.words[i].form.lower()
    kind = _subjunctive(form, tagger, grammar)
    if kind == "Pres" and form not in grammar.mood.present and _first_person(parsed, i, grammar):
        kind = ""
    if kind:
        return {"Mood": "Sub", "Tense": kind}
    tense = _tense(form, tagger, grammar)
    mood = {"Mood": "Ind"} if parsed.feats[i].get("Mood") == "Sub" else {}
    return {**mood, "Tense": tense} if tense else mood


def _subjunctive(form: str, tagger: Tagger, grammar: Grammar) -> str:
    """The tense of the subjunctive that this form is, or nothing."""
    rules = grammar.mood
    if form in rules.present or form in rules.past:
        return "Pres" if form in rules.present else "Past"
    stem, ending, changed = _ending(form, tagger, grammar)
    if form in rules.indicative:
        return ""
    if not changed:
        return "Pres" if ending in rules.present_endings else ""
    umlaut = _last_vowel(stem, grammar) in rules.umlauts
    weak = stem.endswith(rules.indicative_stem_end) and not stem.endswith(rules.strong_stems)
    if ending in rules.past_endings and (umlaut or not weak):
        return "Past"
    return "Past" if umlaut and ending in rules.past_endings_with_umlaut else ""


def _tense(form: str, tagger: Tagger, grammar: Grammar) -> str:
    """The tense that the ending tells, or nothing."""
    rules = grammar.tense
    _, ending, changed = _ending(form, tagger, grammar)
    if not ending and _is_bare_past(form, rules):
        return "Past"
    if ending in (rules.past_endings_changed if changed else rules.past_endings):
        return "Past"
    return "Pres" if ending in (rules.present_endings_changed if changed else rules.present_endings) else ""


def _is_bare_past(form: str, rules: Tense) -> bool:
    """`beschoss`, `entließ`: of the third person singular only the past has no ending."""
    bare = bool(rules.present_bare_endings) and form not in rules.present_bare
    return bare and not form.endswith(tuple(rules.present_bare_endings))


def _ending(form: str, tagger: Tagger, grammar: Grammar) -> tuple[str, str, bool]:
    """Stem and ending of a finite form, and whether the stem is a changed one; no ending, no stem."""
    parts = tagger.morphemes(form, tagger.tag_among(form, grammar.mood.verb_tags))
    if len(parts) < 2 or not parts[-1][1].startswith("SUF"):
        return "", "", False
    return parts[-2][0], parts[-1][0], "VAR" in parts[-2][1]


def _last_vowel(stem: str, grammar: Grammar) -> str:
    return next((letter for letter in reversed(stem) if letter in grammar.mood.vowels), "")


def _first_person(parsed: Parsed, i: int, grammar: Grammar) -> bool:
    """Whether the subject speaks of itself: then `ich habe` is no reported mood."""
    clause = parsed.heads[i] if parsed.deprels[i] in AUXILIARY else i
    subjects = [k for rel in ("nsubj", "nsubj:pass") for k in parsed.children(clause, rel)]
    if subjects:
        return any(parsed.forms[k].lower() in grammar.first_person for k in subjects)
    return parsed.feats[i].get("Person") == "1"
