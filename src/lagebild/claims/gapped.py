"""A second speaker without a verb: `Hamas said it had freed three, | Israel that only two had come home`.

Takes a tree and what the language files say of its words; gives the moves after which what the second says hangs on him, and he beside the verb
that he shares: parsers hang it on what the first says, who so is made to say both. `speaks_without_verb` tells such a speaker.
"""

from lagebild.claims.answers import once_a_scene
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.scene import Scene
from lagebild.claims.tree import SAYERS, Tree

INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
LONGEST = 5  # words of a speaker: "the Ukrainian defence ministry's spokesman"


def gapped_moves(tree: Tree, know: Knowledge) -> Moves:
    """What is to be moved in a sentence."""
    if moves := _counted_first(tree):
        return moves
    marks = (*know.inserted_after, *tree.grammar.get("clause_breaks", ()))
    if tree.words.isdisjoint(marks):
        return {}
    for k in range(3, len(tree) - 4):
        if tree.tokens[k].form in marks:
            moves = _second_at(tree, k + 1, know) or _figure_at(tree, k + 1, know)
            if moves:
                return moves
    return {}


def _counted_first(tree: Tree) -> Moves:
    """`ließ drei | Geiseln | und Israel 183 Häftlinge frei`: of two that are counted, between which a name stands, the first is the object of the first."""
    for token in tree.tokens[2:-2]:
        name, thing = token.i + 1, token.i - 1
        if token.upos != "CCONJ" or tree.tokens[name].upos != "PROPN" or tree.tokens[name].head != thing:
            continue
        verb = tree.tokens[thing].head
        other = tree.tokens[name + 1].head if tree.tokens[name + 1].upos == "NUM" else -1
        counted = tree.tokens[thing].deprel == "obl:arg" and tree.has_child(thing, "nummod")
        if counted and other > name and tree.edge(other) == (verb, "obj"):
            return {thing: (verb, "obj")}
    return {}


def speaks_without_verb(tree: Tree, here: int, below: int) -> int:
    """The verb that a second speaker shares with the first, if a clause is what he says; -1 where it is not."""
    beside = (
        tree.relation(here) == "parataxis" and tree.relation(below) == "ccomp" and not tree.is_verbal(here)
    )
    return tree.tokens[here].head if beside and here < below else -1


@once_a_scene
def pairs_without_verb(scene: Scene) -> frozenset[int]:
    """`London suspects the GRU, | Moscow the British |`: the nouns of a second one and of what he does, of which the first is no side."""
    tree, commas = scene.tree, scene.know.inserted_after
    found: set[int] = set()
    for k in (t.i for t in tree.tokens if (t.form in commas or t.upos == "CCONJ") and t.i + 2 < len(tree)):
        if tree.tokens[k].upos == "CCONJ":
            found.update(
                _place_beside_place(scene, k) or _number_by_another(tree, k) or _others_of_another(scene, k)
            )
            continue
        start = k + 1 + (tree.tokens[k + 1].upos == "CCONJ")
        stop = next((i for i in range(start, len(tree)) if tree.tokens[i].upos == "PUNCT"), len(tree))
        part = range(start, stop)
        second = _second_noun(scene, part)
        shared = second and any(tree.is_finite(i) for i in range(k))
        if shared and not any(tree.tokens[i].upos in ("VERB", "AUX") for i in part):
            found.update(i for i in part if tree.tokens[i].upos in ("NOUN", "PROPN", "NUM"))
    return frozenset(found)


def _place_beside_place(scene: Scene, k: int) -> tuple[int, ...]:
    """`Israel bombed Tyre | and Hezbollah Haifa |`: behind a place and a conjunction somebody named, and right behind him another place that ends the clause."""
    tree = scene.tree
    first = k + 1 + (tree.tokens[k + 1].upos == "DET")
    last = first + 1
    if k < 1 or last >= len(tree) or scene.place_at(k - 1) is None or scene.place_at(last) is None:
        return ()
    ends = last + 1 == len(tree) or tree.tokens[last + 1].upos in ("PUNCT", "CCONJ")
    one, other = scene.name_at(first), scene.name_at(last)
    apart = one is not None and (other is None or one.id != other.id) and one.last < last
    return (first, last) if ends and apart and tree.tokens[last].upos == "PROPN" else ()


def _others_of_another(scene: Scene, k: int) -> range:
    """`Hamas freed three hostages | and Israel 183 prisoners |`: behind those who are counted a state's name, and right behind it others who are."""
    tree, name, number = scene.tree, k + 1, k + 2
    if number + 1 >= len(tree) or tree.tokens[number].upos != "NUM" or scene.place_at(name) is None:
        return range(0)
    counted = [t.i for t in tree.tokens[:k] if t.deprel == "obj" and tree.has_child(t.i, "nummod")]
    others = tree.tokens[number + 1].upos in ("NOUN", "ADJ")
    apart = bool(counted) and scene.name_at(name) is not None and tree.tokens[name].upos == "PROPN"
    ends = ("PUNCT", "VERB", "AUX")
    stop = next((i for i in range(number, len(tree)) if tree.tokens[i].upos in ends), len(tree))
    plain = stop == len(tree) or tree.tokens[stop].upos == "PUNCT"
    alone = plain or (bool(tree.grammar.get("verb_last")) and tree.tokens[stop].head < 0)
    return range(name, stop) if others and apart and alone else range(0)


def _number_by_another(tree: Tree, k: int) -> range:
    """`were killed by soldiers | and three by rebels |`: a number with its own doer, behind one with his."""
    number, by = k + 1, k + 2
    agents = tree.grammar.get("passive_agents", ())
    if by >= len(tree) - 1 or tree.tokens[number].upos != "NUM" or tree.word(by) not in agents:
        return range(0)
    verb = tree.verb_above(number)
    before = verb >= 0 and any(
        c < k and tree.relation(c) == "obl" and tree.preposition(c) == tree.word(by)
        for c in tree.children[verb]
    )
    stop = next((i for i in range(by, len(tree)) if tree.tokens[i].upos in ("PUNCT", "CCONJ")), len(tree))
    return range(number, stop) if before and tree.is_passive(verb) else range(0)


def _second_noun(scene: Scene, part: range) -> int:
    """Where, right behind who might do it, the phrase of another begins; 0 where it does not."""
    first = _who_might(scene, part)
    return first + 1 if first >= 0 and _begins_another(scene, first) else 0


def _who_might(scene: Scene, part: range) -> int:
    """The last word of the name or noun that a part begins with, where more stands behind it; -1 where it does not."""
    tree = scene.tree
    first = next((i for i in part if tree.tokens[i].upos in ("NOUN", "PROPN")), -1)
    plain = all(tree.tokens[i].upos in INSIDE for i in range(part.start, first))
    if first < 0 or first + 1 not in part or not plain:
        return -1
    while first + 2 in part and (name := scene.name_at(first)) and name == scene.name_at(first + 1):
        first += 1
    return first


def _begins_another(scene: Scene, first: int) -> bool:
    """Whether another phrase begins behind this word: with an article that is no genitive, with the name of another place, with others of many."""
    tree, second = scene.tree, _behind_aside(scene.tree, first + 1)
    name, other, behind = scene.name_at(first), scene.name_at(second), tree.tokens[second]
    acts = name is not None or scene.agent_at(first) is not None
    if behind.upos == "DET" and acts:
        articles = tree.grammar.get("genitive_articles", ())
        return tree.feature(second, "Case") != "Gen" and tree.word(second) not in articles
    state = name is not None and scene.place_at(first) is not None
    if state and other is not None and behind.upos == "ADJ":
        return name is not None and name.id != other.id  # "..., | Islamabad Indian planes"
    if state and behind.upos == "NUM":
        return second + 1 < len(tree) and tree.tokens[second + 1].upos in ("NOUN", "ADJ")
    places = scene.place_at(first) is not None and scene.place_at(second) is not None
    if name is not None and other is not None and places:
        return name.id != other.id
    many = acts and scene.agent_at(second) is not None and behind.upos == tree.tokens[first].upos == "NOUN"
    return many and all(tree.feature(i, "Number") == "Plur" for i in (first, second))


def _behind_aside(tree: Tree, here: int) -> int:
    """`Israel | im Gegenzug | 183 Häftlinge`: behind one adverb, or one preposition with its noun; the same place where there is none."""
    last = here
    while last < len(tree) - 1 and tree.tokens[last].upos in ("ADP", "DET", "ADJ") and last - here < LONGEST:
        last += 1
    phrase = last > here and tree.tokens[here].upos == "ADP" and tree.tokens[last].upos == "NOUN"
    adverb = tree.tokens[here].upos == "ADV"
    behind = last + 1 if phrase else here + 1
    return behind if (phrase or adverb) and behind < len(tree) and tree.tokens[behind].upos == "NUM" else here


def _second_at(tree: Tree, start: int, know: Knowledge) -> Moves:
    """Those at a phrase behind a mark."""
    if tree.tokens[start].upos == "CCONJ":
        start += 1
    end = start
    while end < min(start + LONGEST, len(tree) - 2) and tree.tokens[end].upos in INSIDE:
        end += 1
    speaker = end - 1
    if speaker < start or not _may_speak(tree, start, speaker, know):
        return {}
    verb = _shared_verb(tree, start - 1, know)
    listed = tree.tokens[start - 2].upos == tree.tokens[speaker].upos and not tree.has_child(speaker, "det")
    clause = -1 if verb < 0 or listed else _clause_behind(tree, end, speaker, know)
    if clause < 0:
        return {}
    moves: Moves = {speaker: (verb, "parataxis"), clause: (speaker, "ccomp")}
    moves |= {k: (speaker, "det" if tree.tokens[k].upos == "DET" else "amod") for k in range(start, speaker)}
    return moves | _subject_of(tree, end, clause)


def _figure_at(tree: Tree, start: int, know: Knowledge) -> Moves:
    """`nine died according to medics, | four according to the government`: the second figure and its source take no part in the first."""
    case = start + 1
    if tree.tokens[start].upos != "NUM" or tree.relation(case) != "case":
        return {}
    source = tree.tokens[case].head
    again = any(tree.word(i) == tree.word(case) and tree.relation(i) == "case" for i in range(start))
    cues = know.pack.cues.get(tree.preposition(source).replace("_", " "), ())
    again = again and any(cue.construction == "adposition" for cue in cues)
    verb = tree.verb_above(start)
    plain = again and verb >= 0 and case < source and tree.tokens[source].upos in ("NOUN", "PROPN")
    return {start: (verb, "parataxis"), source: (start, "nmod")} if plain else {}


def _may_speak(tree: Tree, start: int, speaker: int, know: Knowledge) -> bool:
    """A name, somebody with the definite article, or only whose side it is (`die ukrainische`)."""
    token = tree.tokens[speaker]
    if token.upos == "PROPN":
        return True
    definite = tree.tokens[start].upos == "DET" and tree.feature(start, "Definite") != "Ind"
    bare = start == speaker and tree.feature(speaker, "Number") == "Plur"
    if token.upos == "ADJ":
        return definite
    return (definite or bare) and (
        know.agent(tree.lemma(speaker)) is not None or _is_side(tree, start, speaker)
    )


def _is_side(tree: Tree, start: int, speaker: int) -> bool:
    """`the | Ukrainian |`: an adjective that is written and read as a noun."""
    return speaker == start + 1 and tree.tokens[speaker].form[:1].isupper() != bool(
        tree.grammar.get("verb_last")
    )


def _shared_verb(tree: Tree, mark: int, know: Knowledge) -> int:
    """The first verb before a mark that cites, with who says so before it and what he says behind it; -1 where there is none."""
    for v in range(1, mark - 1):
        if tree.is_finite(v) and tree.tokens[v].upos == "VERB" and cites_clause(tree, v, know):
            subject = tree.child(v, "nsubj")
            told = any(
                v < k < mark and tree.relation(k) in ("ccomp", "obj", "xcomp") for k in tree.children[v]
            )
            plain = subject is not None and subject < v and tree.tokens[v].deprel != "acl:relcl"
            return v if told and plain else -1
    return -1


def _clause_behind(tree: Tree, end: int, speaker: int, know: Knowledge) -> int:
    """The head of the clause that is said right behind a speaker; -1 where there is none."""
    commas, that = know.inserted_after, tree.grammar.get("complementizers", ())
    comma = tree.tokens[end].form in commas
    first = end + comma
    marked = tree.word(first) in that
    if not marked and not (comma and tree.grammar.get("reported_mood")):
        return -1
    stop = next((k for k in range(first, len(tree)) if tree.tokens[k].upos == "PUNCT"), len(tree))
    finite = next((k for k in range(first + 1, stop) if tree.is_finite(k)), -1)
    if finite < 0 or (not marked and (tree.feature(finite, "Mood") != "Sub" or finite == stop - 1)):
        return -1  # a finite verb at the end is that of a relative clause
    aux = tree.relation(finite) in ("aux", "aux:pass", "cop") or tree.tokens[finite].deprel == "aux:pass"
    clause = tree.tokens[finite].head if aux else finite
    if not first < clause < stop or not any(
        tree.tokens[k].upos in ("NOUN", "PROPN", "PRON", "NUM") for k in range(first + marked, finite)
    ):
        return -1
    return clause if comma or _lacks_nothing(tree, clause, speaker, know) else -1


def _lacks_nothing(tree: Tree, clause: int, speaker: int, know: Knowledge) -> bool:
    """Whether `that` opens what is said: a relative clause lacks what its noun stands for, and describes no name."""
    if (
        tree.tokens[speaker].upos == "PROPN"
        or tree.is_passive(clause)
        or tree.has_child(clause, "cop", "xcomp", "ccomp")
    ):
        return True
    object = any(tree.relation(k) == "obj" and k > clause for k in tree.children[clause])
    return object or know.in_class(tree.lemma(clause), "casualty")


def _subject_of(tree: Tree, end: int, clause: int) -> Moves:
    """The first bare noun of the clause is its subject, where the speaker was taken for that; its *that* is a mark."""
    inside = range(end, clause)
    moves: Moves = {
        k: (clause, "mark") for k in inside if tree.word(k) in tree.grammar.get("complementizers", ())
    }
    own = [k for k in tree.children[clause] if k in inside and tree.tokens[k].deprel in SAYERS]
    bare = (
        k
        for k in tree.children[clause]
        if k in inside and tree.relation(k) in ("obj", "iobj") and k not in moves
    )
    return moves if own else moves | {k: (clause, "nsubj") for k in [*bare][:1] if not tree.preposition(k)}
