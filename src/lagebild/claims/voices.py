"""Whether a verb is done or suffered, and by whom.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens: a passive that was not seen to be one
or is none, its agent, whom something is done to that somebody lets be done, and the dative that a verb asks for.
"""

from collections.abc import Collection

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.tree import SUBJECTS, Tree

BESIDE = ("compound", "advmod", "xcomp")


def passive_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Ihm | werden | Hochverrat und Spionage | vorgeworfen`: a participle under an auxiliary that only passives have."""
    lemma = tree.grammar.get("passive_auxiliary", "")
    if not lemma or tree.feature(c, "VerbForm") != "Part" or tree.has_child(c, "aux:pass"):
        return {}
    auxiliaries = [k for k in tree.children[c] if tree.relation(k) == "aux"]
    passive = [k for k in auxiliaries if tree.lemma(k) == lemma]
    perfect = tree.grammar.get("perfect_auxiliaries", ())
    if (
        tree.word(c) == tree.lemma(c)
        or len(passive) != 1
        or any(tree.lemma(k) in perfect for k in auxiliaries)
        or tree.has_child(c, "obj")
    ):
        return {}
    suffering = {k: (c, "nsubj:pass") for k in tree.children[c] if tree.tokens[k].deprel == "nsubj"}
    return {passive[0]: (c, "aux:pass"), **suffering}


def received_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Kiew | bekommt | von Berlin Panzer geliefert`: with a participle such a verb is an auxiliary of the passive, and who gets is to whom it is done."""
    if tree.lemma(c) not in tree.grammar.get("receiving_verbs", ()):
        return {}
    below = (k for k in tree.children[c] if tree.relation(k) == "xcomp")
    above = tree.tokens[c].head
    if (
        above >= 0
        and tree.relation(c) in ("xcomp", "advcl", "aux")
        and tree.feature(above, "VerbForm") == "Part"
    ):
        done, moves = above, {}
    else:
        done = next(
            (k for k in below if tree.tokens[k].upos == "VERB" and tree.feature(k, "VerbForm") == "Part"), -1
        )
        moves = {done: tree.edge(c)} | brought_to(tree, done, (k for k in tree.children[c] if k != done))
    if done < 0 or tree.has_child(done, "aux:pass", "mark") or tree.has_child(c, "mark"):
        return {}
    moves |= brought_to(tree, done, tree.children[c]) if done == above else {}
    subject = tree.child(done, *SUBJECTS)
    getter = tree.child(c, *SUBJECTS) if subject is None else subject
    things = (k for k in (*tree.children[c], *tree.children[done]) if tree.relation(k) == "obj")
    thing = next(things, None)
    if getter is None or thing is None:
        return {}
    agents = tree.grammar.get("passive_agents", ())
    inside = {c, done, *tree.subtree(thing)}
    doers = (k for k in range(len(tree)) if tree.tokens[k].head in inside and tree.preposition(k) in agents)
    doer = next((k for k in doers if tree.relation(k) in ("obl", "nmod") and can_act(tree, k, know)), -1)
    found = {doer: (done, "obl:agent")} if doer >= 0 else {}
    return moves | found | {c: (done, "aux:pass"), getter: (done, "obl:arg"), thing: (done, "obj")}


def future_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Israel | wird | nicht zögern`: an infinitive that no participle looks like is no passive."""
    endings = tuple(tree.grammar.get("plain_infinitive_endings", ()))
    if not endings or tree.word(c) != tree.lemma(c) or not tree.word(c).endswith(endings):
        return {}
    roles = {"nsubj:pass": "nsubj", "aux:pass": "aux"}
    return {k: (c, roles[d]) for k in tree.children[c] if (d := tree.tokens[k].deprel) in roles}


def agent_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Wurde der Bürgermeister | von Soldaten | entführt?`: right before a passive without agent, who can do it has done it."""
    agents, subject = tree.grammar.get("passive_agents", ()), tree.child(c, "nsubj:pass", "nsubj")
    if subject is None or c == 0 or not tree.is_passive(c):
        return {}
    if any(tree.relation(k) == "obl" and tree.preposition(k) in agents for k in tree.children[c]):
        return {}
    if not tree.grammar.get("verb_last"):
        return _agent_behind(tree, c, agents, know)
    if know.cues_of(tree.lemma(c)) and set(agents) & set(know.asked_prepositions(tree.lemma(subject))):
        return {}  # "wurden Angriffe von Siedlern verzeichnet": who attacked, and not who says so
    places = (k for k in tree.children[c] if tree.relation(k) == "obl" and tree.tokens[k].upos == "PROPN")
    phrases = [
        k
        for over in (subject, *places)
        for k in tree.children[over]
        if tree.relation(k) == "nmod" and tree.preposition(k) in agents
    ]
    beside = tree.tokens[c - 1].head == c and tree.relation(c - 1) in BESIDE  # "gefangen | genommen"
    last = next((k for k in phrases if max(tree.subtree(k)) == c - 1 - beside), -1)
    named = last >= 0 and tree.tokens[last].upos == "PROPN" and tree.tokens[last].head != subject
    doer = last >= 0 and tree.tokens[last].upos == "NOUN" and know.agent(tree.tokens[last].lemma) is not None
    return {last: (c, "obl:agent")} if doer or named else {}


def _agent_behind(tree: Tree, c: int, agents: Collection[str], know: Knowledge) -> Moves:
    """`was set on fire | by supporters`, `was handed a sentence | by a court`: below what is no deed, the phrase is the agent of the passive."""
    charges = tree.lemma(c) in tree.grammar.get("charging_verbs", ())  # "accused of a plot | by the premier"
    for over in tree.children[c]:
        retained = tree.tokens[over].deprel == "obj"
        phrase = tree.relation(over) in ("obl", "xcomp") and (charges or _is_light(tree, c, over, know))
        if over < c or not (retained or phrase):
            continue
        found = [k for k in tree.children[over] if k > over and tree.preposition(k) in agents]
        if found and tree.relation(found[-1]) == "nmod":
            return {found[-1]: (c, "obl:agent")}
    return {}


def _is_light(tree: Tree, c: int, over: int, know: Knowledge) -> bool:
    """Whether a phrase tells no deed, or is one that the verb asks for: "set on fire"."""
    lemma = tree.lemma(over)
    wanted = know.wanted_phrases(tree.lemma(c)).get(tree.preposition(over), ())
    return not know.frames_of(lemma, "NOUN") or any(lemma in want.words for want in wanted)


def caused_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`lässt Häftlinge | foltern`, `had critics | arrested`: it is done to them, where the verb has nobody else that it is done to.

    Not so where they are his own: he who "had his house raided" suffered it.
    """
    form = tree.grammar.get("causative_verbs", {}).get(tree.lemma(c))
    if form is None or tree.relation(c) == "aux":
        return {}  # "Had the rebels attacked, ...": a condition
    thing, done = tree.child(c, "obj"), tree.child(c, "xcomp")
    if done is None or tree.has_child(done, "mark"):
        return {}
    return _caused(tree, c, thing, done, form, know) | _by_whom(tree, thing, done, know)


def _by_whom(tree: Tree, thing: int | None, done: int, know: Knowledge) -> Moves:
    """`ließ den Sender | von Fallschirmjägern | besetzen`: right before the infinitive stands who does it, and not whose it is."""
    agents = tree.grammar.get("passive_agents", ())
    object = tree.child(done, "obj") if thing is None else thing
    below = () if object is None else tree.children[object]
    found = (k for k in below if tree.relation(k) == "nmod" and tree.preposition(k) in agents)
    doer = next((k for k in found if tree.last_word(k) == done - 1 and can_act(tree, k, know)), -1)
    return {doer: (done, "obl")} if doer >= 0 else {}


def _caused(tree: Tree, c: int, thing: int | None, done: int, form: str, know: Knowledge) -> Moves:
    """What is to be moved of the object."""
    below = tree.child(done, "obj", "nsubj")
    if thing is None and below is not None:
        own = tree.tokens[below].head == done and _are_let(tree, c, below, done, know)
        return {below: (c, "obj")} if own else {}
    if thing is None or tree.has_child(done, "obj") or _are_let(tree, c, thing, done, know):
        return {}
    if tree.feature(done, "VerbForm") not in (form, "Fin") or tree.has_child(thing, "nmod:poss"):
        return {}
    families = (frame.family.recipient.alternatives for frame in know.frames_of(tree.lemma(done), "VERB"))
    needs = any((("obj",),) in ways for ways in families)
    return {thing: (done, "obj")} if needs else {}


def _are_let(tree: Tree, verb: int, thing: int, done: int, know: Knowledge) -> bool:
    """`ließ eine | Geisel | ziehen`: whom somebody lets do something is the object of letting, where an entry of that verb names both."""
    lemma, what = tree.lemma(thing), tree.lemma(done)
    for frame in know.frames_of(tree.lemma(verb), "VERB"):
        lets = any(c.path == ("xcomp",) and what in c.words for c in frame.when)
        whom = (c for c in frame.when if c.path == ("obj",) and not c.negated)
        if lets and any(lemma in c.words or any(know.in_class(lemma, k) for k in c.classes) for c in whom):
            return True
    return False


def dative_behind_source(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`gehören laut Polizei | der ELN | an`, `befahl nach Angaben seines Büros | der Armee`: whom a verb asks for, behind who says so."""
    if tree.lemma(c) not in tree.grammar.get("dative_verbs", ()) or tree.has_child(c, "iobj", "obl:arg"):
        return {}
    for phrase in tree.children[c]:
        if tree.relation(phrase) != "obl" or not tree.preposition(phrase):
            continue
        last = max(tree.subtree(phrase))
        spots = (k for k in tree.subtree(phrase) if k != phrase and max(tree.subtree(k)) == last)
        owner = next(
            (k for k in reversed(tuple(spots)) if tree.relation(k) == "nmod" and _may_be_dative(tree, k)), -1
        )
        cites = any(
            cue.construction in ("adposition", "noun") for cue in know.cues_of(tree.lemma(phrase), True)
        )
        laut = any(
            cue.construction == "adposition" and not cue.content
            for cue in know.cues_of(tree.preposition(phrase))
        )
        if owner >= 0 and ((laut and not cites) or (cites and tree.tokens[owner].head != phrase)):
            return {owner: (c, "obl:arg")}
    return {}


def _may_be_dative(tree: Tree, k: int) -> bool:
    words = tree.grammar.get("dative_articles", ())
    return not tree.preposition(k) and any(
        tree.word(d) in words for d in tree.children[k] if tree.relation(d) == "det"
    )
