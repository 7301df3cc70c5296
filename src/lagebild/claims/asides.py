"""Where the words of a source end: what stands within or beside them and is not said by it.

Takes a scene and a clause (and the one that it hangs on); gives whether the author adds it himself, or whoever speaks in it speaks for
himself. What is read past such an end would be put into somebody's mouth.
"""

from lagebild.claims.cues import cues_at, is_as_clause, names_its_source
from lagebild.claims.gapped import speaks_without_verb
from lagebild.claims.knowledge import UNTRUE
from lagebild.claims.scene import Scene


def speaks_apart(scene: Scene, here: int, below: int) -> bool:
    """Whether a clause is told beside what the one over it cites, and not within."""
    return (
        _speaks_for_itself(scene, here, below)
        or _is_set_against(scene, below)
        or _is_cited_beside(scene, below)
        or _is_told_beside(scene, here, below)
        or any(speaks_without_verb(scene.tree, below, k) >= 0 for k in scene.tree.children[below])
    )


def is_authors_own(scene: Scene, i: int) -> bool:
    """An indicative relative clause inside reported speech is the author's own (ANNOTATION §7).

    Where the language has no mood that tells, it is so only when it describes a participant of the citing word itself.
    """
    tree = scene.tree
    if _is_sentence_relative(scene, i) and _is_rebuttal(scene, i):
        return True
    if tree.tokens[i].deprel != "acl:relcl" or tree.is_cleft(tree.tokens[i].head, i):
        return False
    if tree.relation(tree.tokens[i].head) in ("appos", "parataxis") and _sums_up(scene, tree.tokens[i].head):
        return True  # "..., a claim that the rebels reject"
    if tree.is_announced(tree.tokens[i].head, i):
        return False  # "Parlamentspräsident: X wird abtreten" is no relative clause
    if _is_rebuttal(scene, i):
        return True
    if not tree.grammar.get("reported_mood"):
        noun = tree.tokens[i].head
        while tree.relation(noun) == "appos":  # "blamed Los Lobos, a gang | which the US had banned"
            noun = tree.tokens[noun].head
        governor = tree.tokens[noun].head
        aside = (governor >= 0 and bool(cues_at(scene, governor, "verb"))) or (
            not tree.is_clause_head(noun) and governor < 0
        )
        first = tree.first_word(i)
        return aside or tree.is_behind(first, tree.grammar.get("inserted_after", ()))
    verb = tree.finite(i)
    return verb is not None and tree.feature(verb, "Mood") != "Sub"


def _is_sentence_relative(scene: Scene, i: int) -> bool:
    """`..., was Moskau bestreitet`: a relative clause about all that stands before it, whatever the parser hung it on."""
    tree = scene.tree
    if tree.relation(i) not in ("advcl", "acl", "parataxis", "conj", "ccomp"):
        return False
    words = tree.grammar.get("sentence_relatives", ())
    return any(
        tree.relation(k) == "obj"
        and k < i
        and ("Rel" in tree.feature(k, "PronType") or (tree.word(k) in words and k > 0))
        for k in tree.children[i]
    )


def _is_rebuttal(scene: Scene, i: int) -> bool:
    """`says that Russia shot them, which Moscow denies`: who says the one does not say that the other denies it."""
    tree = scene.tree
    called = any(tree.relation(k) == "xcomp" and scene.in_class(k, UNTRUE) for k in tree.children[i])
    denies = called or any(cue.stance == "denies" for cue in cues_at(scene, i, "verb"))
    return denies and tree.has_child(i, "nsubj")


def _sums_up(scene: Scene, noun: int) -> bool:
    """`..., a verdict the union called absurd`, `something it denies`: a noun with the indefinite article, or a pronoun, that takes up the clause before it."""
    tree = scene.tree
    if tree.word(noun) in tree.grammar.get("comment_pronouns", ()):
        return True
    indefinite = any(
        tree.relation(c) == "det" and tree.feature(c, "Definite") == "Ind" for c in tree.children[noun]
    )
    return bool(cues_at(scene, noun, "noun")) or (indefinite and scene.in_class(noun, "summing_up"))


def _speaks_for_itself(scene: Scene, here: int, below: int) -> bool:
    """`Manila said A had ... and Beijing said B had ...`: of two that speak the second speaks beside the first, not within."""
    tree = scene.tree
    first = tree.relation(below) == "ccomp" and any(
        tree.relation(c) == "ccomp" and c < below for c in tree.children[here]
    )
    if not (first or tree.relation(below) == "conj") or tree.has_child(below, "mark") or below < here:
        return False
    opening = tree.first_word(below)
    if first and tree.word(opening) in tree.grammar.get("sentence_relatives", ()):
        return True  # "..., sagte Khartum, was die Rebellen bestreiten"
    verb = tree.finite(below)
    indicative = verb is not None and tree.feature(verb, "Mood") != "Sub"
    apart = (
        tree.relation(here) == "ccomp" and here < tree.tokens[here].head < below
    )  # "X, Manila said, but Beijing accused ..."
    speaks = names_its_source(scene, below) or (apart and scene.in_class(below, "accusing"))
    return indicative and tree.has_child(below, "nsubj") and speaks


def _is_set_against(scene: Scene, below: int) -> bool:
    """`X says rebels did it, whereas Y blames soldiers`: what somebody else says is set against it, and no part of it."""
    tree, words = scene.tree, scene.tree.grammar.get("contrast_marks", ())
    if tree.relation(below) != "advcl" or not tree.has_child(below, "nsubj"):
        return False
    marked = any(
        tree.relation(k) in ("mark", "advmod") and tree.word(k) in words for k in tree.children[below]
    )
    return marked and (names_its_source(scene, below) or scene.in_class(below, "accusing"))


def _is_cited_beside(scene: Scene, below: int) -> bool:
    """`disputed that agents had set fire to it, | as prosecutors allege |`: that somebody says so is no part of what is disputed."""
    beside = scene.tree.relation(below) in ("advcl", "parataxis") and is_as_clause(scene, below)
    return beside and scene.tree.has_child(below, "nsubj") and names_its_source(scene, below)


def _is_told_beside(scene: Scene, here: int, below: int) -> bool:
    """`beteuert, keinen Krieg führen zu wollen, | doch beide Länder haben Truppen zusammengezogen`: the indicative with a subject of its own, beside what is told in the mood of reports or as an infinitive, is the author's."""
    tree = scene.tree
    if not tree.grammar.get("reported_mood") or tree.relation(below) != "conj" or below < here:
        return False
    verb, first = tree.finite(below), tree.finite(here)
    own = (
        verb is not None
        and tree.feature(verb, "Mood") == "Ind"
        and tree.has_child(below, "nsubj", "nsubj:pass")
    )
    reported = first is None or tree.feature(first, "Mood") == "Sub"
    content = tree.relation(here) in ("xcomp", "ccomp") and not tree.has_child(below, "mark")
    return own and reported and content and not any(t.form in scene.know.quote_marks for t in tree.tokens)
