"""Whether a match says which happening it is.

Takes Matches and Tellings; says whether two claims agree in more than kind, doer and words, and which claims only name what is known.
"""

from collections.abc import Mapping

from lagebild.stories.match import Match
from lagebild.stories.records import Telling

ALMOST_ALL_WORDS = 2.4
MANY_SENSES = 1.2
QUITE_SOME = 0.66
MOST_SENSES = 1.0
SOME_SENSES = 0.4
ONE_SENSE = 0.6
SOME_WORDS = 0.6
MANY_WORDS = 1.5
BOTH = 2.0  # of those who do it with each other
NEXT_DAY = -0.8  # what being printed a day later costs
A_NAME = 0.5  # of somebody who has no part in it
# What tells two claims of one happening weeks apart.
LASTING = frozenset(
    {"same_actors", "same_name", "same_number", "same_day", "same_speech", "same_sentence", "contrary_actors"}
)
IDENTITY = frozenset(
    {
        "same_recipients", "same_place", "near_place", "same_objects", "same_number", "same_ids", "same_day", "same_name", "same_person", "once",
        "same_speech", "same_sentence", "contrary_actors", "answered", "same_land",
    }
)  # fmt: skip
CHARGED = frozenset(
    {"denied", "same_actors", "same_deed"}
)  # somebody denies what he has just been said to have done
WORDING = frozenset({"same_speech", "same_number", "same_name", "same_sentence"})
NEAR, FAR = frozenset({"near_day", "same_day"}), frozenset({"far_apart", "long_after"})
TELLING = frozenset(
    {
        "same_name",
        "same_names",
        "same_person",
        "same_recipients",
        "same_place",
        "near_place",
        "same_objects",
        "same_number",
        "same_ids",
        "same_day",
        "same_words",
        "bewailed",
        "same_document",
    }
)


def is_thin(telling: Telling) -> bool:
    """A claim that only names what is known, or says of it neither who nor where nor how many."""
    return telling.passing or not (
        telling.actors or telling.recipients or telling.place or telling.amounts or telling.names
    )


def identifies(found: Match) -> bool:
    """Whether the two agree in more than kind, doer and words: "sent soldiers" alone is no happening."""
    weights = dict(found.reasons)
    if "act_of_words" in weights:
        return _says_what(weights)
    if "long_after" in weights and not _lasts(weights):
        return False
    near = not NEAR.isdisjoint(weights) or FAR.isdisjoint(weights)
    doer = "same_actors" in weights and near
    return (
        not IDENTITY.isdisjoint(weights)
        or _are_both_sides(weights)
        or weights.get("same_words", 0.0) >= ALMOST_ALL_WORDS
        or (
            _is_news_of_a_day(weights)
            and "same_type" in weights
            and "same_deed" in weights
            and "other_names" not in weights
            and weights.get("same_senses", 0.0) >= MOST_SENSES
        )
        or set(weights) >= CHARGED
        or (
            doer
            and weights.get("same_senses", 0.0) >= (QUITE_SOME if _is_news_of_a_day(weights) else MANY_SENSES)
        )
    )


def _is_news_of_a_day(weights: Mapping[str, float]) -> bool:
    """Whether both were printed on one day and tell one deed, or one mode of it."""
    return "printed_together" in weights and ("same_deed" in weights or "same_mode" in weights)


def _are_both_sides(weights: Mapping[str, float]) -> bool:
    """Whether several do it with each other, the same in both, on the day of the news: A met B."""
    return weights.get("same_actors", 0.0) >= BOTH and _is_news_of_a_day(weights)


def _lasts(weights: Mapping[str, float]) -> bool:
    """Whether two claims weeks apart agree in what stays the same so long: who it was, where their triggers mean a deed; a name, a number."""
    names = LASTING - {"same_actors"} if "no_deed" in weights else LASTING
    return not names.isdisjoint(weights) or weights.get("same_words", 0.0) >= MANY_WORDS


def _says_what(weights: Mapping[str, float]) -> bool:
    """Of two acts of words: whether what was said agrees, or, where both were printed on one day, to whom or of whom it was said."""
    senses, words = weights.get("same_senses", 0.0), weights.get("same_words", 0.0)
    if not WORDING.isdisjoint(weights) or words >= ALMOST_ALL_WORDS:
        return True
    if (senses >= SOME_SENSES or words >= SOME_WORDS) and not IDENTITY.isdisjoint(weights):
        return True
    if senses >= ONE_SENSE and "same_speaker" in weights and _is_news_of_two_days(weights):
        return True
    if senses >= MOST_SENSES and {"same_type", "same_deed", "printed_together"} <= set(weights):
        return True
    return "printed_together" in weights and (
        "same_recipients" in weights or weights.get("same_ids", 0.0) >= A_NAME
    )


def _is_news_of_two_days(weights: Mapping[str, float]) -> bool:
    """Whether both were printed on one day, or, of what is done in one mode (blamed, condemned), on one and the next."""
    next_day = "near_day" in weights and weights.get("printed_later", 0.0) >= NEXT_DAY
    return "printed_together" in weights or (next_day and "same_mode" in weights)


def says_which(found: Match) -> bool:
    """Whether anything but type, actor and time agrees: else it could be any happening of the kind."""
    weights = dict(found.reasons)
    if "long_after" in weights and not _lasts(weights):
        return False
    named = sum(score for name, score in weights.items() if name in TELLING) >= 1
    named = named or "same_document" in weights or set(weights) >= CHARGED
    return not found.parted and (named or weights.get("same_senses", 0.0) >= MANY_SENSES)
