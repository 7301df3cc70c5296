"""When: the expressions of time in a sentence.

Takes a sentence's tokens, the language's words of time and the day of publication; gives each expression with
the days it means. The words and the shapes of expressions are data (`dates.toml` of the language).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lagebild.claims.calendar import ROUND, UNKNOWN, Days
from lagebild.claims.date_words import NOTHING, DateWords, Element, Rule, load_date_words
from lagebild.claims.expressions import MEANINGS, Found, limited
from lagebild.model import Period, Sentence, Span, Token

__all__ = ["DateWords", "PeriodHit", "hours_in", "load_date_words", "periods_in"]

MINUTES = re.compile(r"[012]?\d\.[0-5]\d")  # hours and minutes with a point between
HOUR = "daytime"  # what expressions of an hour of the day mean: of the last one, where no day is named
CERTAIN = 2  # of what digits may be an hour, those that can be nothing else


class PeriodHit(NamedTuple):
    """An expression of time: first and last token, and the period."""

    first: int
    last: int
    period: Period


# ------------------------------------------------------------------ a sentence's expressions


def periods_in(
    sentence: Sentence, text: str, words: DateWords, published: str | None
) -> tuple[PeriodHit, ...]:
    """The expressions of time of a sentence, from left to right, never overlapping.

    Without a day of publication only those come to days that name their year.
    """
    return tuple(_Finder(sentence, text, words, date.fromisoformat(published) if published else None).hits())


def hours_in(sentence: Sentence, words: DateWords) -> frozenset[int]:
    """The tokens of the hours of the day ("03:40", "4 Uhr", "0300 GMT"), which are no periods but no things either."""
    classes = [words.values(token.form) for token in sentence.tokens]
    said = [(i, found) for i, found in enumerate(classes) if found]
    alone = {i for i, found in said if found.get("clock") == CERTAIN}
    before = (i for i, found in said if i and "oclock" in found and "clock" in classes[i - 1])
    alone |= {i for i, found in said if i and "clock" in found and _is_at_hour(sentence, i, classes[i - 1])}
    return frozenset(alone | {k for i in before for k in (i - 1, i)})


def _is_at_hour(sentence: Sentence, i: int, before: Mapping[str, object]) -> bool:
    """`at | 11.40`: with a point between hours and minutes, behind the preposition of hours."""
    return "at_hour" in before and MINUTES.fullmatch(sentence.tokens[i].form) is not None


class _Match(NamedTuple):
    rule: Rule
    end: int
    taken: tuple[tuple[str, int], ...]


class _Lead(NamedTuple):
    """What stands before an expression: where it begins with its preposition, the bound, whether any."""

    start: int
    bound: str | None
    led: bool


class _Finder:
    """One sentence on its way to its expressions of time."""

    def __init__(self, sentence: Sentence, text: str, words: DateWords, published: date | None) -> None:
        self.tokens = sentence.tokens
        self.text = text
        self.words = words
        self.published = published
        self.forms = [token.form for token in self.tokens]
        self.forms[:1] = [_form(token) for token in self.tokens[:1]]
        self.values = list(map(words.values, self.forms))
        self.taken_up_to = 0

    def hits(self) -> Iterator[PeriodHit]:
        """Without the hours of a day that is named beside them: "at dawn on Tuesday", "am Dienstag um Mitternacht"."""
        found = list(self._all_hits())
        for k, (hit, hour) in enumerate(found):
            beside = (other for other, only in found[max(0, k - 1) : k + 2] if not only)
            if not hour or not any(self._is_its_day(hit, other) for other in beside):
                yield hit

    def _is_its_day(self, hour: PeriodHit, day: PeriodHit) -> bool:
        """Whether one day is named, with no more than prepositions and adverbs between it and the hour."""
        one, other = sorted((hour, day))
        between = self.tokens[one.last + 1 : other.first]
        joined = all("plain" in self.values[t.i] or t.upos in ("ADV", "DET") for t in between)
        return joined and day.period.first is not None and day.period.first == day.period.last

    def _all_hits(self) -> Iterator[tuple[PeriodHit, bool]]:
        """Each with whether it is no more than an hour of the day."""
        position = 0
        while position < len(self.tokens):
            match = self._longest(position) if self.values[position] else None
            if match is None:
                position += 1
                continue
            if match.rule.means != NOTHING:
                yield self._hit(position, match), match.rule.means == HOUR
            position = self.taken_up_to = match.end

    def _longest(self, start: int) -> _Match | None:
        best: _Match | None = None
        for rule in self.words.rules_beginning(self.forms[start]):
            taken = self._taken(rule.form, start)
            end = start + len(taken) if taken else start
            if taken and (best is None or end > best.end) and self._passes(rule, start, end):
                best = _Match(rule, end, taken)
        return best

    def _taken(self, form: Sequence[Element], at: int) -> tuple[tuple[str, int], ...] | None:
        """The class and token of each place that is filled, or None."""
        if not form:
            return ()
        element, rest = form[0], form[1:]
        if at < len(self.tokens):
            for name in element.classes:
                if name in self.values[at] and (more := self._taken(rest, at + 1)) is not None:
                    return ((name, at), *more)
        return self._taken(rest, at) if element.optional else None

    def _passes(self, rule: Rule, start: int, end: int) -> bool:
        years = [i for i in range(start, end) if "year" in self.values[i]] if rule.guard else []
        led = rule.guard == "led" and self._lead(start, end).led
        if any(self._counts(i) and not (led and int(self.tokens[i].form) % ROUND) for i in years):
            return False
        if start and "shift" in self.values[start] and "Definite=Ind" in self.tokens[start - 1].feats:
            return False  # "um ein letztes Jahr verlängert"
        return rule.guard != "led" or led

    def _counts(self, i: int) -> bool:
        """Whether a number counts the noun after it ("2000 people"), so that it is no year."""
        token = self.tokens[i]
        head = self.tokens[token.head] if token.head > i else None
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if following is not None and following.upos in ("DET", "ADP"):
            return False  # "stimmte 1842 | den Bedingungen zu"
        counted = token.deprel.startswith("nummod") and head is not None and head.upos == "NOUN"
        return counted or (following is not None and following.upos == "NOUN")

    def _lead(self, start: int, end: int) -> _Lead:
        """Looks back over articles and one preposition for a bound."""
        at = start - 1
        while at >= self.taken_up_to and "article" in self.values[at]:
            at -= 1
        led = at >= self.taken_up_to and "plain" in self.values[at]
        begin = at if led else start
        at -= led
        bound = (
            self.values[at].get("bound") if at >= self.taken_up_to and not self._is_possessive(end) else None
        )
        return _Lead(at if bound else begin, str(bound) if bound else None, led or bool(bound))

    def _is_possessive(self, end: int) -> bool:
        return end < len(self.tokens) and "possessive" in self.values[end]

    def _hit(self, start: int, match: _Match) -> PeriodHit:
        lead = self._lead(start, match.end)
        first = lead.start if lead.bound or match.rule.keep else start
        last = match.end - 1
        begin, end = self.tokens[first].start, self.tokens[last].end
        days = self._days(start, match, lead.bound)
        opens, closes = (day.isoformat() if day else None for day in days)
        span = Span(start=begin, end=end, text=self.text[begin:end])
        return PeriodHit(first, last, Period(span=span, first=opens, last=closes))

    def _days(self, start: int, match: _Match, bound: str | None) -> Days:
        found = self._found(start, match, bound)
        try:
            days = limited(MEANINGS[match.rule.means](found, self.published), found, bound, self.published)
        except (ValueError, OverflowError):  # a year 0, a month 13, "in 9999 years"
            return UNKNOWN
        return UNKNOWN if days[0] and days[1] and days[0] > days[1] else days

    def _found(self, start: int, match: _Match, bound: str | None) -> Found:
        values: dict[str, list[int | str]] = {}
        worded: dict[str, list[str]] = {"plural": list(self.words.plural)}
        for name, i in match.taken:
            value = self.values[i][name]
            values.setdefault(name, []).extend(value if isinstance(value, tuple) else (value,))
            worded.setdefault(name, []).append(self.tokens[i].form.lower())
        ahead = self._noun_looks_ahead(start, match.end)
        ahead = self._looks_ahead(start, bound) if ahead is None else ahead
        return Found(values, ahead, match.rule.part, worded)

    def _noun_looks_ahead(self, start: int, end: int) -> bool | None:
        """Whether what is called after its day is to come: "ahead of Sunday's vote", but not "for Sunday's attack"; None where the clause decides."""
        heads = [self.tokens[k].head for k in range(start, end)]
        noun = next((head for head in heads if head >= 0 and not start <= head < end), -1)
        if noun < 0 or self.tokens[noun].upos not in ("NOUN", "PROPN"):
            return None
        before = [self.values[t.i] for t in self.tokens if t.head == noun and t.deprel == "case"]
        before.append(self.values[self.tokens[noun].head] if self.tokens[noun].head >= 0 else {})
        due = "due" in self.values[noun]
        if due and any("eve" in names for names in before):
            return True
        return False if self._is_possessive(end) and not due else None

    def _looks_ahead(self, i: int, bound: str | None) -> bool:
        """Whether the clause is about what is to come.

        Its auxiliaries say so, an infinitive that is not perfect, or a present tense; "until" and "before"
        look ahead unless the verb is past; what goes on "since Monday" began on the last one.
        """
        if bound == "since":
            return False
        before = next((k for k in range(i - 1, -1, -1) if "article" not in self.values[k]), -1)
        if before >= 0 and "ahead_of" in self.values[before]:
            return True  # "invited them for Friday"
        verb = self._verb_above(i)
        around = [
            token for token in self.tokens if token.head == verb.i and token.upos in ("AUX", "PART", "VERB")
        ]
        if verb.deprel.startswith("xcomp") and verb.head >= 0:
            around.append(self.tokens[verb.head])
        classes = [self.words.values(token.form) for token in (verb, *around)]
        if any("perfect" in names for names in classes[1:]):
            return False
        if any("looks_ahead" in names for names in classes) or self._is_present(verb):
            return True
        return bound in ("until", "before") and "Tense=Past" not in verb.feats

    def _is_present(self, verb: Token) -> bool:
        """By feature and, where a language asks for it, by ending: taggers take "met" for a present."""
        present = "Tense=Pres" in verb.feats and "VerbForm=Fin" in verb.feats
        return present and verb.form.lower().endswith(self.words.present_suffixes)

    def _verb_above(self, i: int) -> Token:
        """The verb of the clause, or its root."""
        token = self.tokens[i]
        for _ in self.tokens:
            if token.upos in ("VERB", "AUX") or token.head < 0:
                break
            token = self.tokens[token.head]
        return token


def _form(token: Token) -> str:
    """The form; at the head of a sentence a capital says nothing unless it is a noun's."""
    return token.form.lower() if token.i == 0 and token.upos not in ("NOUN", "PROPN") else token.form
