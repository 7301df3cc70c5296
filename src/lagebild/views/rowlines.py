"""Rows of a tracker, of accounts and of expectations as lines.

Takes a row, its story, the words of the interface; gives a line with tabs for a pipe, or lines that a terminal shows whole. None without who says
so and how surely.
"""

from lagebild.stories import Story
from lagebild.stories.accounts import Account
from lagebild.stories.expectations import Expectation
from lagebild.stories.trackers import Track
from lagebild.views.labels import Labels
from lagebild.views.plain import one_line
from lagebild.views.sourcenames import source_called
from lagebild.views.storywords import figure, given, names, sureness, who_says, who_whom, wrapped


def track_line(row: Track, story: Story, labels: Labels) -> str:
    """One line: since when, the story, who to whom, how many, how far it has come, how it stands, who says so and how surely, the figures."""
    who = names(row.who, labels) or "?"
    whom = names(row.whom, labels)
    many = "; ".join(figure(f, labels) for f in given(story, labels, row.figures))
    span = [labels.number(v) for v in (row.low, row.high) if v is not None]
    parts = [
        row.since or "?",
        row.story,
        f"{who} → {whom}" if whom else who,
        "–".join(dict.fromkeys(span)),
        labels.word("phase", row.phase) if row.phase and row.origins else "",
        labels.word("story_status", row.status),
        f"{who_says(story, labels)}; {sureness(story, labels)}",
        many,
        " ".join(row.replies),
    ]
    return "\t".join(parts)


def account_line(row: Account, labels: Labels) -> str:
    """The counts by how the stories stand, in the words of the page; of the figures how many their sources corrected."""
    fared = (
        ("corroborated", row.borne_out),
        ("single-origin", row.alone),
        ("corroborated within one side", row.one_side),
        ("disputed", row.disputed),
        ("retracted", row.retracted),
    )
    counts = ", ".join(f"{labels.word('story_status', key)} {n}" for key, n in fared)
    corrected = labels.word("told", "figures").format(told=row.figures, corrected=row.corrected)
    called = source_called(row.source, row.name, labels)
    return f"{row.source}\t{called}\t{labels.count('stories', row.stories)}: {counts}; {corrected}"


def expectation_line(row: Expectation, labels: Labels) -> str:
    """One line: the claim, its day, what it is and how sure, who, what, until when, what has met it."""
    who = one_line(row.who or row.publisher or "?")
    until = f" {labels.word('web', 'until').format(day=labels.day(row.until))}" if row.until else ""
    met = f" | {labels.word('told', 'met_by')} {' '.join(row.met_by)}" if row.met_by else ""
    met += f" | {labels.word('told', 'watched')}" if row.watched else ""
    kind = f"{labels.word('statement_kind', row.kind)} [{labels.word('certainty', row.certainty)}]"
    return f"{row.claim}\t{row.day or '?'}\t{kind}\t{who}\t{one_line(row.what)}{until}{met}"


def track_lines(row: Track, story: Story, labels: Labels) -> str:
    """The same for a terminal: since when, the story, how far it has come and how it stands; below, as wide as it may be, the rest."""
    since, id, _, many, phase, status, said, figures, replies = track_line(row, story, labels).split("\t")
    head = "  ".join(filter(None, (since, id, f"[{status}]", phase)))
    body = (who_whom(story, labels), figures or many, said, replies)
    return "\n".join([head, *(wrapped(text) for text in body if text)])
