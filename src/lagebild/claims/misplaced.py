"""Clauses that hang on the wrong word, and what they lack.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens: an as-clause whose subject hangs
elsewhere, an infinitive or a *how* clause behind the comma of the verb that it belongs to, a passive that was not seen to be one.
"""

from functools import lru_cache

from lagebild.claims.choosing import CHOICES_KEPT, Row, Rule, chosen, first_moves
from lagebild.claims.insertions import Moves
from lagebild.claims.inverted import inverted_rules
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.noun_clauses import noun_clause_rules
from lagebild.claims.tree import NOMINAL, Tree

SUBJECTS = ("nsubj", "nsubj:pass")
CONTENT = ("ccomp", "xcomp", "obj", "parataxis")


def misplaced_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a verb."""
    return first_moves(_rules_for(tree.tokens[c].deprel, know), tree, c, know)


@lru_cache(CHOICES_KEPT)
def _rules_for(deprel: str, know: Knowledge) -> tuple[Rule, ...]:
    rows = (
        *inverted_rules(),
        Row(_as_clause_moves, "advcl ccomp parataxis", "as_words"),
        Row(_lost_pronoun, "acl:relcl", "relative_articles"),
        Row(_swapped_relative, "acl:relcl", "verb_last"),
        Row(_passive_moves, switch="passive_auxiliary"),
        Row(_future_moves, switch="plain_infinitive_endings"),
        Row(_agent_moves, switch="passive_agents"),
        Row(_shown_moves, "acl:relcl", "how_words"),
        Row(_infinitive_behind, "xcomp advcl conj acl", "infinitive_marks"),
        *noun_clause_rules(),
        Row(_told_behind, "parataxis ccomp conj advcl"),
        Row(_alleged_infinitive, "advcl", "modal_marks"),
        Row(_denied_clause, "acl:relcl", "modal_marks"),
        Row(_no_content, "conj"),
        Row(_caused_moves, switch="causative_verbs"),
        Row(_relative_to_speaker, "ccomp"),
        Row(_other_subject, "conj"),
        Row(_dative_behind_source, switch="dative_verbs"),
        Row(_behind_speaker, "conj"),
        Row(_relative_behind_preposition, switch="singular_relatives"),
        Row(_accusing_aside, "advcl"),
    )
    return chosen(rows, deprel, know)


def _as_clause_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Wie | die „New York Times“ | unter Berufung auf Insider berichtet`: who stands right behind *wie* is the subject."""
    words = tree.grammar.get("as_words", ())
    opening = next((k for k in tree.children[c] if k < c and tree.word(k) in words), -1)
    if opening < 0 or tree.relation(c) not in ("advcl", "ccomp", "parataxis") or tree.has_child(c, *SUBJECTS):
        return {}
    inside = [k for k in tree.subtree(c) if opening < k < c and tree.tokens[k].upos in NOMINAL]
    first = (k for k in inside if not tree.preposition(k) and min(tree.subtree(k)) == opening + 1)
    return dict.fromkeys(list(first)[:1], (c, "nsubj"))


def _passive_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
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


def _future_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Israel | wird | nicht zögern`: an infinitive that no participle looks like is no passive."""
    endings = tuple(tree.grammar.get("plain_infinitive_endings", ()))
    if not endings or tree.word(c) != tree.lemma(c) or not tree.word(c).endswith(endings):
        return {}
    roles = {"nsubj:pass": "nsubj", "aux:pass": "aux"}
    return {k: (c, roles[d]) for k in tree.children[c] if (d := tree.tokens[k].deprel) in roles}


def _agent_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Wurde der Bürgermeister | von Soldaten | entführt?`: right before a passive without agent, who can do it has done it."""
    agents, subject = tree.grammar.get("passive_agents", ()), tree.child(c, "nsubj:pass")
    if subject is None or c == 0 or not tree.is_passive(c):
        return {}
    if any(tree.relation(k) == "obl" and tree.preposition(k) in agents for k in tree.children[c]):
        return {}
    if know.cues_of(tree.lemma(c)) and set(agents) & set(know.asked_prepositions(tree.lemma(subject))):
        return {}  # "wurden Angriffe von Siedlern verzeichnet": who attacked, and not who says so
    phrases = [
        k for k in tree.children[subject] if tree.relation(k) == "nmod" and tree.preposition(k) in agents
    ]
    last = next((k for k in phrases if max(tree.subtree(k)) == c - 1), -1)
    doer = last >= 0 and tree.tokens[last].upos == "NOUN" and know.agent(tree.tokens[last].lemma) is not None
    return {last: (c, "obl:agent")} if doer else {}


def _shown_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein Video, das angeblich zeigt, | wie Soldaten schießen`: what the verb before the comma shows is no second relative clause."""
    words = tree.grammar.get("how_words", ())
    if tree.tokens[c].deprel != "acl:relcl" or not words:
        return {}
    first = next((k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"), c)
    verb = _verb_before(tree, first)
    beside = verb >= 0 and tree.tokens[verb].head == tree.tokens[c].head
    free = beside and tree.relation(verb) == "acl" and not tree.has_child(verb, *CONTENT)
    return {c: (verb, "ccomp")} if free and tree.word(first) in words else {}


def _verb_before(tree: Tree, first: int) -> int:
    """The verb right before the comma before a clause; -1 where there is none."""
    commas = tree.grammar.get("inserted_after", ())
    if first < 2 or tree.tokens[first - 1].form not in commas:
        return -1
    before = first - 2
    verb = tree.tokens[before].head if tree.relation(before) == "aux" else before
    return verb if verb >= 0 and tree.is_verbal(verb) else -1


def _infinitive_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Söldner, die gestanden, | einen Anschlag geplant zu haben`, `hat erklärt, | die Miliz nicht bewaffnet zu haben`."""
    marks = tree.grammar.get("infinitive_marks", ())
    if not marks or tree.has_child(c, *SUBJECTS) or tree.relation(c) not in ("xcomp", "advcl", "conj", "acl"):
        return {}
    spots = (c, *(k for k in tree.children[c] if tree.tokens[k].upos in ("VERB", "AUX", "ADJ")))
    infinitive = any(
        tree.word(k) in marks and k > min(tree.subtree(c)) for s in spots for k in tree.children[s]
    )
    first = next((k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"), c)
    verb = _verb_before(tree, first)
    moved = verb >= 0 and (tree.tokens[c].head != verb or tree.relation(c) == "conj")
    if not infinitive or not moved or tree.has_child(verb, *CONTENT):
        return {}
    cues = [cue for cue in know.cues_of(tree.lemma(verb)) if cue.construction == "verb" and not cue.when]
    return {c: (verb, "xcomp")} if any("xcomp" in cue.content for cue in cues) else {}


def _told_behind(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein Leibwächter, der behauptet, | der Präsident habe ... angeordnet`: the mood of reports behind the comma of a citing verb."""
    finite = tree.finite(c)
    reported = finite is not None and tree.feature(finite, "Mood") == "Sub" and tree.has_child(c, *SUBJECTS)
    if (
        not reported
        or tree.relation(c) not in ("parataxis", "ccomp", "conj", "advcl")
        or tree.has_child(c, "mark")
    ):
        return {}
    first = next((k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"), c)
    verb = _verb_before(tree, first)
    apart = (
        verb >= 0 and verb != tree.tokens[c].head and tree.tokens[verb].deprel in ("acl:relcl", "parataxis")
    )
    if not apart or tree.has_child(verb, *CONTENT):
        return {}
    cues = [cue for cue in know.cues_of(tree.lemma(verb)) if cue.construction == "verb" and not cue.when]
    return {c: (verb, "ccomp")} if any("ccomp" in cue.content for cue in cues) else {}


def _alleged_infinitive(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`is alleged by the Crown | to have supplied ...`: what is said of the subject of a passive is no purpose."""
    verb = tree.tokens[c].head
    if (
        tree.relation(c) != "advcl"
        or not 0 <= verb < c
        or not tree.is_passive(verb)
        or tree.finite(c) is not None
    ):
        return {}
    marks = tree.grammar.get("modal_marks", ())
    if not any(tree.relation(k) == "mark" and tree.word(k) in marks for k in tree.children[c]):
        return {}
    cues = know.cues_of(tree.lemma(verb))
    told = any(cue.construction == "verb" and "ccomp" in cue.content for cue in cues)
    return {c: (verb, "xcomp")} if told and not tree.has_child(verb, *CONTENT) else {}


def _denied_clause(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`..., which he denies`: it is not the last noun that he denies, unless that is a charge."""
    noun, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    if (
        tree.tokens[c].deprel != "acl:relcl"
        or not tree.grammar.get("modal_marks")
        or know.takes_clause(tree.lemma(noun))
    ):
        return {}
    pronoun = next((k for k in tree.children[c] if k < c and tree.relation(k) == "obj"), 0)
    denies = any(cue.stance == "denies" for cue in know.cues_of(tree.lemma(c)))
    apart = (
        pronoun > 0 and tree.tokens[pronoun - 1].form in commas and tree.feature(pronoun, "PronType") == "Rel"
    )
    return {pronoun: (c, "expl")} if denies and apart else {}


def _no_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`deutete an, seine Leute hätten sie gesprengt, | und lachte`: in another mood than what is said it goes on with who says it."""
    content = tree.tokens[c].head
    if (
        tree.relation(c) != "conj"
        or content < 0
        or tree.relation(content) != "ccomp"
        or tree.has_child(c, *SUBJECTS)
    ):
        return {}
    said, own = (
        tree.finite(content),
        tree.feature(c, "VerbForm") == "Fin" and tree.feature(c, "Mood") == "Ind",
    )
    reported = said is not None and tree.feature(said, "Mood") == "Sub"
    joined = any(tree.relation(k) == "cc" for k in tree.children[c])
    return {c: (tree.tokens[content].head, "conj")} if reported and own and joined else {}


def _caused_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`lässt Häftlinge | foltern`, `had critics | arrested`: it is done to them, where the verb has nobody else that it is done to.

    Not so where they are his own: he who "had his house raided" suffered it.
    """
    form = tree.grammar.get("causative_verbs", {}).get(tree.lemma(c))
    if form is None:
        return {}
    thing, done = tree.child(c, "obj"), tree.child(c, "xcomp")
    if thing is None or done is None or tree.has_child(done, "obj", "mark"):
        return {}
    if tree.feature(done, "VerbForm") != form or tree.has_child(thing, "nmod:poss"):
        return {}
    families = (frame.family.recipient.alternatives for frame in know.frames_of(tree.lemma(done), "VERB"))
    needs = any((("obj",),) in ways for ways in families)
    return {thing: (done, "obj")} if needs else {}


def _relative_to_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`said Nasrallah, | who himself was killed`: a clause with a relative pronoun behind who says it tells of him, and is not said."""
    verb, commas = tree.tokens[c].head, tree.grammar.get("inserted_after", ())
    if tree.relation(c) != "ccomp" or not 0 <= verb < c:
        return {}
    speaker = tree.child(verb, "nsubj")
    pronoun = next((k for k in tree.children[c] if k < c and tree.feature(k, "PronType") == "Rel"), -1)
    if speaker is None or pronoun < 2 or not verb < speaker < pronoun:
        return {}
    behind = tree.tokens[pronoun - 1].form in commas and pronoun - 2 in tree.subtree(speaker)
    return {c: (speaker, "acl:relcl")} if behind else {}


def _other_subject(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`accused Moscow of kidnapping children and | Moscow, in turn, | accused Kyiv`: a noun behind *and* is the subject of the verb behind it."""
    if (
        tree.relation(c) != "conj"
        or tree.has_child(c, "cc", *SUBJECTS)
        or tree.feature(c, "VerbForm") != "Fin"
    ):
        return {}
    commas, first = tree.grammar.get("inserted_after", ()), tree.tokens[c].head
    joined = [
        k
        for k in range(first + 1, c)
        if tree.relation(k) == "conj" and tree.tokens[k].upos in NOMINAL and tree.has_child(k, "cc")
    ]
    if not joined:
        return {}
    noun = joined[-1]
    end = max(tree.subtree(noun)) + 1
    between = range(end, c)
    inserted = len(between) > 2 and tree.tokens[end].form in commas and tree.tokens[c - 1].form in commas
    return {noun: (c, "nsubj")} if not between or inserted else {}


def _dative_behind_source(tree: Tree, c: int, know: Knowledge) -> Moves:
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


def _lost_pronoun(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Armee, | die | Übergriffe stets bestreitet`: a relative clause has a pronoun; read as an article, it is the subject."""
    words = tree.grammar.get("relative_articles", ())
    if not words or tree.tokens[c].deprel != "acl:relcl":
        return {}
    inside = [
        k
        for k in tree.subtree(c, skip=frozenset({"acl", "ccomp", "advcl"}))
        if tree.tokens[k].upos != "PUNCT"
    ]
    if any("Rel" in tree.feature(k, "PronType") for k in inside):
        return {}
    article, noun = inside[0], tree.tokens[inside[0]].head
    read = tree.relation(article) == "det" and tree.word(article) in words and tree.tokens[noun].head == c
    if not read or tree.relation(noun) != "nsubj" or noun != article + 1:
        return {}
    thing = tree.child(c, "obj")
    role = (c, "obj") if thing is None else (thing, "nummod")
    fits = thing is None or thing == noun + 1
    return {article: (c, "nsubj"), noun: role} if fits else {}


def _swapped_relative(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`die Huthis, die | Washington | eingestuft hat`: of pronoun and name the one is the subject that has the verb's number, or that can say so."""
    if tree.tokens[c].deprel != "acl:relcl" or not tree.grammar.get("verb_last"):
        return {}
    pronoun, thing, verb = tree.child(c, "nsubj"), tree.child(c, "obj"), tree.finite(c)
    if pronoun is None or thing is None or verb is None or "Rel" not in tree.feature(pronoun, "PronType"):
        return {}
    number, noun = tree.feature(verb, "Number"), tree.tokens[c].head
    plain = tree.tokens[thing].upos == "PROPN" and not tree.has_child(thing, "det")
    main = tree.finite(tree.tokens[noun].head) if tree.relation(noun) == "nsubj" else None
    plural = "Plur" in (
        tree.feature(noun, "Number"),
        tree.feature(main, "Number") if main is not None else "",
    )
    others = number == "Sing" and plural and tree.feature(thing, "Number") == "Sing"
    told = plain and _is_only_said(tree, noun, c, know)  # "eine Untersuchung, die Delhi ablehnt"
    return {pronoun: (c, "obj"), thing: (c, "nsubj")} if plain and (others or told) else {}


def _is_only_said(tree: Tree, noun: int, verb: int, know: Knowledge) -> bool:
    """Whether a thing cannot do what a verb tells: an act of speech."""
    lemma, frames = tree.lemma(noun), know.frames_of(tree.lemma(verb), "VERB")
    says = any(know.ontology.types[frame.type].speech_act for frame in frames[:1])
    thing = tree.tokens[noun].upos == "NOUN" and know.agent(lemma) is None
    return says and thing and (know.source_kind(lemma) is None or not know.cues_of(tree.lemma(verb)))


def _behind_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Russia must withdraw, a lawmaker said, | and release the prisoners`: a bare infinitive goes on with the one in front of the speaker."""
    said = tree.tokens[c].head
    if (
        tree.relation(c) != "conj"
        or tree.feature(c, "VerbForm") != "Inf"
        or tree.relation(said) != "parataxis"
    ):
        return {}
    first = tree.tokens[said].head
    shared = 0 <= first < said < c and tree.has_child(first, "aux") and tree.is_finite(said)
    bare = not tree.has_child(c, "mark", "aux", *SUBJECTS)
    return {c: (first, "conj")} if shared and bare and tree.feature(first, "VerbForm") == "Inf" else {}


def _relative_behind_preposition(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`das Massaker, bei | dem | Soldaten Menschen getötet haben`: what stands in the singular is no article of many, but stands for the noun before the comma."""
    words, commas = tree.grammar.get("singular_relatives", ()), tree.grammar.get("inserted_after", ())
    for noun in tree.children[c]:
        pronoun = tree.child(noun, "det")
        if pronoun is None or tree.word(pronoun) not in words or tree.feature(noun, "Number") != "Plur":
            continue
        case = pronoun - 1
        if case < 2 or tree.tokens[case - 1].form not in commas or tree.relation(case) != "case" or noun > c:
            continue
        before = (k for k in range(case - 2, -1, -1) if tree.tokens[k].upos in NOMINAL)
        over = next(
            (k for k in before if tree.relation(k) != "nmod" and tree.feature(k, "Number") != "Plur"), -1
        )
        if over < 0:
            return {}
        others = [k for k in tree.children[c] if tree.tokens[k].deprel in SUBJECTS and k > noun]
        moves: Moves = {
            pronoun: (c, "obl"),
            case: (pronoun, "case"),
            noun: (c, "nsubj"),
            c: (over, "acl:relcl"),
        }
        return moves | dict.fromkeys(others, (c, "obj"))
    return {}


def _accusing_aside(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ordered the envoy to leave, | accusing her of meddling`: a participle behind a comma goes with the main verb, not with the infinitive."""
    inner = tree.tokens[c].head
    if tree.relation(c) != "advcl" or inner < 1 or inner > c or tree.relation(inner) not in ("xcomp", "acl"):
        return {}
    marked = tree.has_child(c, "mark", *SUBJECTS) or tree.finite(c) is not None
    commas = tree.grammar.get("inserted_after", ())
    above = tree.tokens[inner].head
    main = above if tree.is_verbal(above) else tree.tokens[above].head
    apart = tree.tokens[min(tree.subtree(c))].form in commas or tree.tokens[c - 1].form in commas
    participle = tree.feature(c, "VerbForm") in ("Ger", "Part") and not tree.is_passive(c)
    fits = apart and participle and not marked and main >= 0 and tree.is_finite(main)
    return {c: (main, "advcl")} if fits and tree.feature(inner, "VerbForm") == "Inf" else {}
