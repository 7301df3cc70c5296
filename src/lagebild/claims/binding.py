"""Whom a pronoun cannot mean, and whom it does, by where it stands in its own sentence.

Takes a scene and a pronoun; gives the tokens that its place rules out (the subject of its own verb, whom it interrupts, to whom it is
told), and the subjects beside and above it that it goes back to before anybody else.
"""

from collections.abc import Collection, Iterable
from typing import Protocol

from lagebild.claims.conditions import condition_marks
from lagebild.claims.cues import speaks
from lagebild.claims.gapped import speaks_without_verb
from lagebild.claims.scene import Scene

CONTENTS = frozenset({"ccomp"})
DEEDS = ("xcomp", "advcl", "acl")  # of which somebody is accused
ACCUSED = ("obj", "iobj", "obl")  # a dative is parsed as the last

Places = set[tuple[int, int | None]]
"""Sentences, and tokens in them."""


def ruled_out(scene: Scene, i: int, *, plural: bool) -> Places:
    """Whom a pronoun cannot mean."""
    return (
        interrupted(scene, i)
        | hearers(scene, i, plural=plural)
        | own_subjects(scene, i)
        | whose_men(scene, i)
        | told_of(scene, i)
        | quoted_by(scene, i)
    )


def interrupted(scene: Scene, i: int) -> set[tuple[int, int | None]]:
    """`Egypt, *it* said, killed 12`: of whom a pronoun between subject and verb speaks is not who it means."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    if verb < 0 or not tree.is_verbal(verb) or not speaks(scene, i):
        return set()
    above = [k for k in tree.ancestors(verb) if tree.is_verbal(k) and k > max(i, verb)]
    subjects = {tree.surface_subject(k) for k in above}
    commas = tree.grammar.get("inserted_after", ())
    return {
        (scene.sentence.i, s)
        for s in subjects
        if s is not None and s < i and any(tree.tokens[k].form in commas for k in range(s + 1, i))
    }


def own_subjects(scene: Scene, i: int) -> set[tuple[int, int | None]]:
    """`Die Regierung wirft ihm vor`, `stellte sich hinter ihn`: who does it, is not to whom it is done; else there stood *sich*."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    person = tree.word(i) in tree.grammar.get(
        "bound_pronouns", ()
    )  # "called it an invasion": the deed, not who did it
    bound = person and tree.relation(i) in tree.grammar.get("bound_relations", ())
    subject = tree.surface_subject(verb) if bound and verb >= 0 and tree.is_verbal(verb) else None
    if subject is None:
        return set()
    return {(scene.sentence.i, k) for doer in (subject, *tree.conjuncts(subject)) for k in tree.subtree(doer)}


def told_of(scene: Scene, i: int) -> Places:
    """`Beamte, | die *sie* verantwortlich machen`: who does something to whom a relative clause tells of is somebody else."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    if verb < 0 or tree.relation(i) != "nsubj" or tree.tokens[verb].deprel != "acl:relcl":
        return set()
    noun = tree.tokens[verb].head
    return (
        {(scene.sentence.i, k) for k in tree.subtree(noun, skip=frozenset({"acl"}))} if noun >= 0 else set()
    )


def quoted_by(scene: Scene, i: int) -> Places:
    """`"Die Polizei hat sie verprügelt, nicht ich", sagte | sie |`: who speaks calls himself I within his quotation, and not by a name."""
    tree, marks = scene.tree, scene.know.quote_marks
    if not speaks(scene, i):
        return set()
    signs = [k for k in range(i) if tree.tokens[k].form in marks]
    opened = signs[-2] if len(signs) > 1 and len(signs) % 2 == 0 else -1
    closed = signs[-1] if signs else -1
    if opened < 0 and signs and len(signs) == 1 and closed > 0:
        opened = 0  # the quotation began in a sentence before
    return {(scene.sentence.i, k) for k in range(max(opened, 0), closed)} if opened >= 0 else set()


def whose_men(scene: Scene, i: int) -> Places:
    """`The rebels' army said *its* fighters had shot | it | down`: what somebody's men do to a thing they do not do to him."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    subject = tree.child(verb, "nsubj") if verb >= 0 and tree.relation(i) == "obj" else None
    if subject is None or tree.word(i) in tree.grammar.get("bound_pronouns", ()):
        return set()
    owned = any(
        tree.feature(k, "Poss") == "Yes" or tree.tokens[k].upos == "PRON" for k in tree.children[subject]
    )
    speaker = speaker_over(scene, i) if owned else None
    return {(scene.sentence.i, k) for k in tree.subtree(speaker)} if speaker is not None else set()


def hearers(scene: Scene, i: int, *, plural: bool) -> set[tuple[int, int | None]]:
    """`Victims told investigators that *they* had been beaten`: to whom it is told is not of whom, if who tells it may be."""
    tree, found = scene.tree, set[tuple[int, int | None]]()
    if threatener_over(scene, i):
        return found
    for here in tree.ancestors(i):
        verb = tree.tokens[here].head
        if (
            tree.relation(here) in CONTENTS
            and verb >= 0
            and tree.lemma(verb) in tree.grammar.get("telling_verbs", ())
        ):
            subject = tree.surface_subject(verb)
            hearers = [k for k in tree.children[verb] if tree.relation(k) in ("iobj", "obj") and k < i]
            number = "" if subject is None else tree.feature(subject, "Number")
            if subject is not None and number != ("Sing" if plural else "Plur"):
                found |= {(scene.sentence.i, k) for k in hearers}
    return found


def speaker_over(scene: Scene, i: int, contents: Collection[str] = CONTENTS) -> int | None:
    """Who says that a pronoun spoke or thought: "one of the prisoners said *he* had believed ..." is nobody named before."""
    tree = scene.tree
    for here in tree.ancestors(i):
        if tree.relation(here) in contents:
            over = tree.tokens[here].head
            if speaks_without_verb(tree, over, here) >= 0:
                return over
            subject = tree.surface_subject(over)
            cites = (
                tree.lemma(over) in scene.know.citing_words
            )  # "killed nine and | said | it had freed six", too
            if subject is not None and subject != i and cites and tree.relation(subject) == "nsubj":
                return None if scene.know.is_pronoun(tree.tokens[subject].form) else subject
    return None


def same_over(scene: Scene, i: int) -> int | None:
    """`It denied the charge, saying | it | had fired at soldiers`: the same pronoun as the subject of the verb that says it."""
    tree = scene.tree
    for here in tree.ancestors(i):
        verb = tree.tokens[here].head
        if verb < 0 or tree.relation(here) not in CONTENTS:
            continue
        while tree.relation(verb) in ("advcl", "xcomp") and not tree.has_child(verb, "nsubj", "nsubj:pass"):
            verb = tree.tokens[verb].head
        subject = tree.child(verb, "nsubj") if verb >= 0 else None
        if subject is not None and subject < i and tree.word(subject) == tree.word(i):
            return subject
    return None


def spoken_of(scene: Scene, i: int) -> int | None:
    """`said of the opposition leader that | he | had called on soldiers`: of whom the verb over a clause speaks, its subject is told."""
    tree, words = scene.tree, scene.tree.grammar.get("spoken_of_prepositions", ())
    for here in tree.ancestors(i):
        verb = tree.tokens[here].head
        if verb >= 0 and tree.relation(here) in CONTENTS:
            phrases = (k for k in tree.children[verb] if k < here and tree.preposition(k) in words)
            return next((k for k in phrases if k < i and tree.relation(k) == "obl"), None)
    return None


def accused_over(scene: Scene, i: int) -> int | None:
    """`warf Kurti vor, | er | habe Polizisten geschickt`: whom the verb over a clause accuses is who did what it alleges."""
    tree, clause = scene.tree, scene.tree.tokens[i].head
    verb = tree.tokens[clause].head if clause >= 0 else -1
    charged = verb >= 0 and tree.relation(clause) in CONTENTS and scene.in_class(verb, "accusing")
    if not charged or tree.relation(i) != "nsubj":
        return None
    whom = (
        k for k in tree.children[verb] if tree.relation(k) in ACCUSED and not tree.preposition(k) and k < i
    )
    return next(whom, None)


def accuser_over(scene: Scene, i: int) -> int | None:
    """`Sein Anwalt wirft ihnen vor, | ihn | zu misshandeln`, `His lawyer accuses them of beating | him |`: who accuses of what is told without a subject of its own."""
    tree = scene.tree
    clause = tree.tokens[i].head
    verb = tree.tokens[clause].head if clause >= 0 else -1
    if verb >= 0 and tree.relation(clause) == "acl" and tree.relation(verb) in ACCUSED:
        verb = tree.tokens[verb].head
    charged = verb >= 0 and tree.relation(clause) in DEEDS and scene.in_class(verb, "accusing")
    if not charged or tree.relation(i) == "nsubj" or tree.has_child(clause, "nsubj"):
        return None
    return tree.child(verb, "nsubj")


def threatener_over(scene: Scene, i: int) -> frozenset[int]:
    """`The EU threatened Georgia with sanctions unless | it | drops the law`: the tokens of who threatens, where a pronoun does what it hangs on."""
    tree, clause = scene.tree, scene.tree.tokens[i].head
    if tree.relation(i) != "nsubj" or clause < 0 or tree.tokens[clause].deprel != "advcl":
        return frozenset()
    over = [k for k in tree.ancestors(clause) if tree.is_verbal(k)]
    verb = next((k for k in over if scene.in_class(k, "threatening")), None)
    subject = tree.surface_subject(verb) if verb is not None else None
    if subject is None or not condition_marks(scene, clause):
        return frozenset()
    return frozenset(k for doer in (subject, *tree.conjuncts(subject)) for k in tree.subtree(doer))


def announcer(scene: Scene, i: int) -> int | None:
    """`Peskow warf Polen vor, zu hetzen: Das sei unwahr, sagte *er*`: whoever does something before a colon says what stands behind it."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    colons = tree.grammar.get("colons", ())
    colon = next((k for k in range(i) if tree.tokens[k].form in colons), 0)
    clauses = (k for k in range(colon) if tree.is_verbal(k) and verb in tree.ancestors(k))
    return next((s for k in clauses if (s := tree.surface_subject(k)) is not None and s < colon), None)


def said_before(scene: Scene, i: int) -> int | None:
    """The same pronoun as the subject of a clause below its own verb, before it."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    same = (k for k in range(i) if tree.word(k) == tree.word(i) and tree.relation(k) == "nsubj")
    below = (k for k in same if verb in tree.ancestors(k) and tree.tokens[k].head != verb)
    return next(below, None) if tree.grammar.get("natural_gender") else None


def framed(scene: Scene, i: int) -> set[int]:
    """`Hamas lost ten men, | *it* added`: of whom the clause before a pronoun and its citing verb tells; rather who spoke before says so."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    above = tree.tokens[verb].head
    clauses = [k for k in tree.children[verb] if tree.relation(k) == "ccomp" and k < min(i, verb)]
    clauses += [above] if tree.relation(verb) == "parataxis" and 0 <= above < min(i, verb) else []
    return {s for k in clauses if (s := tree.surface_subject(k)) is not None and s < i}


def within(scene: Scene, i: int) -> set[int]:
    """`The minister had ordered it, | he | said`: the tokens of the clause that a pronoun and its citing verb stand behind."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    if any(tree.relation(k) == "ccomp" and k > max(i, verb) for k in tree.children[verb]):
        return set()  # "Lopez is at his side: | he | says troops freed him"
    above = tree.tokens[verb].head
    clauses = [k for k in tree.children[verb] if tree.relation(k) == "ccomp" and k < min(i, verb)]
    if tree.relation(verb) == "parataxis" and 0 <= above < min(i, verb):
        clauses.append(above)
    return {k for c in clauses for k in tree.subtree(c) if k < i}


def subjects_over(scene: Scene, i: int) -> set[int | None]:
    """`The minister condemned what *he* called ...`: the subjects of the clauses that a pronoun's clause hangs on."""
    tree = scene.tree
    above = list(tree.ancestors(i))[1:]
    return {tree.surface_subject(k) for k in above if tree.is_verbal(k)}


class Told(Protocol):
    """What is asked here of who is remembered."""

    @property
    def sentence(self) -> int:
        """Its sentence."""

    @property
    def token(self) -> int:
        """Its token there."""

    @property
    def plural(self) -> bool:
        """Whether it is several."""

    @property
    def kind(self) -> str:
        """What it stands for, as far as it is known."""

    @property
    def object(self) -> bool:
        """Whether something is done to it."""


def nearer_thing(scene: Scene, i: int, near: Iterable[Told], fits: Iterable[Told]) -> bool:
    """`The ministry said ships approached | the BRP Pagbuaya | and used water cannon on | it |`: a thing with a name that nobody knows may be meant as well."""
    tree, here = scene.tree, scene.sentence.i
    last = max((r.token for r in fits if r.sentence == here), default=-1)
    things = (r for r in near if r.sentence == here and not r.kind and not r.plural and r.object)
    named = any(
        r.token > last >= 0 and any(tree.feature(k, "Definite") == "Def" for k in tree.children[r.token])
        for r in things
    )
    return named and tree.relation(i) in ("obj", "obl")


def is_against_us(scene: Scene, i: int) -> bool:
    """`They chase us, they cut our nets`: whoever does it to those who say so is none of them."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    if verb < 0 or tree.relation(i) != "nsubj" or tree.feature(i, "Person") == "1":
        return False
    done_to = [k for k in tree.children[verb] if k != i and tree.relation(k) in ("obj", "iobj", "obl")]
    return any(tree.feature(k, "Person") == "1" for c in done_to for k in (c, *tree.children[c]))
