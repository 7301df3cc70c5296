"""The commonest errors of parsers on news, mended by the lexicon.

Takes a parsed sentence and what the language files say of its words; gives the sentence put right, such as a prepositional phrase that hangs
on the verb although the noun before it asks for just that preposition ("hat Berichte | über ein Treffen zurückgewiesen": an entry says
`nmod:über`), and an inserted ", sagte X" that hangs on some noun of what X said. The order of the rules stands here, the rules beside.
"""

from functools import lru_cache

from lagebild.claims.addressed import addressed_moves, dative_moves, speaker_in_front, told_moves
from lagebild.claims.agent_behind_source import agent_behind_source
from lagebild.claims.apposed import (
    apposed_moves,
    bearers_moves,
    called_moves,
    owned_bearer_moves,
    subject_behind_source,
)
from lagebild.claims.astray import ASTRAY, astray_moves
from lagebild.claims.bare_participles import bare_participle_rules, told_of_believed
from lagebild.claims.before_speaker import before_speaker
from lagebild.claims.behind_speaker import behind_clause_rules, behind_speaker, lets_say, told_by_another
from lagebild.claims.charges import charge_noun_moves
from lagebild.claims.choosing import CHOICES_KEPT, Row, Rule, all_moves, chosen
from lagebild.claims.clause_attachment import (
    announced_moves,
    claimed_moves,
    complement_moves,
    conjunct_moves,
    content_moves,
    content_relative_moves,
    copula_moves,
    due_moves,
    finite_attribute_moves,
    fronted_moves,
    infinitive_moves,
    infinitive_of_content_moves,
    infinitive_of_plan_moves,
    kept_from_moves,
    made_to_moves,
    opening_as_moves,
    relative_subject_moves,
    short_of_moves,
    told_that_moves,
)
from lagebild.claims.clefts import cleft_moves, named_first_moves
from lagebild.claims.contrasted import contrast_moves, not_but_phrases
from lagebild.claims.crossed import crossed_moves
from lagebild.claims.exchanged import exchanged_moves
from lagebild.claims.front_field import front_field_rules
from lagebild.claims.gapped import gapped_moves
from lagebild.claims.going_on import (
    behind_time_moves,
    going_on_moves,
    reported_hurt_moves,
    state_on_moves,
    told_behind_time,
)
from lagebild.claims.governed import (
    counted_object_moves,
    governed_moves,
    payer_moves,
    wanted_object_moves,
)
from lagebild.claims.insertions import appended_moves, citing_moves, closing_source_moves
from lagebild.claims.interrupted import cut_copula_moves, cut_verb_moves, interrupted_moves
from lagebild.claims.judged import (
    act_behind_denial_moves,
    as_moves,
    denied_relative_moves,
    dismissed_moves,
    held_moves,
    judged_moves,
    rejected_moves,
)
from lagebild.claims.juxtaposed import juxtaposed_moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.labels import label_moves, signature_moves
from lagebild.claims.listed import (
    bare_object_moves,
    behind_source_moves,
    counted_moves,
    dead_moves,
    deed_read_as_past,
    listed_moves,
)
from lagebild.claims.lost_subjects import (
    cut_word_moves,
    first_of_two_moves,
    lost_subject_moves,
    subject_in_phrase,
)
from lagebild.claims.main_verbs import (
    auxiliary_root_moves,
    having_to_moves,
    homograph_moves,
    lost_root_moves,
    main_verb_moves,
    modal_before_speaker,
    strung_headline_moves,
)
from lagebild.claims.misplaced import misplaced_moves
from lagebild.claims.misread_nouns import seen_text_moves
from lagebild.claims.moves import moved
from lagebild.claims.naming import naming_moves
from lagebild.claims.outcomes import outcome_moves
from lagebild.claims.parted import parted_moves
from lagebild.claims.participles_first import participle_between_moves, participle_first_moves
from lagebild.claims.phrase_attachment import (
    aimed_moves,
    before_case_moves,
    chained_moves,
    crossing_moves,
    extended_moves,
    has_none,
    hours_after_moves,
    nested_moves,
    opening_preposition,
    plan_moves,
    word_moves,
)
from lagebild.claims.relative_clauses import (
    asked_of_adjective,
    case_of_relative,
    relative_by_number,
    relative_of_content,
    relative_of_owner,
    relative_of_speaker,
)
from lagebild.claims.saying_on import (
    added_moves,
    done_behind_speaker,
    marked_behind_speaker,
    told_on_behind_speaker,
    with_somebody_doing,
)
from lagebild.claims.sayings import comment_moves, coordinated_moves, saying_moves
from lagebild.claims.second_verbs import second_verb_moves
from lagebild.claims.set_between import set_between_rules
from lagebild.claims.several_speakers import several_speakers_moves
from lagebild.claims.speaker_last import (
    behind_dash,
    infinitive_before_speaker,
    quote_before,
    said_last,
    second_subject,
    speaker_last,
    told_audience,
)
from lagebild.claims.speaker_within import speaker_within_rules
from lagebild.claims.speakers import speaker_moves
from lagebild.claims.split_quotes import split_quote_moves
from lagebild.claims.strung_verbs import first_of_string, spoken_on, strung_moves
from lagebild.claims.tangled import tangled_moves
from lagebild.claims.told_in_front import told_in_front
from lagebild.claims.told_so import told_so
from lagebild.claims.tree import Tree

CROSSING = frozenset({"compound", "nmod", "flat", "appos"})
MOVED = CROSSING | {"parataxis", "acl", "advcl", "conj", "root", "mark"}  # the relations that rules look at


def reattached(tree: Tree, know: Knowledge) -> Tree:
    """The tree with misplaced prepositional phrases at their nouns and inserted citing clauses at what they cite."""
    moves, late = dict[int, tuple[int, str]](), dict[int, tuple[int, str]]()
    for c, relation in enumerate(map(tree.relation, range(len(tree)))):
        if relation in ASTRAY:
            moves |= astray_moves(tree, c, know)
    for c in range(len(tree)):
        if _is_looked_at(tree, c, know):
            rules = _rules_at(tree.tokens[c].deprel, tree.is_verbal(c), tree.tokens[c].head < 0, know)
            moves |= all_moves(rules, tree, c, know)
            if tree.is_verbal(c) or tree.relation(c) == "conj":
                late |= all_moves(_rules_of_speakers(tree.tokens[c].deprel, know), tree, c, know)
    moves |= late
    moves |= label_moves(tree, know) | signature_moves(tree) | speaker_moves(tree, know)
    moves |= split_quote_moves(tree, know) | not_but_phrases(tree, know)
    moves |= gapped_moves(tree, know)
    return moved(tree, moves)


def _is_looked_at(tree: Tree, c: int, know: Knowledge) -> bool:
    """Whether any rule may concern a token."""
    relation = tree.relation(c)
    return (
        tree.is_verbal(c)
        or relation in MOVED
        or tree.word(c) in know.moved_words
        or (relation == "obj" and has_none(tree, c))
    )


@lru_cache(CHOICES_KEPT)
def _rules_at(deprel: str, verbal: bool, root: bool, know: Knowledge) -> tuple[Rule, ...]:
    """What is asked at a token, by its relation and its part of speech; a later move counts."""
    at_verbs_first = (
        Row(exchanged_moves, switch="object_first"),
        Row(apposed_moves, switch="apposed_speakers"),
        Row(subject_behind_source, switch="apposed_speakers"),
        Row(called_moves, switch="verb_last"),
        Row(citing_moves),
    )
    first, later = (at_verbs_first, _at_verbs()) if verbal else ((), ())
    return chosen((*first, *_at_all(), *later, *(_at_roots() if root else ())), deprel, know)


@lru_cache(CHOICES_KEPT)
def _rules_of_speakers(deprel: str, know: Knowledge) -> tuple[Rule, ...]:
    """What says who speaks, to whom, and what: it counts before what other verbs say of the same words."""
    rows = (
        Row(behind_speaker, switch="verb_last"),
        Row(named_first_moves, "acl:relcl", "verb_last"),
        Row(cleft_moves, "acl:relcl", "verb_last"),
        Row(lets_say, switch="verb_last"),
        Row(told_by_another, switch="verb_last"),
        Row(told_moves, switch="genitive_or_dative"),
        Row(told_so, switch="verb_last"),
        Row(speaker_last, switch="speakers_last"),
        Row(quote_before, switch="speakers_last"),
        Row(second_subject, switch="speakers_last"),
        Row(said_last, "parataxis", "warning_verbs"),
        Row(infinitive_before_speaker, "ccomp", "speakers_last"),
        Row(relative_of_content, "ccomp"),
        Row(told_of_believed, "parataxis", "supposing_participles"),
        Row(asked_of_adjective, "acl"),
        *set_between_rules(),
        *speaker_within_rules(),
        *behind_clause_rules(),
        Row(behind_dash, "xcomp ccomp advcl acl conj", "dashes"),
        Row(cut_verb_moves),
        Row(seen_text_moves, "obl", "speakers_last"),
    )
    return chosen(rows, deprel, know)


def _at_all() -> tuple[Row, ...]:
    return (
        Row(word_moves),
        Row(content_moves, "acl advcl"),
        Row(told_that_moves, "acl:relcl", "telling_verbs"),
        Row(finite_attribute_moves, "amod"),
        Row(fronted_moves, "advcl"),
        Row(opening_as_moves, "advcl", "as_words"),
        Row(complement_moves, "advcl csubj", "purpose_marks"),
        Row(infinitive_moves, "acl"),
        Row(short_of_moves, "advcl", "modal_marks"),
        Row(made_to_moves, "advcl acl", "making_somebody"),
        Row(claimed_moves, "advcl acl"),
        Row(kept_from_moves, "advcl", "modal_marks"),
        Row(conjunct_moves, "conj"),
        Row(bearers_moves, "conj appos"),
        Row(owned_bearer_moves, "conj", "joining_words"),
        Row(state_on_moves, "conj"),
        Row(copula_moves, "parataxis ccomp", "state_verbs"),
        Row(deed_read_as_past, "conj", "gerund_ending"),
        Row(listed_moves, "conj"),
        Row(counted_moves, "conj"),
        Row(coordinated_moves, "conj"),
        Row(relative_subject_moves, "acl:relcl advcl", "relative_articles"),
        Row(relative_of_owner, "acl:relcl", "relative_forms"),
        Row(relative_of_speaker, "acl", "body_relatives"),
        Row(relative_by_number, "acl:relcl", "relatives_of_many"),
        Row(comment_moves, "acl:relcl ccomp"),
        Row(added_moves, "advcl"),
        Row(done_behind_speaker, "advcl xcomp"),
        Row(outcome_moves, "advcl conj"),
        Row(told_on_behind_speaker, "ccomp acl:relcl conj advcl", "telling_on_words"),
        Row(with_somebody_doing, "advcl", "absolute_marks"),
        Row(due_moves, "mark"),
        Row(case_of_relative, "mark", "relative_articles"),
        Row(infinitive_of_content_moves, "xcomp"),
        Row(infinitive_of_plan_moves, "xcomp"),
        Row(content_relative_moves, "acl advcl", "content_relatives"),
        Row(told_audience, "acl:relcl acl", "telling_verbs"),
        Row(contrast_moves, "appos parataxis acl:relcl conj"),
        Row(saying_moves, "acl amod ccomp advcl obj conj parataxis"),
        Row(as_moves, "conj", "predicative_words"),
        Row(before_case_moves, "nmod"),
        Row(hours_after_moves, "compound nmod nmod:poss nmod:gen appos flat", "time_units"),
        Row(opening_preposition, "amod", "aftermath_prepositions"),
        Row(chained_moves, "flat"),
        Row(behind_source_moves, "nmod", "verb_last"),
        Row(addressed_moves, "nmod", "genitive_or_dative"),
        Row(dative_moves, "nmod appos flat", "never_genitive_articles"),
        Row(agent_behind_source, "nmod", "owner_adjectives"),
        Row(governed_moves, "nmod"),
        Row(plan_moves, "nmod", "plan_prepositions"),
        Row(closing_source_moves, "nmod", "closing_sources"),
        Row(aimed_moves, "nmod", "aiming_prepositions"),
        Row(charge_noun_moves, "nmod", "charging_with_nouns"),
        Row(payer_moves, "compound", "speakers_last"),
        Row(cut_word_moves, "compound", "verb_last"),
        Row(crossing_moves, "compound nmod flat appos"),
        Row(nested_moves, "compound nmod flat appos"),
        Row(extended_moves, "compound nmod flat appos"),
        Row(bare_object_moves, "nmod"),
        Row(juxtaposed_moves, "nmod nmod:poss obl appos flat compound", "verb_last"),
        Row(wanted_object_moves, "nmod appos flat", "verb_last"),
        Row(counted_object_moves, "appos nmod", "verb_last"),
    )


def _at_verbs() -> tuple[Row, ...]:
    return (
        Row(announced_moves, "appos", "colons"),
        Row(marked_behind_speaker),
        Row(main_verb_moves),
        Row(having_to_moves, switch="having_to"),
        Row(strung_headline_moves, "parataxis", "subject_first"),
        Row(appended_moves),
        Row(naming_moves),
        Row(misplaced_moves),
        Row(tangled_moves),
        Row(several_speakers_moves, "conj parataxis ccomp acl advcl"),
        Row(going_on_moves, "conj"),
        Row(behind_time_moves, "ccomp parataxis", "time_units"),
        Row(told_behind_time, "conj parataxis", "subject_first"),
        Row(reported_hurt_moves, "xcomp"),
        *bare_participle_rules(),
        *front_field_rules(),
        Row(second_verb_moves, switch="verb_last"),
        Row(strung_moves, "parataxis conj", "verb_last"),
        Row(spoken_on, "parataxis", "verb_last"),
        Row(first_of_string, "root conj", "verb_last"),
        Row(participle_first_moves, switch="verb_last"),
        Row(dead_moves),
        Row(speaker_in_front, switch="genitive_or_dative"),
        Row(parted_moves),
        Row(lost_subject_moves, "root ccomp advcl", "verb_last"),
        Row(subject_in_phrase, switch="subject_first"),
        Row(modal_before_speaker, switch="must_verbs"),
        Row(crossed_moves, "ccomp acl:relcl parataxis nsubj conj advcl root"),
        Row(act_behind_denial_moves, "conj", "denier_goes_on"),
        Row(judged_moves, "ccomp acl advcl"),
        Row(rejected_moves, switch="verb_last"),
        Row(denied_relative_moves, "acl:relcl", "verb_last"),
        Row(held_moves, "ccomp acl advcl", "verb_last"),
        Row(dismissed_moves, switch="predicative_words"),
        Row(cut_copula_moves),
    )


def _at_roots() -> tuple[Row, ...]:
    return (
        Row(lost_root_moves),
        Row(homograph_moves, switch="finite_homograph_endings"),
        Row(first_of_two_moves, switch="verb_last"),
        Row(auxiliary_root_moves),
        Row(interrupted_moves),
        Row(participle_between_moves, switch="verb_last"),
        Row(before_speaker, switch="verb_last"),
        Row(told_in_front, switch="verb_last"),
    )
