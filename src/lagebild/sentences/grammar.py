"""What a language's `grammar.toml` says: tags that fit, verb forms, cases, roles.

Takes a language code; gives its `Grammar`. The rules that use it are in `morphology` and `roles`.
"""

from functools import cache
from typing import Any

import msgspec

from lagebild.errors import UnknownLanguage
from lagebild.sentences.particled import Particled, particled_of
from lagebild.sentences.set_in import SetIn
from lagebild.tables import PACKAGE, shipped_toml

_CASE_SETS = ("n", "a", "d", "g", "na", "dg", "ndg")


class Mood(msgspec.Struct, frozen=True):
    """How finite forms show the subjunctive; empty where the network decides alone."""

    verb_tags: tuple[str, ...]
    present_endings: frozenset[str]
    past_endings: frozenset[str]
    past_endings_with_umlaut: frozenset[str]
    vowels: frozenset[str]
    umlauts: frozenset[str]
    indicative_stem_end: str
    strong_stems: tuple[str, ...]
    present: frozenset[str]
    past: frozenset[str]
    indicative: frozenset[str]


class Tense(msgspec.Struct, frozen=True):
    """Endings that tell the tense, of unchanged and of changed stems."""

    past_endings: frozenset[str]
    present_endings: frozenset[str]
    past_endings_changed: frozenset[str]
    present_endings_changed: frozenset[str]
    present_bare_endings: frozenset[
        str
    ]  # a form without ending that ends otherwise is past; empty: it tells nothing
    present_bare: frozenset[str]


class Participles(msgspec.Struct, frozen=True):
    """How a participle used as adjective or noun shows its verb."""

    tags: frozenset[str]
    suffixes: tuple[str, ...]
    upos: frozenset[str]
    inflected: str  # the tag of adjectives with an ending; empty where the tagger does not open participles
    infinitive: str
    verb_tags: tuple[str, ...]
    no_verbs: frozenset[str]
    negative_prefix: str  # before a participle it says that nothing was done: "unbewaffnet"


class Grammar(msgspec.Struct, frozen=True):
    """A language's `grammar.toml`."""

    tags: dict[str, tuple[str, ...]]
    forms: dict[str, dict[str, tuple[str, ...]]]  # of verbs and auxiliaries: the tags by verb form
    participles: Participles
    mood: Mood
    tense: Tense
    lemmas: dict[str, dict[str, str]]
    genitive: str
    joins_particles: bool
    adjective_particles: frozenset[str]  # of adjectives only these are particles of verbs
    old_ending: str
    new_ending: str
    cases: dict[str, frozenset[str]]
    ad_plural: frozenset[str]
    plural_ending: str
    added_endings: tuple[str, ...]  # which some nouns get in the plural: Mitglied, Mitglied-er-n
    strong_endings: tuple[
        str, ...
    ]  # of nouns whose plural has not that ending but in the dative: Fischer, Fischern
    weak_endings: tuple[str, ...]  # of nouns of which the whole plural has it: Bauer, Bauern
    feminine_endings: tuple[str, ...]
    either_endings: tuple[str, ...]  # of nouns that may be masculine or feminine
    foreign_plurals: tuple[str, ...]
    relatives: frozenset[str]  # pronouns that have the number of the noun before their clause
    ones: frozenset[str]  # numbers that count one
    many: frozenset[str]  # determiners of many
    plural_verb_ending: str  # of finite verbs; empty where the form does not tell number
    verb_numbers: dict[str, str]  # of the forms that this ending tells wrongly
    alike_endings: tuple[str, ...]  # of nouns that have the same form in both numbers
    actives_need_auxiliary: bool
    adverbial_marks: frozenset[str]
    complement_marks: frozenset[str]
    objectless_auxiliaries: frozenset[str]
    objectful_auxiliaries: frozenset[str]
    objectful_verbs: frozenset[str]
    part_openers: frozenset[str]
    postpositions: frozenset[str]
    dative_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    said_pronouns: frozenset[str]
    first_person: frozenset[str]
    reflexive: frozenset[str]
    set_in: SetIn
    particled: Particled


@cache
def grammar_of(lang: str) -> Grammar:
    """The grammar of a language."""
    file = PACKAGE / "languages" / lang / "grammar.toml"
    if not file.is_file():
        raise UnknownLanguage(f"no grammar.toml for language {lang!r} in lagebild/languages/{lang}")
    data = shipped_toml(file)
    lemmas, roles, cases = data["lemmas"], data["roles"], data["cases"]
    tags = {key: tuple(tags) for key, tags in data["tags"].items()}
    return Grammar(
        tags=tags,
        forms={upos: _forms(upos, tags) for upos in ("VERB", "AUX")},
        participles=_participles(data["participles"]),
        mood=_mood(data["mood"]),
        tense=Tense(**{name: frozenset(endings) for name, endings in data["tense"].items()}),
        lemmas={upos: table for upos, table in lemmas.items() if isinstance(table, dict)},
        genitive=lemmas["genitive"],
        joins_particles=lemmas["joins_particles"],
        adjective_particles=frozenset(lemmas["adjective_particles"]),
        old_ending=lemmas.get("old_ending", ""),
        new_ending=lemmas.get("new_ending", ""),
        cases={word: frozenset(name) for name in _CASE_SETS for word in cases.get(name, ())},
        ad_plural=frozenset(cases.get("ad_plural", ())),
        plural_ending=cases["plural_ending"],
        added_endings=tuple(cases.get("added_endings", ())),
        strong_endings=tuple(cases.get("strong_endings", ())),
        weak_endings=tuple(cases.get("weak_endings", ())),
        feminine_endings=tuple(cases.get("feminine_endings", ())),
        either_endings=tuple(cases.get("either_endings", ())),
        foreign_plurals=tuple(cases.get("foreign_plurals", ())),
        relatives=frozenset(cases.get("relatives", ())),
        ones=frozenset(cases.get("ones", ())),
        many=frozenset(cases.get("many", ())),
        plural_verb_ending=cases["plural_verb_ending"],
        verb_numbers=cases["verb_numbers"],
        alike_endings=tuple(cases["alike_endings"]),
        actives_need_auxiliary=roles["actives_need_auxiliary"],
        adverbial_marks=frozenset(roles["adverbial_marks"]),
        complement_marks=frozenset(roles["complement_marks"]),
        objectless_auxiliaries=frozenset(roles["objectless_auxiliaries"]),
        objectful_auxiliaries=frozenset(roles.get("objectful_auxiliaries", ())),
        objectful_verbs=frozenset(roles["objectful_verbs"]),
        part_openers=frozenset(roles["part_openers"]),
        postpositions=frozenset(roles["postpositions"]),
        dative_verbs=frozenset(roles["dative_verbs"]),
        speech_verbs=frozenset(roles["speech_verbs"]),
        said_pronouns=frozenset(roles["said_pronouns"]),
        first_person=frozenset(roles["first_person"]),
        reflexive=frozenset(roles["reflexive"]),
        set_in=_set_in(data["set_in"]),
        particled=particled_of(data.get("particled")),
    )


def _set_in(data: dict[str, Any]) -> SetIn:
    words = {name: value for name, value in data.items() if isinstance(value, list)}
    return SetIn(verb_first=data["verb_first"], **{name: frozenset(each) for name, each in words.items()})


def _forms(upos: str, tags: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """`VERB.Fin` = [...] -> Fin: (...)."""
    return {key.partition(".")[2]: found for key, found in tags.items() if key.startswith(f"{upos}.")}


def _participles(data: dict[str, Any]) -> Participles:
    return Participles(
        tags=frozenset(data["tags"]),
        suffixes=tuple(data["suffixes"]),
        upos=frozenset(data["upos"]),
        inflected=data["inflected"],
        infinitive=data["infinitive"],
        verb_tags=tuple(data["verb_tags"]),
        no_verbs=frozenset(data["no_verbs"]),
        negative_prefix=data["negative_prefix"],
    )


def _mood(data: dict[str, Any]) -> Mood:
    single = ("verb_tags", "strong_stems", "indicative_stem_end")
    return Mood(
        verb_tags=tuple(data["verb_tags"]),
        strong_stems=tuple(data["strong_stems"]),
        indicative_stem_end=data["indicative_stem_end"],
        **{name: frozenset(value) for name, value in data.items() if name not in single},
    )
