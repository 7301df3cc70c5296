"""Past tenses and participles that look alike: who did it, and who is only believed to be somebody.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens, in a language whose subject stands before
its verb: an active that was read as a passive without auxiliary, somebody *believed to be* somebody who then does something, and people
*whom somebody calls* something without a relative pronoun.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.choosing import Row
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.likelier import is_strong
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree

HELPED = ("aux", "aux:pass", "cop")
CLAUSES = ("root", "ccomp", "parataxis", "conj")


def bare_participle_rules() -> tuple[Row, ...]:
    """What is asked at a verb, in this order."""
    return (
        Row(_active, "root ccomp parataxis conj", "subject_first"),
        Row(_counted_object, "advcl conj", "subject_first"),
        Row(_believed, "root ccomp", "subject_first"),
        Row(_behind_gerund, "ccomp", "subject_first"),
        Row(_called_so, "acl", "subject_first"),
        Row(_forced_on, "conj", "subject_first"),
        Row(_also_done, "amod", "subject_first"),
        Row(_threatened, "amod", "subject_first"),
        Row(_in_office, "ccomp xcomp advcl acl csubj nsubj", "office_participles"),
    )


def _also_done(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`was raided | and its accounts | frozen |`: behind a passive a participle right behind its noun shares the auxiliary, and says what was done to that."""
    noun = tree.tokens[c].head
    verb = tree.tokens[noun].head if 0 <= noun == c - 1 else -1
    if verb < 0 or tree.feature(c, "VerbForm") != "Part" or tree.feature(c, "Tense") == "Pres":
        return {}
    first = tree.child(verb, "nsubj:pass")
    joined = verb < noun and tree.tokens[noun].deprel in ("nsubj:pass", "nsubj", "conj", "obj")
    if first is None or not joined or not tree.has_child(verb, "aux:pass") or not first < verb:
        return {}
    opening = tree.first_word(noun)
    mark = opening if tree.relation(opening) == "cc" else opening - 1
    if tree.relation(mark) != "cc":
        return {}
    return {c: (verb, "conj"), noun: (c, "nsubj:pass"), mark: (c, "cc")}


def _threatened(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`accused Washington of double standards and | threatened | countermeasures`: what looks like a participle behind *and* is what somebody says, where nothing stands before it but that."""
    noun = tree.tokens[c].head
    joined = c - 1
    if noun < c or tree.relation(joined) != "cc" or tree.tokens[joined].head not in (noun, c):
        return {}
    if tree.tokens[noun].deprel != "conj" or tree.has_child(noun, "det", "nmod:poss", "nummod"):
        return {}
    over = [k for k in tree.ancestors(noun) if tree.is_verbal(k)]
    verb = over[0] if over else -1
    subject = tree.child(verb, "nsubj") if verb >= 0 else None
    past = verb >= 0 and tree.feature(verb, "Tense") == "Past" and not tree.has_child(verb, "aux:pass")
    if subject is None or not past or not subject < verb < joined or not can_act(tree, subject, know):
        return {}
    if not _says(tree, c, know) or not _says(tree, verb, know):
        return {}  # "accused him of broken promises and stolen votes"
    return {c: (verb, "conj"), noun: (c, "obj"), joined: (c, "cc")}


def _says(tree: Tree, verb: int, know: Knowledge) -> bool:
    """Whether entries of a verb report an act of speech."""
    types = know.ontology.types
    return any(types[frame.type].speech_act for frame in know.frames_of(tree.lemma(verb), "VERB"))


def _in_office(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Thailand's | acting | prime minister said`: before who holds an office it says how he does, and nobody acts."""
    holder = c + 1
    while holder < len(tree) and tree.tokens[holder].upos == "ADJ":
        holder += 1
    fits = tree.word(c) in tree.grammar.get("office_participles", ()) and holder < len(tree)
    if not fits or tree.tokens[holder].upos not in ("NOUN", "PROPN") or tree.tokens[c].head in (holder, -1):
        return {}
    agent, over = know.agent(tree.lemma(holder)), tree.tokens[c].head
    if agent is None or agent.kind != "person" or tree.tokens[holder].head < 0:
        return {}
    signs = tree.grammar.get("genitive_signs", ())
    owners = [k for k in tree.children[c] if k < c and tree.tokens[k + 1].form in signs]
    articles = [k for k in tree.children[c] if k < c and tree.relation(k) == "det"]
    found: Moves = {c: (holder, "amod")} | dict.fromkeys(owners, (holder, "nmod:poss"))
    spoken = {holder: (over, "nsubj")} if tree.tokens[holder].head == c and over > holder else {}
    return found | dict.fromkeys(articles, (holder, "det")) | spoken


def _active(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Suspected gunmen | killed | at least 22 soldiers`, `The council (NRC) today | called on them to leave`: without an auxiliary, and with an object, nobody suffers it."""
    subject = tree.child(c, "nsubj:pass")
    if subject is None or not subject < c or tree.has_child(c, *HELPED, "obj"):
        return {}
    behind = [k for k in tree.children[c] if k > c and tree.relation(k) == "obl"]
    bare = [
        k
        for k in behind
        if tree.tokens[k].deprel == "obl" and tree.tokens[k].upos == "NOUN" and not tree.preposition(k)
    ]
    if bare and tree.has_child(bare[0], "nummod", "det", "amod"):
        return {subject: (c, "nsubj"), bare[0]: (c, "obj")}
    wanted = know.wanted_phrases(tree.lemma(c)) if tree.has_child(c, "xcomp", "advcl") else {}
    return {subject: (c, "nsubj")} if any(tree.preposition(k) in wanted for k in behind) else {}


def _counted_object(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`went from house to house, | detained | at least 30 men`: of a number of people without a preposition nothing but the object can be told."""
    if tree.has_child(c, *SUBJECTS, *HELPED, "obj"):
        return {}
    units = tree.grammar.get("time_units", ())
    for k in tree.children[c]:
        bare = (
            k > c
            and tree.tokens[k].deprel == "obl"
            and tree.tokens[k].upos == "NOUN"
            and not tree.preposition(k)
        )
        if bare and tree.has_child(k, "nummod") and tree.lemma(k) not in units:
            return {k: (c, "obj")}
    return {}


def _believed(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hackers | believed to be based in China | had tried to break in`, `gunmen | thought to be rebels | killed a mayor`: who is believed to be something has done the rest."""
    if tree.lemma(c) not in tree.grammar.get("supposing_participles", ()) or tree.has_child(c, *HELPED):
        return {}
    people, content = tree.child(c, "nsubj", "nsubj:pass"), tree.child(c, "xcomp")
    marked = content is not None and any(
        tree.relation(k) == "mark" and k == c + 1 for k in tree.children[content]
    )
    if people != c - 1 or content is None or not marked or tree.tokens[people].upos not in ("NOUN", "PROPN"):
        return {}
    beside = [*tree.children[c], *(tree.children[tree.tokens[c].head] if tree.tokens[c].head >= 0 else ())]
    deeds = [
        k
        for k in sorted(beside)
        if k > content
        and tree.relation(k) in ("ccomp", "parataxis", "conj")
        and tree.is_verbal(k)
        and not tree.has_child(k, *SUBJECTS, "mark")
    ]
    if not deeds:
        return {}
    role = "nsubj:pass" if tree.has_child(deeds[0], "aux:pass") else "nsubj"
    return {deeds[0]: tree.edge(c), c: (people, "acl"), people: (deeds[0], role)}


def _behind_gerund(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`said two men suspected of plotting to kill Maduro | had been captured |`: what a gerund or infinitive that tells nothing is said to tell, befell whom it describes."""
    inner = participle = tree.tokens[c].head
    while participle >= 0 and tree.feature(participle, "VerbForm") in ("Ger", "Inf"):
        participle = tree.tokens[participle].head
    helped = [k for k in tree.children[c] if tree.tokens[k].deprel in HELPED]
    if participle < 0 or participle == inner or not helped or know.takes_clause(tree.lemma(inner)):
        return {}
    reduced = tree.tokens[participle].deprel == "acl"
    people = tree.tokens[participle].head if reduced else tree.child(participle, "nsubj", "nsubj:pass")
    if (
        people is None
        or people != participle - 1
        or tree.has_child(c, "mark")
        or tree.has_child(participle, *HELPED)
    ):
        return {}
    said = tree.tokens[people if reduced else participle].head
    if said < 0 or not cites_clause(tree, said, know) or not inner < helped[0] < c:
        return {}
    theirs = {k: (inner, "obj") for k in tree.children[c] if tree.tokens[k].deprel in SUBJECTS}
    role = "nsubj:pass" if tree.has_child(c, "aux:pass") else "nsubj"
    own = (k for k in tree.children[c] if tree.tokens[k].deprel == "conj")
    beside = {
        k: (said, "conj")
        for k in own
        if tree.has_child(k, "obj") and not tree.has_child(k, *HELPED, *SUBJECTS)
    }
    return theirs | beside | {c: (said, "ccomp"), people: (c, role), participle: (people, "acl")}


def told_of_believed(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Men believed to be rebels attacked a post, | officials say`: who says so says all of it, whatever it hangs on."""
    over = tree.tokens[c].head
    if over < 0 or tree.lemma(over) not in tree.grammar["supposing_participles"]:
        return {}
    deeds = [
        k
        for k, (head, _) in _believed(tree, over, know).items()
        if head == tree.tokens[over].head and over < k < c
    ]
    return {c: (deeds[0], "parataxis")} if deeds else {}


def _called_so(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`beaten by | men Hanoi identified as | officers`: right behind a noun who calls its people something has done no more than that."""
    noun = tree.tokens[c].head
    caller = c - 1
    if not noun >= 0 or tree.tokens[noun].upos != "NOUN" or tree.has_child(c, *SUBJECTS, *HELPED):
        return {}
    words = tree.grammar.get("as_words", ())
    called = any(
        tree.relation(k) == "obl" and tree.preposition(k) in words and k > c for k in tree.children[c]
    )
    if not called:
        return {}
    if noun == caller:  # "two | men police | identified as ...": read as one noun
        people = tree.child(noun, "compound")
        plural = people == noun - 1 and tree.feature(people, "Number") == "Plur" and can_act(tree, noun, know)
        if people is None or not plural:
            return {}
        above = {k: (people, tree.tokens[k].deprel) for k in tree.children[noun] if k not in (people, c)}
        return {people: tree.edge(noun), noun: (c, "nsubj"), c: (people, "acl:relcl"), **above}
    near = noun == caller - 1 and tree.tokens[caller].head == noun and tree.tokens[caller].upos == "PROPN"
    return {caller: (c, "nsubj"), c: (noun, "acl:relcl")} if near else {}


def _forced_on(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Police dispersed protesters who had stormed the palace | and detained five`: who is acted on neither takes into custody nor acts on *them*, himself."""
    clause = tree.tokens[c].head
    while clause >= 0 and tree.relation(clause) == "xcomp" and tree.finite(c) is not None:
        clause = tree.tokens[clause].head  # "who had tried | to storm | it and detained five"
    noun = tree.tokens[clause].head if 0 <= clause < c and tree.tokens[clause].deprel == "acl:relcl" else -1
    over = tree.tokens[noun].head if noun >= 0 else -1
    if (
        over < 0
        or not over < noun < clause
        or tree.relation(noun) not in ("obj", "obl")
        or tree.has_child(c, *SUBJECTS, *HELPED)
    ):
        return {}
    subject, thing = tree.child(over, "nsubj"), tree.child(c, "obj")
    if subject is None or thing is None or not tree.is_finite(over):
        return {}
    custody = know.in_class(tree.lemma(c), "custody") and not is_strong(tree, noun, know)
    pronouns = tree.grammar.get("bound_pronouns", ())
    same = (
        any(tree.word(k) in pronouns and k != thing for k in tree.subtree(thing))
        or tree.word(thing) in pronouns
    )
    many = tree.feature(noun, "Number") == "Plur"
    return {c: (over, "conj")} if custody or (same and many) else {}
