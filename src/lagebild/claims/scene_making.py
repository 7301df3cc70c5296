"""A parsed sentence -> its scene.

Takes a parsed sentence and the knowledge of its language; finds names, dates and numbers, and mends the tree: verbs that the parser lost, then
participants, then whatever else hangs on the wrong word.
"""

from lagebild.claims.attachment import reattached
from lagebild.claims.attributes import with_attributes
from lagebild.claims.bare_numbers import bare_number_moves
from lagebild.claims.counted_victims import with_counted
from lagebild.claims.dates import hours_in, periods_in
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.lost_verbs import with_verbs
from lagebild.claims.manner import with_manner
from lagebild.claims.moves import moved
from lagebild.claims.namesakes import NOTHING_MET, Met, names_meant
from lagebild.claims.postpositions import postposed
from lagebild.claims.pronouns import Nouns
from lagebild.claims.quantities import quantities_in
from lagebild.claims.scene import Scene, covered, inside_names
from lagebild.claims.strays import gathered
from lagebild.claims.told_attributes import with_told_attributes
from lagebild.claims.tree import Tree
from lagebild.claims.verbless import with_states
from lagebild.gazetteer import slots_named
from lagebild.model import Sentence


def scene_of(
    sentence: Sentence,
    text: str,
    know: Knowledge,
    published: str | None,
    before: Met = NOTHING_MET,
    nouns_before: Nouns = (),
) -> Scene:
    """Parse tree, names, numbers and dates of one sentence; `before`: what the document has named so far, which tells what a name of several means."""
    forms = [token.form for token in sentence.tokens]
    lemmas = [token.lemma for token in sentence.tokens]
    found = tuple(know.names.find(forms, lemmas, before.states, published))
    names, met = names_meant(sentence.tokens, found, know, before)
    periods = periods_in(sentence, text, know.dates, published)
    dated = covered(periods) | hours_in(sentence, know.dates)
    counted = with_counted(Tree(sentence, know.pack.grammar), know)
    counted = moved(counted, bare_number_moves(counted, know))
    tree = postposed(with_verbs(with_manner(with_states(counted)), know))
    tree = reattached(gathered(with_told_attributes(with_attributes(tree), know), dated, names), know)
    sentence = tree.sentence
    return Scene(
        tree=tree,
        text=text,
        know=know,
        names=names,
        quantities=quantities_in(sentence, text, know.numbers, dated | inside_names(names)),
        periods=periods,
        dated=dated,
        titled=before.titled,
        nouns_before=nouns_before,
        met=met,
    )


def met_after(scene: Scene) -> Met:
    """What the document has named when it has come to the end of a scene."""
    met = scene.met
    return met._replace(titled=met.titled | scene.titles(), states=met.states | slots_named(scene.names))
