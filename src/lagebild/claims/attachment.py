"""The commonest errors of parsers on news, mended by the lexicon.

Takes a parsed sentence and what the language files say of its words; gives the sentence with two things put right:
a prepositional phrase that hangs on the verb although the noun before it asks for just that preposition ("hat Berichte | über ein
Treffen zurückgewiesen": an entry says `nmod:über`), and an inserted ", sagte X" that hangs on some noun of what X said.
"""

from functools import lru_cache

from lagebild.claims.addressed import addressed_moves
from lagebild.claims.choosing import CHOICES_KEPT, Row, Rule, all_moves, chosen
from lagebild.claims.crossed import crossed_moves
from lagebild.claims.estimates import estimate_moves
from lagebild.claims.exchanged import exchanged_moves
from lagebild.claims.governed import governed_moves
from lagebild.claims.insertions import (
    Moves,
    appended_moves,
    citing_moves,
    is_relative,
    moved,
    set_in_moves,
)
from lagebild.claims.interrupted import interrupted_moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.labels import label_moves, signature_moves
from lagebild.claims.listed import (
    bare_object_moves,
    behind_source_moves,
    case_moves,
    comparison_moves,
    counted_moves,
    dead_moves,
    listed_moves,
)
from lagebild.claims.main_verbs import (
    auxiliary_root_moves,
    homograph_moves,
    lost_root_moves,
    main_verb_moves,
)
from lagebild.claims.misplaced import misplaced_moves
from lagebild.claims.naming import naming_moves
from lagebild.claims.parted import parted_moves
from lagebild.claims.postpositions import postposition_moves
from lagebild.claims.sayings import comment_moves, coordinated_moves, saying_moves
from lagebild.claims.second_verbs import second_verb_moves
from lagebild.claims.several_speakers import several_speakers_moves
from lagebild.claims.speakers import speaker_moves
from lagebild.claims.split_quotes import split_quote_moves
from lagebild.claims.tangled import tangled_moves
from lagebild.claims.tree import Tree

CROSSING = frozenset({"compound", "nmod", "flat", "appos"})
ASTRAY = frozenset({"obl", "conj", "nmod", "nsubj", "obj", "advcl", "case"})  # those that are looked at first
MOVED = CROSSING | {"acl", "advcl", "conj", "root", "mark"}  # the relations that rules look at
FULL = frozenset({"nsubj", "obj", "obl", "advcl"})
SUBJECTS = ("nsubj", "nsubj:pass")
HOLDERS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "iobj"})


def reattached(tree: Tree, know: Knowledge) -> Tree:
    """The tree with misplaced prepositional phrases at their nouns and inserted citing clauses at what they cite."""
    moves: Moves = {}
    for c, token in enumerate(tree.tokens):
        relation, head = tree.relation(c), token.head
        if relation == "advmod" and head >= 0 and tree.relation(head) == "aux":
            moves[c] = (
                tree.tokens[head].head,
                "advmod",
            )  # "did | not, as proposed by Norway, start proceedings"
        if relation not in ASTRAY:
            continue
        if estimate := estimate_moves(tree, c, know):
            moves |= estimate
        elif relation == "obl" and (noun := _noun_for(tree, c, know)) is not None:
            moves[c] = (noun, "nmod")
        elif head >= 0 and tree.relation(head) == "aux" and relation in FULL:
            moves |= _subject_of_auxiliary(tree, c, head)
        elif relation == "case" and head >= 0 and tree.relation(head) == "nummod":
            moves |= case_moves(tree, c, know)
    for c, token in enumerate(tree.tokens):
        relation, verbal = tree.relation(c), tree.is_verbal(c)
        if (
            verbal
            or relation in MOVED
            or tree.word(c) in know.moved_words
            or (relation == "obj" and _has_none(tree, c))
        ):
            rules = _rules_at(token.deprel, verbal, token.head < 0, know)
            moves |= all_moves(rules, tree, c, know)
    moves |= label_moves(tree, know) | signature_moves(tree) | speaker_moves(tree, know)
    moves |= split_quote_moves(tree, know)
    return moved(tree, moves)


def _subject_of_auxiliary(tree: Tree, c: int, auxiliary: int) -> Moves:
    """An auxiliary has no subject: it is its verb's, or, before what is cited, that of what is cited ("| did not, does not and will not | torture ..., he said").

    What was read as the subject behind the auxiliary is then the object ("Die Armee hat, wenn man ... glauben darf, | das Dorf | niedergebrannt").
    """
    verb, relation = tree.tokens[auxiliary].head, tree.tokens[c].deprel
    content = (k for k in tree.children[verb] if tree.relation(k) == "ccomp" and auxiliary < k < verb)
    inner = next(content, None)
    if inner is not None:
        return {c: (inner, relation), auxiliary: (inner, "aux")}
    other = tree.child(verb, "nsubj")
    second = relation == "nsubj" and c < auxiliary and other is not None and other > auxiliary
    free = second and not tree.has_child(verb, "obj")
    return {c: (verb, relation)} | ({other: (verb, "obj")} if free and other is not None else {})


@lru_cache(CHOICES_KEPT)
def _rules_at(deprel: str, verbal: bool, root: bool, know: Knowledge) -> tuple[Rule, ...]:
    """What is asked at a token, by its relation and its part of speech; a later move counts."""
    at_verbs_first = (Row(exchanged_moves, switch="object_first"), Row(citing_moves))
    at_all = (
        Row(_word_moves),
        Row(_content_moves, "acl advcl"),
        Row(_fronted_moves, "advcl"),
        Row(_complement_moves, "advcl", "purpose_marks"),
        Row(_infinitive_moves, "acl"),
        Row(_conjunct_moves, "conj"),
        Row(listed_moves, "conj"),
        Row(counted_moves, "conj"),
        Row(coordinated_moves, "conj"),
        Row(_relative_subject_moves, "acl:relcl", "relative_articles"),
        Row(comment_moves, "acl:relcl ccomp"),
        Row(_due_moves, "mark"),
        Row(_infinitive_of_content_moves, "xcomp"),
        Row(_content_relative_moves, "acl", "content_relatives"),
        Row(saying_moves, "acl amod ccomp advcl obj conj"),
        Row(_before_case_moves, "nmod"),
        Row(behind_source_moves, "nmod", "verb_last"),
        Row(addressed_moves, "nmod", "genitive_or_dative"),
        Row(governed_moves, "nmod"),
        Row(_crossing_moves, "compound nmod flat appos"),
        Row(_nested_moves, "compound nmod flat appos"),
        Row(_extended_moves, "compound nmod flat appos"),
        Row(bare_object_moves, "nmod"),
    )
    at_verbs = (
        Row(_announced_moves, "appos", "colons"),
        Row(main_verb_moves),
        Row(appended_moves),
        Row(naming_moves),
        Row(misplaced_moves),
        Row(tangled_moves),
        Row(several_speakers_moves, "conj parataxis ccomp acl advcl"),
        Row(second_verb_moves, switch="verb_last"),
        Row(dead_moves),
        Row(parted_moves),
        Row(crossed_moves, "ccomp acl:relcl parataxis nsubj conj advcl root"),
    )
    at_roots = (
        Row(lost_root_moves),
        Row(homograph_moves, switch="finite_homograph_endings"),
        Row(auxiliary_root_moves),
        Row(interrupted_moves),
    )
    verbs = (at_verbs_first, at_verbs) if verbal else ((), ())
    return chosen((*verbs[0], *at_all, *verbs[1], *(at_roots if root else ())), deprel, know)


def _has_none(tree: Tree, c: int) -> bool:
    """An object that there is not: `no strike`."""
    return any(tree.feature(k, "PronType") == "Neg" for k in tree.children[c])


def _content_relative_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Berichte, wonach Soldaten schossen`: what the reports say, though it is parsed as a relative clause."""
    words = tree.grammar.get("content_relatives", ())
    told = any(tree.word(k) in words for k in tree.children[c] if k < c)
    return {c: (tree.tokens[c].head, "ccomp")} if told else {}


def _announced_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Die Bilanz: Soldaten | töteten | ...`: a verb behind the colon behind a noun is no apposition of it."""
    head = tree.tokens[c].head
    return {c: (head, "parataxis")} if tree.is_announced(head, c) else {}


def _complement_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hatte geplant, | das Kontingent zu verringern`: an infinitive without *um* is the complement of a verb that takes one."""
    verb, purposes = tree.tokens[c].head, tree.grammar.get("purpose_marks", ())
    if not purposes or not 0 <= verb < c or tree.feature(c, "VerbForm") != "Inf" or not tree.is_verbal(verb):
        return {}
    marks = [tree.word(k) for k in tree.children[c] if tree.relation(k) == "mark"]
    bare = bool(marks) and not set(marks) & set(purposes) and not tree.has_child(c, *SUBJECTS)
    lemma = tree.lemma(verb)
    asks = know.takes_clause(lemma) or any("xcomp" in n.scope for n in know.pack.negators.get(lemma, ()))
    free = not tree.has_child(verb, "xcomp", "ccomp", "obj") and asks
    return {c: (verb, "xcomp")} if bare and free else {}


def _due_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`is due | to travel`: an adjective parsed as a conjunction of two words is what governs the infinitive."""
    verb, mark = tree.tokens[c].head, c + 1
    if tree.tokens[c].upos != "ADJ" or verb <= mark or tree.feature(verb, "VerbForm") != "Inf":
        return {}
    if tree.tokens[mark].head != c or not tree.has_child(verb, "cop", "aux"):
        return {}
    before = {
        k: (c, tree.tokens[k].deprel) for k in tree.children[verb] if k < c and tree.relation(k) != "nsubj"
    }
    return {
        c: (tree.tokens[verb].head, tree.tokens[verb].deprel),
        verb: (c, "xcomp"),
        mark: (verb, "mark"),
        **before,
    }


def _relative_subject_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein Interview, in dem | Botschafter X den Abzug forderte`: an article in a relative clause that has no pronoun is the pronoun."""
    if tree.has_child(c, "nsubj", "nsubj:pass") or not tree.grammar.get("relative_articles"):
        return {}
    first = min(k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT")
    pronoun, noun = first + 1, tree.tokens[first].head
    if tree.tokens[first].upos != "ADP" or not pronoun < noun < c or tree.tokens[noun].head != c:
        return {}
    article = tree.tokens[pronoun].head == noun and tree.relation(pronoun) == "det"
    if not article or tree.word(pronoun) not in tree.grammar["relative_articles"]:
        return {}
    return {pronoun: (c, "obl"), first: (pronoun, "case"), noun: (c, "nsubj")}


def _infinitive_of_content_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`hieß es, Bamako erwäge, | den Gesandten auszuweisen`: the infinitive is that of the content, which plans, not of what cites it."""
    verb = tree.tokens[c].head
    content = next((k for k in tree.children[verb] if tree.relation(k) == "ccomp" and verb < k < c), None)
    if content is None or not tree.is_verbal(content) or content not in range(verb, c):
        return {}
    free = not tree.has_child(content, "xcomp", "ccomp", "obj")
    cites = any("ccomp" in cue.content for cue in know.cues_of(tree.lemma(verb)))
    return {c: (content, "xcomp")} if free and cites and know.takes_clause(tree.lemma(content)) else {}


def _crossing_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Britain | mobilized | reservists`: a noun that hangs on the object across the verb is its subject."""
    head = tree.tokens[c].head
    verb = tree.tokens[head].head
    lacks_subject = not tree.has_child(verb, "nsubj", "nsubj:pass", "expl")
    if c < verb < head and tree.is_verbal(verb) and lacks_subject and not tree.preposition(c):
        return {c: (verb, "nsubj")}
    return {}


def _extended_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`ein | mit der Sache | vertrauter Diplomat bestätigte`: no noun hangs on what stands between its article and itself."""
    inner = tree.tokens[c].head
    verb = tree.tokens[inner].head
    articles = [k for k in tree.children[c] if tree.relation(k) == "det" and k < inner < c]
    adjective = next((k for k in tree.children[c] if tree.relation(k) == "amod" and inner < k < c), None)
    if not articles or adjective is None or verb < 0 or not tree.is_verbal(verb) or tree.preposition(c):
        return {}
    free = not tree.has_child(verb, "nsubj", "nsubj:pass")
    role = "nsubj:pass" if tree.is_passive(verb) else "nsubj"
    return {c: (verb, role if free else "obj"), inner: (adjective, "obl")}


def _before_case_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Zwei Tote | nach Drohnenangriff`: no noun hangs on one behind the preposition that follows it, but the other way round."""
    noun = tree.tokens[c].head
    behind = noun > c and any(tree.relation(k) == "case" and c < k < noun for k in tree.children[noun])
    if not behind or tree.preposition(c) or tree.tokens[noun].head == c:
        return {}
    counted = tree.has_child(c, "nummod") and max(tree.subtree(c)) == c
    over = tree.tokens[noun].head
    relation = "parataxis" if over >= 0 and tree.is_announced(over, c) else tree.tokens[noun].deprel
    return {c: (over, relation), noun: (c, "nmod")} if counted else {}


def _nested_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`the criticism of Rwanda | by Ethiopia`: a phrase is the noun's that asks for its preposition."""
    name = tree.tokens[c].head
    noun = tree.tokens[name].head
    if tree.relation(name) != "nmod" or noun < 0 or tree.tokens[noun].upos != "NOUN" or c < name:
        return {}
    preposition = tree.preposition(c)
    if preposition in tree.grammar.get("genitive_prepositions", ()):
        return {}
    asks, asks_below = (know.asked_prepositions(tree.lemma(k)) for k in (noun, name))
    return {c: (noun, "nmod")} if preposition in asks and preposition not in asks_below else {}


def _word_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    if tree.word(c) not in know.moved_words:
        return {}
    if tree.word(c) in tree.grammar.get("more_words", ()):
        return comparison_moves(tree, c)
    if tree.word(c) in tree.grammar.get("postpositions", ()):
        return postposition_moves(tree, c)
    if tree.word(c) in tree.grammar.get("setting_in", ()):
        return set_in_moves(tree, c)
    return {}


def _noun_for(tree: Tree, c: int, know: Knowledge) -> int | None:
    """The noun directly before a verb's prepositional phrase that asks for its preposition."""
    head = tree.tokens[c].head
    if tree.relation(c) != "obl" or head < 0 or not tree.is_verbal(head):
        return None
    preposition = tree.preposition(c)
    if not preposition or (tree.tokens[c].deprel == "obl:agent" and tree.is_passive(head)):
        return None
    first = min(tree.subtree(c))
    nouns = [
        k
        for k in tree.children[head]
        if tree.tokens[k].deprel in HOLDERS and tree.tokens[k].upos == "NOUN" and k < c
    ]
    near = next((k for k in nouns if max(tree.subtree(k)) + 1 == first), None)
    return near if near is not None and preposition in know.asked_prepositions(tree.lemma(near)) else None


def _content_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A *that* clause hung on a noun between a citing verb and its content: "conceded in an address | that officers had ..." """
    noun = tree.tokens[c].head
    if tree.relation(c) not in ("acl", "advcl") or noun < 0 or tree.is_verbal(noun):
        return {}
    if _is_told(tree, c, noun):
        return {c: (tree.tokens[noun].head, "ccomp")}
    if not _is_that_clause(tree, c):
        return {}
    verb, phrase = noun, noun
    while verb >= 0 and not tree.is_verbal(verb) and tree.relation(verb) in ("obl", "nmod", "conj"):
        verb, phrase = tree.tokens[verb].head, verb
    if (
        verb < 0
        or not tree.is_verbal(verb)
        or tree.has_child(verb, "ccomp", "obj")
        or tree.relation(phrase) != "obl"
    ):
        return {}
    if tree.preposition(noun) in tree.grammar.get("about_prepositions", ()):
        return {}  # "said of the claim | that he had ..."
    if any(cue.construction == "noun" for cue in know.cues_of(tree.lemma(noun), closed=True)):
        return {}
    cites = any(
        cue.construction == "verb" and "ccomp" in cue.content for cue in know.cues_of(tree.lemma(verb))
    )
    return {c: (verb, "ccomp")} if cites else {}


def _is_told(tree: Tree, c: int, noun: int) -> bool:
    """`told the meeting | she would ...`: a clause with a subject of its own, after whom a verb of telling addresses."""
    verb = tree.tokens[noun].head
    addressed = (
        verb >= 0
        and tree.relation(noun) in ("obj", "iobj")
        and tree.lemma(verb) in tree.grammar.get("telling_verbs", ())
    )
    return addressed and tree.has_child(c, "nsubj", "nsubj:pass") and not is_relative(tree, c)


def _is_that_clause(tree: Tree, c: int) -> bool:
    words = tree.grammar.get("complementizers", ())
    return any(tree.relation(k) == "mark" and tree.tokens[k].form.lower() in words for k in tree.children[c])


def _fronted_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A main clause before ", teilte X mit" is what X said, whatever the parser took it for."""
    head = tree.tokens[c].head
    if (
        tree.relation(c) != "advcl"
        or not c < head
        or tree.has_child(c, "mark")
        or tree.has_child(head, "ccomp", "parataxis")
    ):
        return {}
    verb = tree.finite(c)
    cites = any(
        cue.construction == "verb" and "ccomp" in cue.content for cue in know.cues_of(tree.lemma(head))
    )
    if verb is None or not cites or not tree.is_verbal(head):
        return {}
    inverted = any(tree.relation(k) == "nsubj" and k > head for k in tree.children[head])
    return {c: (head, "ccomp")} if inverted and verb != min(tree.subtree(c)) else {}


def _infinitive_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`forderte Pjöngjang auf, die Truppen zurückzuziehen`: an infinitive hung on whom the verb addresses is the verb's."""
    noun = tree.tokens[c].head
    if tree.relation(c) != "acl" or tree.feature(c, "VerbForm") != "Inf" or noun < 0 or is_relative(tree, c):
        return {}
    verb = tree.tokens[noun].head
    if verb < 0 or not tree.is_verbal(verb) or tree.relation(noun) not in ("obj", "iobj", "nsubj"):
        return {}
    if tree.tokens[noun].upos == "NOUN" and know.takes_clause(tree.lemma(noun)):
        return {}
    return {} if tree.has_child(verb, "xcomp", "ccomp") else {c: (verb, "xcomp")}


def _conjunct_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`machte die Armee verantwortlich und kündigte ... an`: a finite verb is coordinated with a finite verb."""
    head = tree.tokens[c].head
    if (
        tree.relation(c) != "conj"
        or head < 0
        or tree.feature(c, "VerbForm") != "Fin"
        or not tree.is_verbal(c)
    ):
        return {}
    above = tree.tokens[head].head
    if (
        above < 0
        or tree.finite(head) is not None
        or tree.relation(head) not in ("xcomp", "ccomp", "obj", "obl", "advcl", "acl")
        or c < above
    ):
        return {}
    if tree.has_child(c, "nsubj", "nsubj:pass", "expl"):
        return (
            {c: (above, "conj")}
            if tree.relation(head) not in ("advcl", "acl") and tree.finite(above) is not None
            else {}
        )
    outer = next((k for k in tree.ancestors(head) if tree.finite(k) is not None), -1)
    return {c: (outer, "conj")} if 0 <= outer < c else {}
