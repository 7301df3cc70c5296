"""What is said behind a word that stands late in its clause, though it hangs on the verb over that.

Takes a parsed sentence and a clause that is some verb's content; gives the moves that hang it on the infinitive, the correlate or the last verb
right before it.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree


def late_content(tree: Tree, c: int, know: Knowledge) -> Moves:
    """The first of them that finds its word."""
    return (
        _second_predicate(tree, c)
        or _content_of_infinitive(tree, c, know)
        or _content_of_correlate(tree, c)
        or _content_of_last_verb(tree, c, know)
    )


def _second_predicate(tree: Tree, c: int) -> Moves:
    """`räumte ein, dass Gefangene gestorben seien, | bestritt aber, ...`: a bare indicative behind what is said is what the speaker does next."""
    head = tree.tokens[c].head
    bare = not tree.has_child(c, "nsubj", "nsubj:pass", "expl", "mark", "aux", "cop")
    if not bare or not tree.grammar.get("verb_last") or tree.feature(c, "Mood") != "Ind" or not 0 <= head < c:
        return {}
    first = tree.first_word(c)
    told = any(head < k < c and tree.relation(k) == "ccomp" for k in tree.children[head])
    return {c: (head, "conj")} if told and first == c and tree.finite(c) == c else {}


def _content_of_infinitive(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`forderte die EU auf, zu erklären, | dass Israel ...`: what is to be said is not what is demanded beside it."""
    head, words = tree.tokens[c].head, tree.grammar.get("complementizers", ())
    if tree.opening_word(c, words) < 0:
        return {}
    beside = (k for k in tree.children[head] if head < k < c and tree.relation(k) == "xcomp")
    verb = next((k for k in beside if max(tree.subtree(k)) < min(tree.subtree(c))), -1)
    if verb < 0 or tree.has_child(verb, "obj", "ccomp", "xcomp"):
        return {}
    cites = any("ccomp" in q.content and q.construction == "verb" for q in know.cues_of(tree.lemma(verb)))
    return {c: (verb, "ccomp")} if cites and tree.tokens[verb].upos == "VERB" else {}


def _content_of_correlate(tree: Tree, c: int) -> Moves:
    """`sagte, man habe keine Hinweise | darauf, | dass ...`: a clause behind the word that announces it belongs to the clause of that word."""
    words, opening = tree.grammar.get("correlates", ()), min(tree.subtree(c))
    last = next(
        (k for k in range(c, opening - 3, -1) if k >= 0 and tree.word(k) in words and k < opening), -1
    )
    over = tree.tokens[last].head if last > 0 else -1
    if over < 0 or tree.tokens[over].head != tree.tokens[c].head or tree.relation(over) != "ccomp":
        return {}
    noun = last - 1
    told = tree.tokens[noun].head == over and tree.lemma(noun) in tree.grammar.get("evidence_nouns", ())
    return {c: (noun, "acl") if told else (over, "ccomp")}


def _content_of_last_verb(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`begann, als der Senator ihr vorwarf, | sie habe die Miliz finanziert`: what stands behind a clause that ends with its citing verb is that verb's."""
    verb, head = min(tree.subtree(c)) - 1, tree.tokens[c].head
    finite = tree.finite(c)
    if verb < 1 or finite is None or tree.feature(finite, "Mood") != "Sub" or tree.has_child(c, "mark"):
        return {}
    verb -= tree.tokens[verb].upos == "PUNCT"
    direct = tree.tokens[verb].head == head
    set_in = any(tree.word(k) in tree.grammar.get("as_words", ()) for k in tree.children[verb])
    below = direct or (
        head in tree.ancestors(verb) and not set_in
    )  # "habe gelogen, als er sagte, | Rebellen hätten ..."
    beside = below and tree.relation(verb) in ("ccomp", "advcl") and tree.is_verbal(verb)
    if not beside or not tree.has_child(verb, "mark") or tree.has_child(verb, "ccomp", "xcomp"):
        return {}
    tells = know.in_class(tree.lemma(verb), "accusing") or any(
        q.construction == "verb" and "ccomp" in q.content for q in know.cues_of(tree.lemma(verb))
    )
    return {c: (verb, "ccomp")} if tells else {}


def denied_report(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wies Trumps Aussage zurück, | die Kartelle regierten das Land`: right behind a comma, what the report says that is denied, whatever its mood.

    Whatever is done with it, too, in the mood of reports (`verbreitete die Behauptung, | Rebellen hätten ...`).
    """
    verb, commas = tree.tokens[c].head, know.inserted_after
    if (
        tree.relation(c) not in ("parataxis", "conj", "ccomp", "advcl")
        or not 0 <= verb < c
        or not tree.grammar.get("verb_last")
    ):
        return {}
    first = tree.first_word(c)
    if not tree.is_behind(first, commas) or tree.has_child(c, "cc", "mark"):
        return {}
    denies = know.denies(tree.lemma(verb)) or know.in_class(tree.lemma(verb), "retracting")
    reported = _is_main_report(tree, c)
    if not (denies or reported) or _cites_itself(tree, c, know):
        return {}  # "wies den Bericht zurück, das Ministerium sprach von ..."
    things = [k for k in tree.children[verb] if tree.relation(k) == "obj" and k < first]
    telling = [k for k in things if tree.tokens[k].upos == "NOUN" and know.cues_of(tree.lemma(k), True)]
    right = [k for k in telling if denies or max(tree.subtree(k)) == first - 2]
    return {c: (right[-1], "acl")} if right else {}


def _is_main_report(tree: Tree, c: int) -> bool:
    """`Rebellen | hätten | das Dorf beschossen`: the mood of reports with its verb in second place."""
    verb, subject = tree.finite(c), tree.child(c, "nsubj", "nsubj:pass", "expl")
    if verb is None or subject is None or tree.feature(verb, "Mood") != "Sub":
        return False
    second = verb < c or (verb == c and c < max(tree.subtree(c)))
    return second and subject < verb and "Rel" not in tree.feature(subject, "PronType")


def _cites_itself(tree: Tree, c: int, know: Knowledge) -> bool:
    """Whether a clause cites somebody itself."""
    return tree.has_child(c, "nsubj") and cites_clause(tree, c, know)


def subject_before(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`contradict him, saying | snipers | fired from the roof`: the bare noun between a citing verb and a finite verb without a subject is its subject."""
    verb = tree.tokens[c].head
    bereft = tree.relation(c) == "ccomp" and tree.is_finite(c) and 0 <= verb < c
    if (
        not bereft
        or tree.has_child(c, "nsubj", "nsubj:pass", "expl", "mark", "csubj")
        or tree.grammar.get("verb_last")
    ):
        return {}
    things = [k for k in tree.children[verb] if verb < k < c and tree.relation(k) == "obj"]
    alone = (
        len(things) == 1
        and not tree.preposition(things[0])
        and max(tree.subtree(things[0])) == _before(tree, c)
    )
    hearer = tree.lemma(verb) in tree.grammar.get("telling_verbs", ())
    return {things[0]: (c, "nsubj")} if alone and not hearer and cites_clause(tree, verb, know) else {}


def _before(tree: Tree, c: int) -> int:
    """The last token before a verb and its auxiliaries."""
    return min([c, *(k for k in tree.children[c] if k < c and tree.relation(k) in ("aux", "advmod"))]) - 1
