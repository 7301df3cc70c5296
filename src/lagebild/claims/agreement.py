"""Number, gender and kind: what a pronoun and whom it means have in common.

Takes a scene and a nominal; gives its number, gender, kind and sector, who owns it, whether it points back, and whether a pronoun agrees
with it.
"""

from lagebild.claims.scene import Scene
from lagebild.claims.tree import Tree

PERSONS = frozenset({"person", ""})
OBLIQUE = frozenset({"iobj", "obl:arg", "nmod"})  # of a dative or genitive, as "obl" behind a preposition
DEMONYM = "demonym"
PEOPLES = (DEMONYM, "adjective")  # kinds of names for those who belong to a state


def looks_of(scene: Scene, i: int) -> tuple[bool, str, str]:
    """Number, gender and kind of a nominal."""
    return is_plural(scene, i), gender_at(scene, i), kind_at(scene, i)


def agrees(scene: Scene, plural: bool, gender: str, kind: str, number: str, pronoun: str) -> bool:
    """Whether a nominal can be meant by a pronoun of this number and gender."""
    if number and plural != number.startswith("plur"):
        return False
    if scene.tree.grammar.get("natural_gender"):
        things = frozenset({"organisation", "state", "group"})
        kinds = {"masc": PERSONS, "fem": PERSONS, "neut": things}.get(pronoun)
        if kinds is not None and kind not in kinds:
            return False
    return not pronoun or not gender or gender.lower() in pronoun.split()


def number_of_verb(scene: Scene, i: int) -> str:
    """A subject's number as its finite verb tells it ("sie sagt" / "sie sagen")."""
    tree = scene.tree
    verb = tree.finite(tree.tokens[i].head) if tree.relation(i) == "nsubj" else None
    ending = tree.grammar.get("many_do", "")
    if verb is not None and ending and tree.word(verb).endswith(ending):
        return "plur"  # whatever the parser has: "sie sprengten"
    number = tree.feature(verb, "Number").lower() if verb is not None else ""
    alone = verb is not None and ending and not number and not tree.word(verb).endswith(ending[-1:])
    return "sing" if alone else number


def gender_at(scene: Scene, i: int) -> str:
    """By its article or its own meaning where that tells, else as the parser has it."""
    natural: str | None = scene.tree.grammar.get("noun_genders", {}).get(scene.tree.lemma(i))
    if natural:
        return natural
    woman = scene.tree.grammar.get("one_woman", "")
    noun = bool(woman) and scene.tree.tokens[i].upos == "NOUN" and scene.tree.word(i).endswith(woman)
    if noun and kind_at(scene, i) == "person" and scene.name_at(i) is None:
        return "Fem"  # whatever the parser has: "Mexikos Präsidentin"
    told = scene.tree.grammar.get("article_genders", {})
    if told and _is_bare_body(scene, i):
        return "Neut"
    if _is_dative_woman(scene, i):
        return "Fem"
    articles = [told[word] for c in scene.tree.children[i] if (word := scene.tree.word(c)) in told]
    return articles[0] if articles and not is_plural(scene, i) else scene.tree.feature(i, "Gender")


def _is_dative_woman(scene: Scene, i: int) -> bool:
    """`drohte | der Hamas |`: an article that is a man's in the nominative alone, at what is no subject."""
    tree, words = scene.tree, scene.tree.grammar.get("genitive_or_dative", ())
    deprel = tree.tokens[i].deprel
    oblique = deprel in OBLIQUE or (deprel == "obl" and tree.preposition(i))
    if not words or not oblique or is_plural(scene, i):
        return False
    return any(tree.word(c) in words for c in tree.children[i] if tree.relation(c) == "det")


def _is_bare_body(scene: Scene, i: int) -> bool:
    """`auf | Facebook |`, `| Peru | will`: a body or state that stands without an article is not *er*, whatever the parser has it for."""
    hit, tree = scene.name_at(i), scene.tree
    if hit is None or tree.tokens[i].upos != "PROPN" or tree.feature(i, "Gender") != "Masc":
        return False
    kind = scene.know.gazetteer_kind(hit.id)
    return kind in ("organisation", "state") and not tree.has_child(i, "det", "amod")


def is_plural(scene: Scene, i: int) -> bool:
    """By its number, or as one of several; a state without an article is one, however many its name looks ("Belarus ... it")."""
    if len(scene.tree.conjuncts(i)) > 1:
        return True
    if scene.tree.lemma(i) in scene.tree.grammar.get("always_many", ()):
        return True
    woman = scene.tree.grammar.get("one_woman", "")
    if woman and scene.tree.word(i).endswith(woman) and scene.tree.feature(i, "Gender") == "Fem":
        return False
    hit = scene.name_at(i)
    if hit is not None and scene.know.is_state(hit.id):
        if not scene.tree.has_child(i, "det"):
            return hit.kind in PEOPLES and scene.tree.feature(i, "Number") == "Plur"
        if number_of_verb(scene, i).startswith("plur"):  # "die USA | verurteilten |"
            return True
    return scene.tree.feature(i, "Number") == "Plur" or _do_many(scene, i) or _looks_many(scene.tree, i)


def _looks_many(tree: Tree, i: int) -> bool:
    """`Gunmen killed ... when | they | ...`: several by the form, whatever the parser has."""
    endings = tree.grammar.get("many_endings", {})
    return any(tree.word(i).endswith(many) and tree.lemma(i).endswith(one) for many, one in endings.items())


def _do_many(scene: Scene, i: int) -> bool:
    """`Anwohner berichteten`: several, by their verb, where the noun has one form for one and for several."""
    return scene.tree.tokens[i].upos == "NOUN" and number_of_verb(scene, i).startswith("plur")


def is_one(tree: Tree, i: int) -> bool:
    """`den Amerikaner`, `die Französin`: one, also with an article that many have, too."""
    words, woman = tree.grammar.get("plural_articles", ()), tree.grammar.get("one_woman", "")
    articles = [tree.word(c) for c in tree.children[i] if tree.relation(c) == "det"]
    many = any(word in words for word in articles)
    object_ = tree.relation(i) == "obj" and not many
    told = object_ and any(word in tree.grammar.get("accusative_articles", ()) for word in articles)
    one = told or (tree.feature(i, "Number") == "Sing" and tree.relation(i) not in ("amod", "compound"))
    return one and (not many or (bool(woman) and tree.word(i).endswith(woman)))


def kind_at(scene: Scene, i: int) -> str:
    """state, organisation, person, group: what a nominal stands for, as far as it is known.

    Compounds by their last part are left out here: with them, pronouns found one antecedent too many.
    """
    hit = scene.name_at(i)
    if hit is not None:
        return scene.know.gazetteer_kind(hit.id)
    agent = scene.know.agent(scene.tree.lemma(i))
    return agent.kind if agent is not None else _kind_of_body(scene, i)


def _kind_of_body(scene: Scene, i: int) -> str:
    """`the federation`, `the federation | Conaie`: no person, though no table knows its name."""
    words = scene.tree.grammar.get("named_bodies", ())
    if not words:
        return ""
    before = scene.tree.tokens[i].upos == "PROPN" and i > 0 and scene.tree.tokens[i - 1].upos == "NOUN"
    called = scene.tree.lemma(i) in words or (before and scene.tree.lemma(i - 1) in words)
    return "organisation" if called else ""


def sector_at(scene: Scene, i: int) -> str:
    """The sector of a role noun; empty for any other word."""
    agent = scene.agent_at(i)
    return agent.sector if agent is not None else ""


def is_of_two(scene: Scene, i: int) -> bool:
    """`both sides`, `the two countries`, `beide Länder`."""
    tree, classes = scene.tree, scene.know.pack.classes
    words = {tree.word(c) for c in tree.children[i]}
    definite = any(tree.feature(c, "Definite") == "Def" for c in tree.children[i])
    return not words.isdisjoint(classes["pair"]) or (definite and not words.isdisjoint(classes["two"]))


def is_pointed(scene: Scene, i: int) -> bool:
    """`dieser`, `beide`, `both`: a determiner that points back."""
    pointing = scene.know.pack.classes.get("pointing", frozenset())
    return any(
        scene.tree.tokens[c].form.lower() in pointing or scene.tree.lemma(c) in pointing
        for c in scene.tree.children[i]
        if scene.tree.relation(c) in ("det", "amod", "nummod")
    )


def is_related(scene: Scene, i: int) -> bool:
    """`a relative`, `the blogger's lawyer`, `seine Schwester`: somebody without a name whose words are about whom he belongs to."""
    tree = scene.tree
    if tree.has_child(i, "appos", "flat"):
        return False
    if tree.lemma(i) in tree.grammar.get("relatives", ()):
        return True
    owned = tree.has_child(i, "nmod:poss", "det:poss") or any(
        tree.relation(k) == "nmod"
        and (not tree.preposition(k) or tree.preposition(k) in tree.grammar.get("genitive_prepositions", ()))
        for k in tree.children[i]
    )
    return owned and tree.lemma(i) in tree.grammar.get("kin", ())


def owner_of(scene: Scene, i: int) -> str:
    """`..., *his* lawyer said. *He* ...`: the gender of a possessive, for who owns a speaker is rather spoken of than he."""
    words = (scene.tree.word(k) for k in scene.tree.children[i] if scene.tree.feature(k, "Poss") == "Yes")
    entries = (scene.know.pack.references.get(word) for word in words)
    return next((entry.gender for entry in entries if entry is not None), "")
