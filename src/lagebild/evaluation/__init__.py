"""Readings against gold: precision, recall and F1 by type, source and certainty, and every mistake.

`read_gold`, `read_predictions` and `score` give the figures of the annotation guideline; `shape_of` writes a
reading as an annotation; `score_records` scores against the PLOVER gold records.
"""

from lagebild.evaluation.annotation import Annotated, GoldEvent, Passage, shape_of
from lagebild.evaluation.gold import annotated_from, chosen, read_gold, read_predictions
from lagebild.evaluation.mistakes import Mistake
from lagebild.evaluation.records import RecordScores, score_records
from lagebild.evaluation.scores import Measure, Rate, Scores, score
from lagebild.evaluation.stories import Linked, score_stories

__all__ = [
    "Annotated",
    "GoldEvent",
    "Linked",
    "Measure",
    "Mistake",
    "Passage",
    "Rate",
    "RecordScores",
    "Scores",
    "annotated_from",
    "chosen",
    "read_gold",
    "read_predictions",
    "score",
    "score_records",
    "score_stories",
    "shape_of",
]
