"""When: the examples of every rule, in every language, and the edges."""

import msgspec
import pytest

from lagebild.claims.calendar import easter
from lagebild.claims.date_words import LANGUAGES, load_date_words
from lagebild.claims.dates import periods_in
from lagebild.claims.expressions import MEANINGS
from lagebild.errors import DataError
from lagebild.model import Sentence, Token
from lagebild.sentences.cutting import cutting_of
from lagebild.sentences.tokens import lines_of

PUBLISHED = "2024-10-18"  # a Friday
CODES = sorted(path.parent.name for path in LANGUAGES.glob("[a-z]*/dates.toml"))
RULES = [(lang, rule) for lang in CODES for rule in load_date_words(lang).rules]
EXAMPLES = [(lang, text, meant) for lang, rule in RULES for text, meant in rule.examples.items()]


def sentence_of(text, lang, **upos):
    """Words under a flat tree, whose root is the word that looks ahead, if there is one."""
    words = next(lines_of(text, cutting_of(lang))).words
    values = load_date_words(lang).values
    ahead = [i for i, word in enumerate(words) if "looks_ahead" in values(word.form) and text.endswith(".")]
    root = ahead[0] if ahead else 0
    tokens = []
    for i, word in enumerate(words):
        tag = upos.get(word.form, "VERB" if i in ahead else "X")
        head, deprel = (-1, "root") if i == root else (root, "dep")
        place = {"i": i, "start": word.start, "end": word.end}
        tokens.append(Token(form=word.form, lemma=word.form, upos=tag, head=head, deprel=deprel, **place))
    return Sentence(i=0, start=0, end=len(text), tokens=tuple(tokens))


def found(text, lang, published=PUBLISHED, **upos):
    hits = periods_in(sentence_of(text, lang, **upos), text, load_date_words(lang), published)
    return [f"{hit.period.span.text} = {days(hit.period)}" for hit in hits]


def days(period):
    first, last = period.first or "", period.last or ""
    return first if first == last and first else f"{first}/{last}"


@pytest.mark.parametrize(("lang", "text", "meant"), EXAMPLES)
def test_each_example_of_a_rule_means_the_days_beside_it(lang, text, meant):
    assert found(text, lang) == ([meant] if meant else [])


@pytest.mark.parametrize(("lang", "rule"), RULES, ids=lambda x: getattr(x, "where", x))
def test_each_rule_has_an_example(lang, rule):
    assert rule.examples


def test_each_meaning_is_used_by_some_rule():
    assert {rule.means for _, rule in RULES} >= set(MEANINGS)


NONE = [
    ("de", "rund 2000 Menschen", {"Menschen": "NOUN"}),
    ("de", "30 Jahre Haft", {}),
    ("de", "12.000 Soldaten", {}),
    ("en", "May I come", {"May": "AUX"}),
    ("en", "They may march", {}),
    ("en", "in 2000 villages", {"villages": "NOUN"}),
    ("en", "sentenced to three years", {}),
    ("en", "the second largest city", {}),
]


@pytest.mark.parametrize(("lang", "text", "upos"), NONE)
def test_what_is_no_time_is_left_alone(lang, text, upos):
    assert found(text, lang, **upos) == []


OPEN = [
    ("de", "am 3. Oktober 2024 und am Montag", ["3. Oktober 2024 = 2024-10-03", "Montag = /"]),
    ("de", "seit 2014", ["seit 2014 = 2014-01-01/"]),
    ("de", "vor fünf Wochen", ["vor fünf Wochen = /"]),
    ("en", "in March 2022, last week", ["March 2022 = 2022-03-01/2022-03-31", "last week = /"]),
    ("en", "by the end of the year", ["by the end of the year = /"]),
]


@pytest.mark.parametrize(("lang", "text", "meant"), OPEN)
def test_without_a_day_of_publication_only_what_names_its_year_comes_to_days(lang, text, meant):
    assert found(text, lang, published=None) == meant


NEW_YEAR = [
    ("de", "im Dezember", "2025-01-05", "Dezember = 2024-12-01/2024-12-31"),
    ("de", "am 30. Dezember", "2025-01-05", "30. Dezember = 2024-12-30"),
    ("de", "vergangene Woche", "2025-01-03", "vergangene Woche = 2024-12-23/2024-12-29"),
    ("en", "last month", "2025-01-05", "last month = 2024-12-01/2024-12-31"),
    ("en", "a month ago", "2024-03-31", "a month ago = 2024-02-01/2024-02-29"),
    ("en", "on 29 February", "2025-03-05", "29 February = 2024-02-29"),
    ("en", "on 30 February 2024", "2025-03-05", "30 February 2024 = /"),
    ("en", "on Friday", "2024-10-18", "Friday = 2024-10-18"),
]


@pytest.mark.parametrize(("lang", "text", "published", "meant"), NEW_YEAR)
def test_days_are_counted_over_the_ends_of_months_and_years(lang, text, published, meant):
    assert found(text, lang, published=published) == [meant]


AHEAD = [
    ("Der Rat trifft sich am Montag", "trifft", "Tense=Pres|VerbForm=Fin", "de", "2024-10-21"),
    ("Der Rat traf sich am Montag", "traf", "Tense=Past|VerbForm=Fin", "de", "2024-10-14"),
    ("The council meets on Monday", "meets", "Tense=Pres|VerbForm=Fin", "en", "2024-10-21"),
    ("The council met on Monday", "met", "Tense=Pres|VerbForm=Fin", "en", "2024-10-14"),
]


@pytest.mark.parametrize(("text", "verb", "feats", "lang", "day"), AHEAD)
def test_a_present_tense_looks_ahead(text, verb, feats, lang, day):
    sentence = sentence_of(text, lang)
    tokens = [
        msgspec.structs.replace(t, feats=feats, upos="VERB") if t.form == verb else t for t in sentence.tokens
    ]
    root = next(t.i for t in tokens if t.form == verb)
    tokens = [msgspec.structs.replace(t, head=-1 if t.i == root else root) for t in tokens]
    (hit,) = periods_in(
        msgspec.structs.replace(sentence, tokens=tuple(tokens)), text, load_date_words(lang), PUBLISHED
    )
    assert hit.period.first == day


def test_a_period_never_ends_before_it_begins():
    assert found("seit übermorgen", "de") == ["seit übermorgen = 2024-10-20/"]
    assert found("from 2016 to 2014", "en") == ["from 2016 to 2014 = /"]


def test_two_expressions_never_share_a_word():
    assert found("a week after mid-October", "en") == [
        "a week after = /",
        "mid-October = 2024-10-11/2024-10-20",
    ]


def test_an_absurd_number_of_years_comes_to_no_days():
    assert found("vor 9999 Jahren", "de") == ["vor 9999 Jahren = /"]


@pytest.mark.parametrize(("year", "day"), [(2022, "2022-04-17"), (2024, "2024-03-31"), (2025, "2025-04-20")])
def test_easter(year, day):
    assert easter(year).isoformat() == day


def test_a_mistake_in_the_file_is_told(tmp_path):
    (tmp_path / "dates.toml").write_text('[[rules]]\nform = "weekdy"\nmeans = "wekday"\nguard = "x"', "utf-8")
    with pytest.raises(DataError) as error:
        load_date_words("de", (tmp_path,))
    assert len(error.value.problems) == 3
    assert "class 'weekdy' has no words; a class of this file" in str(error.value)


def test_a_users_words_are_added_to_ours(tmp_path):
    (tmp_path / "dates.toml").write_text('[classes.holiday]\n12-31 = "altjahr"', "utf-8")
    words = load_date_words("de", (tmp_path,))
    assert words.values("Altjahr")["holiday"] == "12-31" and words.values("Montag")["weekday"] == 1


@pytest.mark.parametrize(
    ("lang", "text", "meant"),
    [
        ("en", "at dawn on Tuesday", "Tuesday = 2024-10-15"),
        ("en", "shortly before midnight on 3 May", "3 May = 2024-05-03"),
        ("de", "am Dienstag um Mitternacht", "Dienstag = 2024-10-15"),
        ("de", "am 3. Mai im Morgengrauen", "3. Mai = 2024-05-03"),
    ],
)
def test_the_hour_of_a_day_that_is_named_is_of_that_day(lang, text, meant):
    assert found(text, lang) == [meant]


def test_an_hour_beside_a_month_is_of_no_day_that_it_names():
    assert len(found("at dawn in May", "en")) == 2
