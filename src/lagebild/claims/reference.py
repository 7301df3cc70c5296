"""What pronouns and descriptions go back to, within one document.

Takes the scenes in order and remembers the participants named so far; gives for a pronoun ("sie", "they") or
a description ("beide Länder", "dieser Truppen") the last mention that fits in number and kind, or None. Persons are
never joined across documents.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from lagebild.claims.citing import sources_in
from lagebild.claims.grades import grades_at
from lagebild.claims.scene import Scene
from lagebild.languages import Reference
from lagebild.model import Participant

PERSONS = frozenset({"person", ""})
ANYBODY = "anybody"  # `both sides`
PEOPLES = ("demonym", "adjective")  # kinds of names for those who belong to a state
PATIENT = "nsubj:pass"
CONTENTS = frozenset({"ccomp"})
REACH = 3  # sentences; beyond that a pronoun's antecedent was wrong more often than right


class Remembered(msgspec.Struct, frozen=True):
    """A participant as remembered: where it stood, its number and kind, whether it was a subject."""

    participant: Participant
    sentence: int
    token: int
    plural: bool
    gender: str
    kind: str
    sector: str
    subject: bool
    acted_on: bool  # somebody whom something is done to
    speaks: bool  # the subject of a citing verb, or cited by a phrase ("nach Angaben des Gouverneurs")
    owner: str  # whose it is: "*his* lawyer"


@dataclass
class Named:
    """A nominal that names somebody by itself. Most are never asked for, so that what is remembered is found when one is."""

    scene: Scene
    token: int
    name: "Name"
    who: Participant | None = None  # where that is found already

    @property
    def place(self) -> tuple[int, int]:
        """Its sentence and its token there."""
        return self.scene.sentence.i, self.token

    def remembered(self, memory: "Memory") -> Remembered:
        """All that is remembered of it."""
        scene, i = self.scene, self.token
        return Remembered(
            participant=self.who or self.name(scene, i, memory),
            sentence=scene.sentence.i,
            token=i,
            plural=_is_plural(scene, i),
            gender=_gender_at(scene, i),
            kind=kind_at(scene, i),
            sector=_sector_at(scene, i),
            subject=scene.tree.relation(i) == "nsubj",
            acted_on=_is_acted_on(scene, i) and scene.in_class(i, "person"),
            speaks=speaks(scene, i) or i in sources_in(scene),
            owner=_owner_of(scene, i),
        )


Name = Callable[[Scene, int, "Memory"], Participant]
"""Who is named at a token."""


@dataclass
class Memory:
    """The participants named within reach, oldest first."""

    seen: deque[Named] = field(default_factory=deque)
    _found: dict[tuple[int, int], Remembered] = field(default_factory=dict)

    def remember(self, scene: Scene, i: int, name: Name) -> None:
        """Keep a participant that the text names by itself; `name` says who it is."""
        if scene.know.is_pronoun(scene.tree.tokens[i].form):
            return
        who = name(scene, i, self) if self._refers(scene, scene.tree.antecedent(i)) else None
        if who is not None and who.means is not None:
            return
        while self.seen and self.seen[0].scene.sentence.i < scene.sentence.i - REACH:
            self._found.pop(self.seen.popleft().place, None)
        self.seen.append(Named(scene, i, name, who))

    def antecedent_of(self, scene: Scene, i: int) -> Participant | None:
        """Whom a pronoun or a description with a demonstrative means, or None when unsure."""
        token, reference = scene.tree.tokens[i], self._refers(scene, i)
        if reference is None:
            return None
        if reference.kind == "pronoun" and token.upos in ("PRON", "DET"):
            return self._by_pronoun(scene, i, reference.number, reference.gender)
        if _is_pointed(scene, i) and not _is_of_two(scene, i) and reference.kind != ANYBODY:
            return self._by_description(scene, i, reference.kind)
        return None

    def pair_of(self, scene: Scene, i: int) -> tuple[Participant, ...]:
        """The two whom a description of two means (`both countries`), named side by side before; nobody where they are not just two."""
        reference = self._refers(scene, i) if _is_of_two(scene, i) else None
        if reference is None:
            return ()
        near = {
            r.place: r
            for r in self.seen
            if scene.sentence.i - REACH <= r.scene.sentence.i and r.place < (scene.sentence.i, i)
        }
        for place in reversed(near):
            named = near[place]
            two = [near.get((place[0], k)) for k in named.scene.tree.conjuncts(named.token)]
            found = [self._remembered(each) for each in two if each is not None]
            if len(two) == len(found) == 2 and all(
                self._is_described(scene, i, reference.kind, r) for r in found
            ):
                return tuple(r.participant for r in found)
        return ()

    def _refers(self, scene: Scene, i: int) -> Reference | None:
        """The entry of a word that may go back to somebody; a polite *Sie* inside a sentence goes to whom it is said."""
        token, references = scene.tree.tokens[i], scene.know.pack.references
        if token.form in scene.tree.grammar.get("address_pronouns", ()) and not _begins(scene, i):
            return None
        return references.get(token.form.lower()) or references.get(token.lemma.lower())

    def _by_pronoun(self, scene: Scene, i: int, number: str, gender: str) -> Participant | None:
        gender = gender or scene.tree.feature(i, "Gender").lower()
        if scene.tree.tokens[i].upos == "DET" or scene.tree.feature(i, "Poss") == "Yes":
            gender = ""  # a German possessive agrees with what is owned, not with the owner
        number = number or _number_of_verb(scene, i) or scene.tree.feature(i, "Number").lower()
        if number.startswith("sing"):
            gender = scene.tree.grammar.get("singular_gender", {}).get(scene.tree.word(i), "") or gender
        spoken_of = _interrupted(scene, i)
        spoken_of |= _hearers(scene, i, plural=number.startswith("plur")) | _own_subject(scene, i)
        near = [r for r in self._near(scene, i) if (r.sentence, r.token) not in spoken_of]
        fits = [r for r in near if _agrees(scene, r.plural, r.gender, r.kind, number, gender)] or [
            r for r in near if r.kind == "state" and _agrees(scene, False, r.gender, r.kind, number, gender)
        ]  # "the United States ... it"
        fits = [
            r
            for r in fits
            if not (r.owner and r.owner == gender and r.speaks and r.sentence == scene.sentence.i)
        ]
        speaker = _speaker_over(scene, i) if speaks(scene, i) else None
        related = speaker is not None and scene.tree.lemma(speaker) in scene.tree.grammar.get("relatives", ())
        named = speaker is not None and scene.tree.has_child(speaker, "appos", "flat")
        if related and not named and number.startswith("sing"):
            fits = [r for r in fits if (r.sentence, r.token) != (scene.sentence.i, speaker)]
            speaker = None  # "a relative said *he* denied it"
        if speaker is not None and _agrees(scene, *_looks(scene, speaker), number, gender):
            own = [r for r in fits if (r.sentence, r.token) == (scene.sentence.i, speaker)]
            return own[0].participant if own else None
        guessed = not scene.tree.grammar.get("natural_gender")
        if speaker is not None and guessed and scene.tree.tokens[speaker].upos == "PROPN":
            # what the parser takes a name for is a guess: "Carrie Lam sagte, sie ..." is she, or somebody who is surely a person
            fits = [r for r in fits if r.kind == "person" or r.acted_on]
        if scene.tree.tokens[i].upos != "DET" and speaks(scene, i):
            announcer = _announcer(scene, i)
            announced = [r for r in fits if r.sentence == scene.sentence.i and r.token == announcer]
            if announced:
                return announced[-1].participant
            again = _said_before(scene, i)
            if again is not None and (meant := self.antecedent_of(scene, again)) is not None:
                return meant  # "Asked if he had considered it, *he* said ..."
            framed = _framed(scene, i)
            same = next((s for s in framed if scene.tree.word(s) == scene.tree.word(i)), None)
            if same is not None and (meant := self.antecedent_of(scene, same)) is not None:
                return meant  # "They killed six, *they* said"
            told = [r for r in fits if r.speaks and r.sentence == scene.sentence.i - 1] if framed else []
            if told and (teller := _only_one(told)) is not None:
                return teller
            suffering = {(scene.sentence.i, s) for s in framed if scene.tree.tokens[s].deprel == PATIENT}
            fits = [
                r for r in fits if (r.sentence, r.token) not in suffering
            ]  # "Nasrallah was killed, *he* added"
            over = _subjects_over(scene, i)
            above = [r for r in fits if r.sentence == scene.sentence.i and r.token in over]
            if above:
                return above[-1].participant
            likely = _likeliest_speakers(fits, scene.sentence.i)
            grammatical = gender if not scene.tree.grammar.get("natural_gender") else ""
            sure = [r for r in fits if grammatical and r.gender.lower() == grammatical]
            unsure = bool(sure) and not any(
                r.gender for r in likely
            )  # "die Konferenz ... der Bischof X ... sie"
            return None if unsure else _only_one(likely)
        fits = [
            r
            for r in fits
            if not (r.owner and r.owner == gender and r.speaks and r.sentence < scene.sentence.i)
        ]
        return None if _is_either(scene, i, fits) else _only_one(_befallen(scene, i, fits))

    def _by_description(self, scene: Scene, i: int, kind: str) -> Participant | None:
        plural = _is_plural(scene, i)
        fits = [
            r for r in self._near(scene, i) if r.plural == plural and self._is_described(scene, i, kind, r)
        ]
        return fits[-1].participant if fits else None

    def _is_described(self, scene: Scene, i: int, kind: str, r: Remembered) -> bool:
        """Whether a description fits: of its sector, or worded alike; of its kind where that is more than being somebody."""
        sector = _sector_at(scene, i)
        of_kind = bool(r.kind) if kind == ANYBODY else r.kind == kind and kind not in PERSONS
        alike = r.participant.mention.span.text.lower().endswith(scene.tree.lemma(i))
        return of_kind or bool(sector and r.sector == sector) or alike

    def _near(self, scene: Scene, i: int) -> list[Remembered]:
        here = scene.sentence.i
        near = (r for r in self.seen if here - REACH <= r.scene.sentence.i and r.place < (here, i))
        return [self._remembered(r) for r in near]

    def _remembered(self, named: Named) -> Remembered:
        found = self._found.get(named.place)
        if found is None:
            found = self._found[named.place] = named.remembered(self)
        return found


def _begins(scene: Scene, i: int) -> bool:
    """Whether a word stands where any is written with a capital: first, or behind a mark that opens a sentence."""
    return i == 0 or scene.tree.tokens[i - 1].upos == "PUNCT"


def _announcer(scene: Scene, i: int) -> int | None:
    """`Peskow warf Polen vor, zu hetzen: Das sei unwahr, sagte *er*`: whoever does something before a colon says what stands behind it."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    colons = tree.grammar.get("colons", ())
    colon = next((k for k in range(i) if tree.tokens[k].form in colons), 0)
    clauses = (k for k in range(colon) if tree.is_verbal(k) and verb in tree.ancestors(k))
    return next((s for k in clauses if (s := tree.surface_subject(k)) is not None and s < colon), None)


def _said_before(scene: Scene, i: int) -> int | None:
    """The same pronoun as the subject of a clause below its own verb, before it."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    same = (k for k in range(i) if tree.word(k) == tree.word(i) and tree.relation(k) == "nsubj")
    below = (k for k in same if verb in tree.ancestors(k) and tree.tokens[k].head != verb)
    return next(below, None) if tree.grammar.get("natural_gender") else None


def _owner_of(scene: Scene, i: int) -> str:
    """`..., *his* lawyer said. *He* ...`: the gender of a possessive, for who owns a speaker is rather spoken of than he."""
    words = (scene.tree.word(k) for k in scene.tree.children[i] if scene.tree.feature(k, "Poss") == "Yes")
    entries = (scene.know.pack.references.get(word) for word in words)
    return next((entry.gender for entry in entries if entry is not None), "")


def _looks(scene: Scene, i: int) -> tuple[bool, str, str]:
    """Number, gender and kind of a nominal."""
    return _is_plural(scene, i), _gender_at(scene, i), kind_at(scene, i)


def _gender_at(scene: Scene, i: int) -> str:
    """By its article where that tells, else as the parser has it."""
    told = scene.tree.grammar.get("article_genders", {})
    articles = [told[word] for c in scene.tree.children[i] if (word := scene.tree.word(c)) in told]
    return articles[0] if articles and not _is_plural(scene, i) else scene.tree.feature(i, "Gender")


def _agrees(scene: Scene, plural: bool, gender: str, kind: str, number: str, pronoun: str) -> bool:
    """Whether a nominal can be meant by a pronoun of this number and gender."""
    if number and plural != number.startswith("plur"):
        return False
    if scene.tree.grammar.get("natural_gender"):
        things = frozenset({"organisation", "state", "group"})
        kinds = {"masc": PERSONS, "fem": PERSONS, "neut": things}.get(pronoun)
        if kinds is not None and kind not in kinds:
            return False
    return not pronoun or not gender or gender.lower() in pronoun.split()


def _is_either(scene: Scene, i: int, fits: list[Remembered]) -> bool:
    """`Police beat students as *they* marched`: of both sides of what happens meanwhile any may be meant."""
    tree, clause = scene.tree, scene.tree.tokens[i].head
    words = (*tree.grammar.get("clause_openers", ()), *tree.grammar.get("time_marks", ()))
    main = tree.tokens[clause].head if clause >= 0 else -1
    timed = any(tree.word(k) in words for k in tree.children[clause]) if clause >= 0 else False
    if tree.relation(i) != "nsubj" or tree.relation(clause) != "advcl" or not timed or main < 0:
        return False
    sides = {r.token for r in fits if r.sentence == scene.sentence.i and r.token in _sides_of(scene, main)}
    return len(sides) > 1


def _sides_of(scene: Scene, verb: int) -> set[int]:
    """Who does what a verb tells and to whom; also whose followers they are ("fired at supporters of ...")."""
    return {
        k
        for name in ("nsubj", "obj", "obl")
        for k in scene.tree.children[verb]
        if scene.tree.relation(k) == name
    }


def _speaker_over(scene: Scene, i: int) -> int | None:
    """Who says that a pronoun spoke or thought: "one of the prisoners said *he* had believed ..." is nobody named before."""
    tree = scene.tree
    for here in tree.ancestors(i):
        if tree.relation(here) in CONTENTS:
            subject = tree.surface_subject(tree.tokens[here].head)
            if subject is not None and subject != i and speaks(scene, subject):
                return None if scene.know.is_pronoun(tree.tokens[subject].form) else subject
    return None


def _interrupted(scene: Scene, i: int) -> set[tuple[int, int | None]]:
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


def _own_subject(scene: Scene, i: int) -> set[tuple[int, int | None]]:
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


def _hearers(scene: Scene, i: int, *, plural: bool) -> set[tuple[int, int | None]]:
    """`Victims told investigators that *they* had been beaten`: to whom it is told is not of whom, if who tells it may be."""
    tree, found = scene.tree, set[tuple[int, int | None]]()
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


def _framed(scene: Scene, i: int) -> set[int]:
    """`Hamas lost ten men, | *it* added`: of whom the clause before a pronoun and its citing verb tells; rather who spoke before says so."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    above = tree.tokens[verb].head
    clauses = [k for k in tree.children[verb] if tree.relation(k) == "ccomp" and k < min(i, verb)]
    clauses += [above] if tree.relation(verb) == "parataxis" and 0 <= above < min(i, verb) else []
    return {s for k in clauses if (s := tree.surface_subject(k)) is not None and s < i}


def _subjects_over(scene: Scene, i: int) -> set[int | None]:
    """`The minister condemned what *he* called ...`: the subjects of the clauses that a pronoun's clause hangs on."""
    tree = scene.tree
    above = list(tree.ancestors(i))[1:]
    return {tree.surface_subject(k) for k in above if tree.is_verbal(k)}


def _only_one(fits: list[Remembered]) -> Participant | None:
    """The subject of the last sentence that has any candidate, else its only candidate; None when there are two."""
    if not fits:
        return None
    last = [r for r in fits if r.sentence == fits[-1].sentence]
    subjects = [r for r in last if r.subject] or last
    return subjects[-1].participant if len({str(r.participant) for r in subjects}) == 1 else None


def _befallen(scene: Scene, i: int, fits: list[Remembered]) -> list[Remembered]:
    """`Die Polizei nahm eine Frau fest. | Sie | soll ... spioniert haben`: whom a body acted on is who is accused, or acted on again; else either may be meant."""
    last = [r for r in fits if r.sentence == fits[-1].sentence != scene.sentence.i]
    somebody = [r for r in last if r.acted_on]
    if not somebody or not any(r.subject and r.kind not in PERSONS for r in last):
        return fits
    clause = scene.tree.tokens[i].head
    told = (a for a in scene.tree.auxiliaries(clause) if scene.tree.is_verbal(clause))
    rumoured = any(g.evidence for a in told for g in grades_at(scene, a, "modal", at=clause))
    return somebody if rumoured or _is_acted_on(scene, i) else []


def _is_acted_on(scene: Scene, i: int) -> bool:
    return scene.tree.tokens[i].deprel in ("obj", "iobj", "obl:arg", "nsubj:pass")


def _likeliest_speakers(fits: list[Remembered], here: int) -> list[Remembered]:
    """Who spoke in the sentence before; else persons; else what is known to be somebody; else all."""
    return (
        [r for r in fits if r.speaks and r.sentence == here - 1]
        or [r for r in fits if r.kind == "person"]
        or [r for r in fits if r.kind]
        or fits
    )


def speaks(scene: Scene, i: int) -> bool:
    """Whether a token is the subject of a word that cites."""
    head = scene.tree.tokens[i].head
    if scene.tree.relation(i) != "nsubj" or head < 0:
        return False
    return scene.tree.lemma(head) in scene.know.citing_words


def _number_of_verb(scene: Scene, i: int) -> str:
    """A subject's number as its finite verb tells it ("sie sagt" / "sie sagen")."""
    tree = scene.tree
    verb = tree.finite(tree.tokens[i].head) if tree.relation(i) == "nsubj" else None
    return tree.feature(verb, "Number").lower() if verb is not None else ""


def kind_at(scene: Scene, i: int) -> str:
    """state, organisation, person, group: what a nominal stands for, as far as it is known.

    Compounds by their last part are left out here: with them, pronouns found one antecedent too many.
    """
    hit = scene.name_at(i)
    if hit is not None:
        return scene.know.gazetteer_kind(hit.id)
    agent = scene.know.agent(scene.tree.lemma(i))
    return agent.kind if agent is not None else ""


def _sector_at(scene: Scene, i: int) -> str:
    agent = scene.agent_at(i)
    return agent.sector if agent is not None else ""


def _is_plural(scene: Scene, i: int) -> bool:
    """By its number, or as one of several; a state without an article is one, however many its name looks ("Belarus ... it")."""
    if len(scene.tree.conjuncts(i)) > 1:
        return True
    if scene.tree.lemma(i) in scene.tree.grammar.get("always_many", ()):
        return True
    hit = scene.name_at(i)
    if hit is not None and scene.know.is_state(hit.id) and not scene.tree.has_child(i, "det"):
        return hit.kind in PEOPLES and scene.tree.feature(i, "Number") == "Plur"
    return scene.tree.feature(i, "Number") == "Plur"


def _is_of_two(scene: Scene, i: int) -> bool:
    """`both sides`, `the two countries`, `beide Länder`."""
    tree, classes = scene.tree, scene.know.pack.classes
    words = {tree.word(c) for c in tree.children[i]}
    definite = any(tree.feature(c, "Definite") == "Def" for c in tree.children[i])
    return not words.isdisjoint(classes["pair"]) or (definite and not words.isdisjoint(classes["two"]))


def _is_pointed(scene: Scene, i: int) -> bool:
    """`dieser`, `beide`, `both`: a determiner that points back."""
    pointing = scene.know.pack.classes.get("pointing", frozenset())
    return any(
        scene.tree.tokens[c].form.lower() in pointing or scene.tree.lemma(c) in pointing
        for c in scene.tree.children[i]
        if scene.tree.relation(c) in ("det", "amod", "nummod")
    )
