"""Who is meant.

Takes the head of a participant; gives the gazetteer id (`PRK`, `KOR.SPY.nis`) or None: unsure means unresolved. A role
noun takes its state from the adjective, genitive or first part beside it ("nordkoreanische Soldaten" -> `PRK.MIL`).
"""

from lagebild.claims.agreement import DEMONYM, PEOPLES, is_one
from lagebild.claims.answers import once_a_scene
from lagebild.claims.capitals import seat_of, stands_for_government
from lagebild.claims.elsewhere import anothers, branch_named, home_elsewhere
from lagebild.claims.gapped import pairs_without_verb
from lagebild.claims.owned import owned_actor, speaker_who_owns
from lagebild.claims.phrases import mention_of, span_of, token_mention
from lagebild.claims.reaching import Part
from lagebild.claims.reference import Memory
from lagebild.claims.scene import CAPITAL, Scene
from lagebild.claims.several_states import are_all, joined_states, union_before
from lagebild.claims.tree import NOMINAL
from lagebild.claims.whose import whose
from lagebild.gazetteer import Agent, NameHit
from lagebild.model import Mention, Participant

CONCERNED = "concerned_with"
APART = "apart_from"  # whoever is somebody else's ally, neighbour, predecessor is not them
FORMER = "former"
FELLOW = "fellow"  # but who holds the same office elsewhere is of the state beside him
CREWED, FIRE, MILITARY = "crewed", "fired", "MIL"
OWNERS = (
    "armed_group",
    "party",
    "movement",
    "military",
    "service",
    "company",
)  # whose leaders are theirs alone
ALONE = ("armed_group", "company")  # whose people are nobody of the state that they have their seat in
REPRESENTED = (
    "igo",
    "ngo",
    "alliance",
)  # for whom somebody speaks, while their leaders and members are states, too
MEMBERS, ON_THEIR_OWN = (
    "member_of_many",
    "on_their_own",
)  # classes of words: who belongs to a union; bodies that are not their state


def participant(scene: Scene, part: Part, memory: Memory) -> Participant:
    """The participant that a part of the sentence stands for."""
    i = scene.tree.antecedent(part.token)
    if part.relation == "amod":
        return Participant(mention=token_mention(scene, i), actor=_name_id(scene, i))
    first = scene.first_part_at(i)
    if part.relation == "compound" and first is not None:
        return Participant(mention=_first_part_mention(scene, i), actor=first.id)
    return named(scene, i, memory)


def people_of(scene: Scene, parts: tuple[Part, ...], memory: Memory) -> tuple[Participant, ...]:
    """The participants of some parts of a sentence, each named once."""
    people = [who for part in parts for who in _meant(scene, part, memory)]
    unique: dict[str, Participant] = {}
    for who in people:
        unique.setdefault(who.name.lower(), who)
    return tuple(unique.values())


def _meant(scene: Scene, part: Part, memory: Memory) -> tuple[Participant, ...]:
    """One participant, or the two whom `both countries`, `US-Israeli` or `they` means."""
    i = scene.tree.antecedent(part.token)
    if scene.tree.tokens[i].upos != "NOUN" and (joined := joined_states(scene, i)):
        return tuple(
            Participant(mention=Mention(span=span, sentence=scene.sentence.i, head=k), actor=hit.id)
            for k, span, hit in joined
        )
    two = tuple(
        Participant(mention=mention_of(scene, i), actor=who.actor, of=who.of, means=who.means or who.mention)
        for who in memory.pair_of(scene, i) or memory.several_of(scene, i)
    )
    return two or (participant(scene, part, memory),)


def named(scene: Scene, i: int, memory: Memory) -> Participant:
    """The participant headed by a token, pronouns and descriptions taken back to whom they mean."""
    i = scene.tree.antecedent(i)
    mention = mention_of(scene, i)
    meant = memory.antecedent_of(scene, i)
    if meant is not None:
        return Participant(
            mention=mention, actor=meant.actor, of=meant.of, means=meant.means or meant.mention
        )
    actor = actor_of(scene, i) or _speakers_own(scene, i, memory)
    of = None if actor else whose(scene, mention)
    return Participant(mention=mention, actor=actor, of=of, presumed=_is_presumed(scene, i))


def _speakers_own(scene: Scene, i: int, memory: Memory) -> str | None:
    """`Mali's army said | its troops | had ...`: of whom the speaker calls his own."""
    speaker = speaker_who_owns(scene, i)
    return owned_actor(scene, i, named(scene, speaker, memory)) if speaker is not None else None


def owner_of(scene: Scene, i: int) -> str | None:
    """`nach ukrainischen Angaben`: whose the figures, findings or reports are that alone stand for a source."""
    return _state_beside(scene, i) if scene.in_class(i, "plain_source") else None


def _first_part_mention(scene: Scene, i: int) -> Mention:
    return token_mention(scene, i)


@once_a_scene
def actor_of(scene: Scene, i: int) -> str | None:
    """The gazetteer id of a nominal, or None."""
    own, elsewhere = branch_named(scene, i) or _name_id(scene, i), None
    if own and (elsewhere := home_elsewhere(scene, i, own)):
        own = scene.know.branch_of(own, elsewhere)
    apposed = _apposed(scene, i)
    if apposed and anothers(scene, i, apposed):
        apposed = None
    title = _title(scene, i)
    agent = scene.agent_at(i) or (scene.agent_at(title) if title is not None else None)
    if agent is None:
        return own or apposed or _issuer(scene, i) or _crew(scene, i) or _some_of(scene, i)
    if own and not scene.know.is_state(own):
        return own
    if elsewhere:
        return scene.know.actor_id(elsewhere, agent.sector)
    if scene.in_class(i, MEMBERS) and (whole := union_before(scene, i) or apposed):
        return whole if are_all(scene, i) else None
    if apposed and not scene.know.is_state(apposed):
        return apposed
    if scene.in_class(i, APART):
        return own or (_state_of_fellow(scene, i) if scene.in_class(i, FELLOW) else None)
    if organisation := _organisation_before(scene, i, agent) or _organisation_of(scene, i, title):
        return organisation
    state = own or _state_beside(scene, i) or (_state_beside(scene, title) if title is not None else None)
    sector = _sector(scene, i, agent) if state else ""
    if state and not sector and scene.in_class(i, ON_THEIR_OWN):
        return None  # "a Syrian network" is not Syria
    return scene.know.actor_id(state, sector) if state else None


def _state_of_fellow(scene: Scene, i: int) -> str | None:
    """`her | Zambian | counterpart`: of the state of its adjective, and never of whose counterpart he is."""
    adjectives = (c for c in scene.tree.children[i] if scene.tree.relation(c) == "amod")
    return next((state for c in adjectives if (state := _state_of_modifier(scene, c, i))), None)


def _some_of(scene: Scene, i: int) -> str | None:
    """`einer der Anführer der Hamas`, `some of the Ukrainian soldiers`: a part of a group is of whom the group is; "most of Ukraine" does nothing."""
    tree = scene.tree
    if tree.tokens[i].upos != "NUM" and not scene.know.is_quantifier(tree.lemma(i)):
        return None
    group = next(iter(tree.dependents(i, "nmod:gen")), None)
    return actor_of(scene, group) if group is not None and scene.agent_at(group) is not None else None


def _sector(scene: Scene, i: int, agent: Agent) -> str:
    """Of whoever held an office it is the elite's; `a Turkish embassy employee`, `Mitarbeiter der Botschaft` have that of whom they work for."""
    ontology = scene.know.ontology
    held = ontology.sectors_of["held"]
    if agent.sector in held and _is_former(scene, i):
        return ontology.sector_of["discharged" if scene.in_class(i, "troops") else "former"]
    if agent.sector != ontology.sector_of["employed"] or agent.kind != "person":
        return agent.sector
    below = (c for c in scene.tree.children[i] if scene.tree.relation(c) in ("nmod", "compound", "nmod:poss"))
    employers = (
        scene.agent_at(c) for c in below if _is_of(scene, i, c) or scene.tree.relation(c) == "compound"
    )
    return next(
        (other.sector for other in employers if other is not None and other.sector in held), agent.sector
    )


def _is_former(scene: Scene, i: int) -> bool:
    """`the former Russian president`, `der gestürzte Präsident Nigers`: who held an office does not act for the state any more."""
    words = (c for c in scene.tree.children[i] if scene.tree.relation(c) in ("amod", "compound", "advmod"))
    prefixed = scene.tree.tokens[i].form.partition("-")[0].lower()
    return any(scene.in_class(c, FORMER) for c in words) or scene.know.in_class(prefixed, FORMER)


def _organisation_before(scene: Scene, i: int, agent: Agent) -> str | None:
    """`Hamas-Sprecher`, `Nato-Generalsekretär`: somebody of the organisation that the compound begins with."""
    first = scene.first_part_at(i)
    if first is None or agent.kind == "state" or scene.in_class(i, CONCERNED) or _is_hosted(scene, i, first):
        return None
    return first.id if scene.know.organisation_kind(first.id) else None


def _organisation_of(scene: Scene, i: int, title: int | None) -> str | None:
    """`two leaders of the Wagner Group`, `Qaani, the head of Iran's Quds Force`: whose they are, who are no government."""
    for k in (i,) if title is None else (i, title):
        for c in scene.tree.children[k]:
            if scene.tree.relation(c) != "nmod" or not (_is_of(scene, k, c) or _comes_from(scene, k, c)):
                continue
            hit = scene.name_at(c) or scene.first_part_at(c)
            id = hit.id if hit is not None else _apposed(scene, c)
            kind = scene.know.organisation_kind(id) if id else None
            sent = kind in REPRESENTED and (
                _represents(scene, k, scene.tree.preposition(c)) or _comes_from(scene, k, c)
            )
            if kind in OWNERS or sent:
                return id
    return None


def _comes_from(scene: Scene, i: int, c: int) -> bool:
    """`monitors | from the OSCE |`, `Ärzte | von der WHO |`: those whom an organisation sends act for it."""
    words = scene.tree.grammar.get("sending_prepositions", ())
    agent = scene.agent_at(i)
    return scene.tree.preposition(c) in words and agent is not None and agent.kind in ("person", "group")


def _represents(scene: Scene, i: int, preposition: str) -> bool:
    """`a spokesman for NATO`, `the secretary general of NATO`: whoever heads an organisation of states acts for it; its leaders may be those of states, its critics and members are others."""
    if _speaks_for(scene, i, preposition):
        return True
    return scene.tree.feature(i, "Number") != "Plur" and scene.in_class(i, "heading")


def _title(scene: Scene, i: int) -> int | None:
    """The role noun before a person's name ("British *Secretary* Tom King") or beside it."""
    if scene.tree.tokens[i].upos != "PROPN" or scene.name_at(i) is not None:
        return None
    parts = (
        c for c in scene.tree.children[i] if scene.tree.relation(c) in ("compound", "flat", "appos", "nmod")
    )
    return next((c for c in parts if not scene.tree.preposition(c) and scene.agent_at(c) is not None), None)


def _name_id(scene: Scene, i: int) -> str | None:
    hit = scene.name_at(i)
    if hit is None:
        return None
    if hit.kind == CAPITAL and not stands_for_government(scene, i):
        return None
    if hit.kind in PEOPLES and scene.tree.tokens[i].upos == "NOUN" and joined_states(scene, i):
        return None  # "ein Deutsch-Iraner" is of both
    if hit.kind in PEOPLES and _are_some(scene, i):
        return scene.know.actor_id(hit.id, scene.know.ontology.people_sector)
    return hit.id


def _are_some(scene: Scene, i: int) -> bool:
    """`three Americans`, `ein Russe`, `the Frenchman`: some of a people, and not their state ("the Americans have withdrawn")."""
    tree = scene.tree
    articles = [tree.feature(c, "Definite") for c in tree.children[i] if tree.relation(c) == "det"]
    hit = scene.name_at(i)
    one = hit is not None and hit.kind == DEMONYM and "Def" in articles and is_one(tree, i)
    some = tree.has_child(i, "nummod") or "Ind" in articles or one
    return tree.tokens[i].upos in NOMINAL and some


def _apposed(scene: Scene, i: int) -> str | None:
    """Whose name stands beside a noun, or begins its compound ("the al-Qaeda terror network")."""
    tree = scene.tree
    for c in (*tree.children[i], *_inside_compound(scene, i)):
        if tree.relation(c) in ("appos", "flat", "compound") or (
            tree.relation(c) == "nmod" and not tree.preposition(c)
        ):
            hit: NameHit | None = scene.name_at(c)
            if hit is not None and c < i and scene.know.gazetteer_kind(hit.id) == "person":
                continue  # "a | Putin | ally"
            if hit is not None and c < i and _is_hosted(scene, tree.tokens[c].head, hit):
                continue
            if hit is not None and hit.kind != CAPITAL and not scene.know.is_state(hit.id):
                return hit.id
    return None


def _is_hosted(scene: Scene, i: int, platform: NameHit) -> bool:
    """`the | Telegram | channel Astra`: who posts there is not whose platform it is."""
    return scene.in_class(i, "hosted") and scene.know.organisation_kind(platform.id) == "company"


def _issuer(scene: Scene, i: int) -> str | None:
    """`a statement | by the Russian defence ministry`, `ein Bericht | des südkoreanischen Geheimdienstes`: who speaks in a document; an image speaks for nobody in it."""
    tree = scene.tree
    words = ("", *tree.grammar.get("issuer_prepositions", ()), *tree.grammar.get("genitive_prepositions", ()))
    if scene.know.source_kind(tree.lemma(i)) != "document":
        return None
    if scene.in_class(i, "image"):  # "footage of Israeli soldiers": whom it shows has not made it
        words = tuple(tree.grammar.get("issuer_prepositions", ()))
    by = (
        c
        for c in tree.children[i]
        if tree.relation(c) in ("nmod", "compound") and tree.preposition(c) in words
    )
    return next((actor for c in by if scene.is_actor(c) and (actor := actor_of(scene, c))), None)


def _crew(scene: Scene, i: int) -> str | None:
    """`Israeli jets`, `chinesische Kriegsschiffe`: those who fly and sail them; `Israeli fire`: who fires. Missiles, drones and tanks may be given to others."""
    if scene.in_class(i, FIRE):
        return _state_beside(scene, i)
    state = _state_beside(scene, i) if scene.in_class(i, CREWED) else None
    return scene.know.actor_id(state, MILITARY) if state else None


def _inside_compound(scene: Scene, i: int) -> list[int]:
    """The first words of a compound's own first word."""
    tree = scene.tree
    firsts = [c for c in tree.children[i] if tree.relation(c) == "compound"]
    return [k for c in firsts for k in tree.children[c] if tree.relation(k) == "compound"]


def _state_beside(scene: Scene, i: int) -> str | None:
    """The state of a role noun: adjective, first part of a compound, genitive, or the same of its own genitive."""
    tree = scene.tree
    first = scene.first_part_at(i)
    if first is not None and scene.know.is_state(first.id) and not _is_concerned(scene, i, i):
        return first.id
    for c in tree.children[i]:
        if tree.relation(c) == "compound" and _is_concerned(scene, i, c):
            continue
        if tree.relation(c) == "appos" and c in pairs_without_verb(scene):
            continue  # "freed three hostages, | Israel | 183 prisoners"
        if tree.relation(c) in ("amod", "compound", "nmod", "det", "flat", "appos"):
            state = _state_of_modifier(scene, c, i)
            if state:
                return state
    return seat_of(scene, i)


def _is_concerned(scene: Scene, i: int, name: int) -> bool:
    """`China experts`, `Iran-Gesandter`: concerned with the state, not of it. Its abbreviation says of it (US envoy)."""
    abbreviated = scene.tree.tokens[name].form.split("-")[0].replace(".", "").isupper()
    return not abbreviated and scene.in_class(i, CONCERNED)


def _state_of_modifier(scene: Scene, c: int, i: int) -> str | None:
    tree = scene.tree
    if tree.relation(c) == "nmod" and not _is_of(scene, i, c):
        return None
    if tree.relation(c) == "compound" and _is_called_after(scene, i, c):
        return None
    last = (
        tree.conjuncts(c)[-1] if tree.relation(c) in ("amod", "compound") else c
    )  # the others are participants of their own
    hit = scene.name_at(last)
    if hit is not None and joined_states(scene, last):
        return None  # "US-Israeli forces" are of both
    if hit is not None:
        return None if scene.know.organisation_kind(hit.id) in ALONE else scene.know.state_of(hit.id)
    return _state_beside(scene, c) if scene.agent_at(c) is not None else None


def _is_called_after(scene: Scene, i: int, c: int) -> bool:
    """`Kenyatta National Hospital`: who only has given a hospital or a university his name does not speak in it."""
    hit, agent = scene.name_at(c), scene.agent_at(i)
    private = scene.know.ontology.sectors_of["private"]
    return hit is not None and hit.kind == "person" and agent is not None and agent.sector in private


def _is_of(scene: Scene, i: int, c: int) -> bool:
    """`the leaders of Hamas`, `a spokesman for Hamas`: whether a noun belongs to whom the noun below it names."""
    preposition = scene.tree.preposition(c)
    owned = not preposition or preposition in scene.tree.grammar.get("genitive_prepositions", ())
    return owned or _speaks_for(scene, i, preposition)


def _speaks_for(scene: Scene, i: int, preposition: str) -> bool:
    """`a spokesman for President Zelensky`: an agent without a sector of its own has whose it is behind *for*, too."""
    agent = scene.agent_at(i)
    speaks = preposition in scene.tree.grammar.get("representing_prepositions", ())
    return speaks and agent is not None and not agent.sector


def _is_presumed(scene: Scene, i: int) -> bool:
    """`mutmaßliche Schmuggler`: said of the person, it does not lower the event."""
    return any(
        scene.know.in_class(scene.tree.lemma(c), "presumed")
        for c in scene.tree.children[i]
        if scene.tree.relation(c) == "amod"
    )


__all__ = ["actor_of", "mention_of", "named", "participant", "span_of"]
