"""Which of those named before a pronoun means.

Takes a pronoun, the entry of its word and all that are remembered within reach; gives the one who fits in number, gender and kind and
whom its place in the sentence points to, or None when two may be meant.
"""

from collections.abc import Callable

import msgspec

from lagebild.claims.agreement import PERSONS, agrees, is_related, looks_of, number_of_verb, owner_of
from lagebild.claims.binding import (
    accused_over,
    accuser_over,
    announcer,
    framed,
    is_against_us,
    nearer_thing,
    ruled_out,
    said_before,
    same_over,
    speaker_over,
    spoken_of,
    subjects_over,
    threatener_over,
    within,
)
from lagebild.claims.carrying import carries_on
from lagebild.claims.cues import cues_at, speaks
from lagebild.claims.grades import grades_at
from lagebild.claims.scene import Scene
from lagebild.claims.source_phrases import inside_source_phrases
from lagebild.languages import Reference
from lagebild.model import Participant

PATIENT = "nsubj:pass"

Again = Callable[[Scene, int], Participant | None]
"""Whom another pronoun of the same sentence means."""


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
    object: bool
    acted_on: bool  # somebody whom something is done to
    speaks: bool  # the subject of a citing verb, or cited by a phrase ("nach Angaben des Gouverneurs")
    owner: str  # whose it is: "*his* lawyer"
    related: bool  # somebody's lawyer or sister without a name: rather the other is spoken of
    accuses: bool  # the subject of an accusing verb
    faced: bool  # whom one accuses or tells something
    killed: bool  # who says nothing any more

    @property
    def place(self) -> tuple[int, int | None]:
        """Its sentence and its token there."""
        return self.sentence, self.token


class Asked(msgspec.Struct, frozen=True):
    """What a pronoun asks of whom it means: number and gender; empty where it tells none."""

    number: str
    gender: str


def meant_by(
    scene: Scene, i: int, entry: Reference, near: list[Remembered], again: Again
) -> Participant | None:
    """Whom a pronoun means, of those who are near; nobody where two may be meant.

    Who says it is asked first, for he may mean himself. A pronoun that speaks then goes back to who spoke before, any other to who was told of.
    """
    if (same := same_over(scene, i)) is not None:
        return again(scene, same)
    asked, speaking = _asked_by(scene, i, entry), speaks(scene, i)
    fits = _fitting(scene, i, near, asked)
    if (body := _named_body(scene, i, near, asked)) is not None:
        return body.participant
    fits = [r for r in fits if not r.killed] if speaking else _not_only_cited(scene, fits)
    if asked.gender == "neut" and not speaking and nearer_thing(scene, i, near, fits):
        return None
    if asked.gender == "neut" and _is_called_something(scene, i) and any(r.speaks for r in fits):
        return None
    if _is_one_of_two(scene, i, fits) or _may_be_speakers(scene, i, asked):
        return None
    if (topic := spoken_of(scene, i)) is not None:
        about = [r for r in fits if r.place == (scene.sentence.i, topic)]
        if about:
            return about[0].participant
    if (accused := accused_over(scene, i)) is not None:
        if scene.know.is_pronoun(scene.tree.tokens[accused].form):
            return again(scene, accused)
        charged = [r for r in fits if r.place == (scene.sentence.i, accused)]
        if charged:
            return charged[0].participant
    if (threatened := _threatened(scene, i, fits)) is not None:
        return threatened
    over = speaker_over(scene, i)
    if (
        over is not None and scene.tree.relation(over) == "parataxis"
    ):  # a second speaker, who shares the verb of the first
        return next((r.participant for r in fits if r.place == (scene.sentence.i, over)), None)
    if over is not None and _is_some_relative(scene, i, over, asked):
        fits, over = [r for r in fits if r.place != (scene.sentence.i, over)], None
    told_by = accuser_over(scene, i) if over is None else None
    if told_by is not None and _is_some_relative(scene, i, told_by, asked):
        fits = [r for r in fits if r.place != (scene.sentence.i, told_by)]
    over = over if speaking else None
    if over is not None and agrees(scene, *looks_of(scene, over), asked.number, asked.gender):
        return next((r.participant for r in fits if r.place == (scene.sentence.i, over)), None)
    if over is not None:
        fits = _surely_persons(scene, over, fits)
    if speaking and scene.tree.tokens[i].upos != "DET":
        return _speaker_meant(scene, i, fits, asked, again)
    fits = [r for r in fits if not (_is_owned_speaker(r, asked) and r.sentence < scene.sentence.i)]
    fits = [r for r in fits if not _is_witness(scene, i, r)] or fits
    if _is_either(scene, i, fits) or _is_told_of_either(scene, i, fits):
        return None
    return _only_one(_befallen(scene, i, fits))


# ------------------------------------------------ who fits


def _asked_by(scene: Scene, i: int, entry: Reference) -> Asked:
    """By the entry of its word, else by its verb and its features."""
    gender = entry.gender or scene.tree.feature(i, "Gender").lower()
    number = entry.number or number_of_verb(scene, i)
    if scene.tree.tokens[i].upos == "DET" or scene.tree.feature(i, "Poss") == "Yes":
        gender = ""  # a German possessive agrees with what is owned, not with the owner
    else:
        number = number or scene.tree.feature(i, "Number").lower()
    if number.startswith("sing"):
        gender = scene.tree.grammar.get("singular_gender", {}).get(scene.tree.word(i), "") or gender
    elif number and not entry.gender:
        gender = ""  # what the parser has of several is a guess
    return Asked(number, gender)


def _fitting(scene: Scene, i: int, near: list[Remembered], asked: Asked) -> list[Remembered]:
    """Those who agree and whom the pronoun's place does not rule out."""
    number, gender = asked.number, asked.gender
    out = ruled_out(scene, i, plural=number.startswith("plur"))
    against = is_against_us(scene, i)
    near = [r for r in near if r.place not in out and not (against and r.speaks)]
    fits = [r for r in near if agrees(scene, r.plural, r.gender, r.kind, number, gender)] or [
        r for r in near if r.kind == "state" and agrees(scene, False, r.gender, r.kind, number, gender)
    ]  # "the United States ... it"
    return [r for r in fits if not (_is_owned_speaker(r, asked) and r.sentence == scene.sentence.i)]


def _named_body(scene: Scene, i: int, near: list[Remembered], asked: Asked) -> Remembered | None:
    """`The Front said | it | had captured him`: a name with an article that nobody knows is a body, and says it of itself."""
    tree, over = scene.tree, speaker_over(scene, i)
    if over is None or asked.gender != "neut" or tree.tokens[over].upos != "PROPN":
        return None
    if not any(tree.feature(k, "Definite") == "Def" for k in tree.children[over]):
        return None
    spoken = (r for r in near if r.place == (scene.sentence.i, over))
    return next((r for r in spoken if not r.kind and not r.plural), None)


def _threatened(scene: Scene, i: int, fits: list[Remembered]) -> Participant | None:
    """`The EU threatened Georgia with sanctions unless | it | drops the law`: what a threat hangs on is done by whom it is made to."""
    threatener = threatener_over(scene, i)
    if not threatener:
        return None
    here = [r for r in fits if r.sentence == scene.sentence.i and r.token < i and r.token not in threatener]
    faced = [r for r in here if r.object] or here
    return faced[0].participant if len({str(r.participant) for r in faced}) == 1 else None


def _not_only_cited(scene: Scene, fits: list[Remembered]) -> list[Remembered]:
    """`Die Regierung prüft nach Informationen von WDR, ob | sie | ...`: who is only cited is not of whom it is told, where another may be; media never."""
    inside = inside_source_phrases(scene)
    cited = [r for r in fits if r.sentence == scene.sentence.i and r.token in inside]
    if not cited:
        return fits
    others = [r for r in fits if r not in cited]
    media = [r for r in cited if r.participant.actor and scene.know.is_medium(r.participant.actor)]
    return others or [r for r in fits if r not in media]


def _is_owned_speaker(r: Remembered, asked: Asked) -> bool:
    """`*his* lawyer said`: who owns a speaker is rather spoken of than the speaker."""
    return bool(r.owner) and r.owner == asked.gender and r.speaks


def _is_some_relative(scene: Scene, i: int, speaker: int, asked: Asked) -> bool:
    """`a relative said *he* denied it`, `relatives said *they* had been tortured`: those without a name do not speak of themselves."""
    suffers = scene.tree.tokens[i].deprel == PATIENT
    if not asked.number.startswith("sing") and not suffers:
        return False
    if suffers and scene.in_class(speaker, "family") and not scene.tree.has_child(speaker, "appos", "flat"):
        return True
    owner = owner_of(scene, speaker)
    return is_related(scene, speaker) and not (owner and asked.gender and owner != asked.gender)


def _surely_persons(scene: Scene, speaker: int, fits: list[Remembered]) -> list[Remembered]:
    """`Carrie Lam sagte, sie ...` is she, or somebody who is surely a person: what the parser takes a name for is a guess."""
    if scene.tree.grammar.get("natural_gender") or scene.tree.tokens[speaker].upos != "PROPN":
        return fits
    return [r for r in fits if r.kind == "person" or r.acted_on]


def _is_witness(scene: Scene, i: int, r: Remembered) -> bool:
    """`Residents said | they had burnt down two houses`: who is no fighter and no official tells what others did to somebody."""
    tree, know = scene.tree, scene.know
    if r.place != (scene.sentence.i, speaker_over(scene, i)) or r.kind not in ("", "person", "group"):
        return False
    violent = know.ontology.political_sectors | know.ontology.sectors_of["violent"]
    if r.sector in violent or r.participant.actor:
        return False
    deed = tree.tokens[i].head
    types, frames = know.ontology.types, know.frames_of(tree.lemma(deed), "VERB")
    hurts = [types[frame.type].hurts for frame in frames]
    return tree.relation(i) == "nsubj" and not tree.is_passive(deed) and bool(hurts) and all(hurts)


# ------------------------------------------------ who speaks


def _speaker_meant(
    scene: Scene, i: int, fits: list[Remembered], asked: Asked, again: Again
) -> Participant | None:
    """Whom a pronoun means that is the subject of a citing verb; the first that is found."""
    here, told_of = scene.sentence.i, framed(scene, i)
    found = _announced(scene, i, fits) or _same_again(scene, i, told_of, again)
    if found is None and told_of:
        found = _only_one([r for r in fits if r.speaks and r.sentence == here - 1])
    if found is not None:
        return found
    if (answers := _answering(scene, i, fits, asked)) is not None:
        return _only_one(answers)
    suffering = {(here, s) for s in told_of if scene.tree.tokens[s].deprel == PATIENT}
    fits = [r for r in fits if r.place not in suffering]  # "Nasrallah was killed, *he* added"
    if not _is_clear(scene, i, fits):
        return None
    fits = _without_told(scene, i, fits)
    over = subjects_over(scene, i)
    above = [r for r in fits if r.sentence == here and r.token in over]
    return above[-1].participant if above else _likely_speaker(scene, fits, asked)


def _without_told(scene: Scene, i: int, fits: list[Remembered]) -> list[Remembered]:
    """`Mexikos Präsidentin kam. Ihre Regierung habe ihn ausgewiesen, sagte | sie |`: who did something before rather says it than whom it is told of."""
    told = within(scene, i)
    before = [r for r in fits if r.sentence < scene.sentence.i]
    others = [r for r in before if r.speaks or r.subject]
    return [r for r in fits if r.sentence < scene.sentence.i or r.token not in told] if others else fits


def _is_clear(scene: Scene, i: int, fits: list[Remembered]) -> bool:
    """`Police arrested the minister. The president had ordered it, | he | said`: whoever was only named before may say it as well as whom it is told of."""
    told = within(scene, i)
    before = [r for r in fits if r.sentence < scene.sentence.i and r.kind]
    inside = [r for r in fits if r.sentence == scene.sentence.i and r.token in told]
    return not inside or not before or any(r.speaks or r.subject for r in before)


def _answering(scene: Scene, i: int, fits: list[Remembered], asked: Asked) -> list[Remembered] | None:
    """`Israel accused Hamas of shelling it. | It | denied the charge`: who denies or replies is not who has just accused or told him; None where nobody has."""
    verb = scene.tree.tokens[i].head
    denies = any(cue.stance == "denies" for cue in cues_at(scene, verb, "verb"))
    if not denies and not scene.in_class(verb, "replying"):
        return None
    before = [r for r in fits if r.sentence == scene.sentence.i - 1]
    if any(r.accuses or (r.speaks and not denies) for r in before) and any(r.faced for r in before):
        return [r for r in before if r.faced]
    if any(r.accuses for r in before):
        return []
    others = [r for r in fits if not (r.speaks and (r.related or _is_owned_speaker(r, asked)))]
    return others if denies and others and len(others) < len(fits) else None


def _announced(scene: Scene, i: int, fits: list[Remembered]) -> Participant | None:
    place = (scene.sentence.i, announcer(scene, i))
    return next((r.participant for r in reversed(fits) if r.place == place), None)


def _same_again(scene: Scene, i: int, told_of: set[int], again: Again) -> Participant | None:
    """`Asked if he had considered it, *he* said`, `They killed six, *they* said`: whom the same word means before it."""
    before = said_before(scene, i)
    if before is not None and (meant := again(scene, before)) is not None:
        return meant
    same = next((s for s in told_of if scene.tree.word(s) == scene.tree.word(i)), None)
    return again(scene, same) if same is not None else None


def _likely_speaker(scene: Scene, fits: list[Remembered], asked: Asked) -> Participant | None:
    """The likeliest, unless another has the grammatical gender for sure: "die Konferenz ... der Bischof X ... sie"."""
    likely = _likeliest_speakers(fits, scene.sentence.i, asked)
    gender = asked.gender if not scene.tree.grammar.get("natural_gender") else ""
    sure = [r for r in fits if gender and r.gender.lower() == gender]
    unsure = bool(sure) and not any(r.gender for r in likely)
    return None if unsure else _only_one(likely)


# ------------------------------------------------ of several, which


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


def _is_one_of_two(scene: Scene, i: int, fits: list[Remembered]) -> bool:
    """`said after meeting Putin that | he | had assured | him |`: where the same sentence names two, either may have assured the other."""
    tree, verb = scene.tree, scene.tree.tokens[i].head
    bound = tree.grammar.get("bound_pronouns", ())
    other = verb >= 0 and any(tree.word(k) in bound and k != i for k in tree.children[verb])
    here = {r.participant.name for r in fits if r.sentence == scene.sentence.i and r.kind in PERSONS}
    return other and tree.relation(i) == "nsubj" and len(here) > 1


def _may_be_speakers(scene: Scene, i: int, asked: Asked) -> bool:
    """`The army said rebels attacked, adding | they | had arrested three`: a body that adds what *they* did may mean its own men."""
    tree, clause = scene.tree, scene.tree.tokens[i].head
    verb = tree.tokens[clause].head if clause >= 0 and tree.relation(clause) == "ccomp" else -1
    if verb < 0 or tree.relation(verb) != "advcl" or not asked.number.startswith("plur"):
        return False
    over = tree.child(tree.tokens[verb].head, "nsubj")
    if tree.has_child(verb, "nsubj") or over is None or tree.feature(over, "Number") == "Plur":
        return False
    name, agent = scene.name_at(over), scene.agent_at(over)
    body = agent.kind != "person" if agent is not None else name is not None and name.kind != "person"
    return body and bool(cues_at(scene, verb, "verb"))


def _is_told_of_either(scene: Scene, i: int, fits: list[Remembered]) -> bool:
    """`Der Präsident nannte den Premier einen Lügner. | Er | habe Schiffe geschickt`: in the mood of reports who did it to somebody may speak of him or of himself."""
    last = [r for r in fits if r.sentence == scene.sentence.i - 1]
    both = any(r.subject for r in last) and any(r.object and r.acted_on for r in last)
    return both and scene.tree.relation(i) == "nsubj" and carries_on(scene)


def _sides_of(scene: Scene, verb: int) -> set[int]:
    """Who does what a verb tells and to whom; also whose followers they are ("fired at supporters of ..."), and whom it strikes ("sanctions on ...")."""
    tree = scene.tree
    sides = {k for k in tree.children[verb] if tree.relation(k) in ("nsubj", "obj", "obl")}
    return sides | {k for side in sides for k in tree.children[side] if tree.relation(k) == "nmod"}


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
    beside_bodies = any(r.kind not in PERSONS and (r.subject or is_acted_on(scene, i)) for r in last)
    sectors_of = scene.know.ontology.sectors_of
    beside_power = any(r.subject and r.sector in sectors_of["force"] | sectors_of["power"] for r in last)
    if not somebody or not (beside_bodies or beside_power):
        return fits
    clause = scene.tree.tokens[i].head
    told = (a for a in scene.tree.auxiliaries(clause) if scene.tree.is_verbal(clause))
    rumoured = any(g.evidence for a in told for g in grades_at(scene, a, "modal", at=clause))
    either = somebody if rumoured or is_acted_on(scene, i) else []
    return either if rumoured or beside_bodies else fits


def _is_called_something(scene: Scene, i: int) -> bool:
    """`..., the command said. Tusk called | it | an act of aggression`: what is called so is what was told, rather than who told it."""
    verb = scene.tree.tokens[i].head
    return verb >= 0 and scene.tree.relation(i) == "obj" and scene.tree.has_child(verb, "xcomp")


def is_acted_on(scene: Scene, i: int) -> bool:
    """Whether something is done to a token."""
    return scene.tree.tokens[i].deprel in ("obj", "iobj", "obl:arg", "nsubj:pass")


def _likeliest_speakers(fits: list[Remembered], here: int, asked: Asked) -> list[Remembered]:
    """Who spoke in the sentence before; of *they*, where no person is named there, who did something; else persons; else what is known to be somebody; else all."""
    last = [r for r in fits if r.sentence == here - 1]
    persons = any(r.kind == "person" for r in last) or not asked.number.startswith("plur")
    acted = [] if persons else [r for r in last if r.subject and r.kind]
    return (
        [r for r in last if r.speaks]
        or acted
        or [r for r in fits if r.kind == "person"]
        or [r for r in fits if r.kind]
        or fits
    )
