"""Stories in words."""

import pytest

from lagebild.stories import stories_of
from lagebild.stories.changes import Change, changes_between
from lagebild.stories.records import Amount, Voice
from lagebild.views.labels import interface_languages, labels_for
from lagebild.views.reasons import because, not_counted
from lagebild.views.storywords import (
    WIDEST,
    changed,
    counts,
    headline,
    line_of,
    lines_of,
    phase_vouched,
    standing,
    who_says,
    who_whom,
    wrapped,
)
from tests.stories.tellings import attack, said_by, telling


def story(*tellings):
    (found,) = stories_of(tellings)
    return found


@pytest.mark.parametrize(
    ("lang", "chains", "said"),
    [
        ("en", ["UKR.MIL"], "1 independent origin"),
        ("en", ["UKR.MIL", "KOR.SPY.nis"], "2 independent origins"),
        ("de", ["UKR.MIL"], "1 unabhängiger Ursprung"),
        ("de", ["UKR.MIL", "KOR.SPY.nis"], "2 unabhängige Ursprünge"),
    ],
)
def test_one_origin_is_told_as_one(lang, chains, said):
    told = [attack(f"d{i}", chain=(said_by(key),)) for i, key in enumerate(chains)]
    assert counts(story(*told), labels_for(lang)) == said


@pytest.mark.parametrize(
    ("lang", "cited", "said"),
    [
        ("en", said_by(None, "two diplomats"), "told by two diplomats"),
        ("de", said_by(None, "Diplomaten"), "Angabe ohne Gewähr: Diplomaten"),
        ("en", None, "according to Paper d"),
    ],
)
def test_who_is_cited_is_named_though_he_counts_as_nobody(lang, cited, said):
    assert who_says(story(attack("d", chain=(cited,) if cited else ())), labels_for(lang)) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "according to PHL (party), CHN (party, names Philippines)"),
        ("de", "Quelle: PHL (Partei), CHN (Partei, nennt: Philippinen)"),
    ],
)
def test_who_says_that_it_was_the_other_is_not_told_to_admit_it(lang, said):
    of_china = attack("a", actors=("CHN",), recipients=("PHL",), chain=(said_by("name:phl", "PHL", "PHL"),))
    of_the_other = attack("b", actors=("PHL",), chain=(said_by("name:chn", "CHN", "CHN"),))
    assert who_says(story(of_china, of_the_other), labels_for(lang)) == said


@pytest.mark.parametrize(("beside_a_source", "phase"), [(False, "sent"), (True, None)])
def test_how_far_it_has_come_is_told_where_somebody_vouches_for_it(beside_a_source, phase):
    words = {"senses": frozenset({"send", "soldier"}), "ids": ("PRK", "RUS")}
    found = story(telling("b", "AID", ("PRK",), ("RUS",), cited=beside_a_source, **words))
    assert phase_vouched(found) == phase
    assert headline(found, labels_for("en")).endswith("; sent") == bool(phase)


@pytest.mark.parametrize("lang", interface_languages())
def test_in_a_terminal_no_line_is_wider_than_it_may_be(lang, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    told = [
        attack(f"d{i}", chain=(said_by(f"name:a{i}", f"A Spokesman With A Long Name {i}"),)) for i in range(5)
    ]
    lines = lines_of(story(*told), labels_for(lang)).splitlines()
    assert max(map(len, lines)) <= WIDEST
    assert len(lines) > 3


def test_a_narrow_terminal_gets_narrow_lines(monkeypatch):
    monkeypatch.setenv("COLUMNS", "70")
    assert max(map(len, wrapped("word " * 60).splitlines())) <= 70


@pytest.mark.parametrize(
    ("lang", "reason", "left"),
    [
        ("en", "cited; so does one more claim", "Paper c: it is only mentioned in passing"),
        ("de", "zitiert; so auch eine weitere Angabe", "Paper c: es wird nur nebenbei erwähnt"),
    ],
)
def test_why_somebody_counts_is_told_in_the_language_of_the_interface(lang, reason, left):
    nis = (said_by("KOR.SPY.nis", "NIS"),)
    part = story(attack("a", chain=nis), attack("b", chain=nis), attack("c", passing=True)).part("overall")
    labels = labels_for(lang)
    assert because(part.origins[0].why, labels) == reason
    assert [not_counted(one, labels) for one in part.left_out] == [left]


def test_of_origins_and_figures_only_those_are_told_that_came_or_went():
    origins = Change(story="s", what="origins", before="NIS", after="NIS; Pentagon")
    figures = Change(story="s", what="figures", before="3 dead (police)", after="5 dead (police)")
    status = Change(story="s", what="status", before="single-origin", after="corroborated")
    assert changed([origins, figures, status], labels_for("en")) == (
        "origins: + Pentagon; figures: + 5 dead (police), − 3 dead (police); how it stands: one origin at most → corroborated"
    )


@pytest.mark.parametrize("lines", [line_of, lines_of])
def test_a_storys_line_says_how_surely_it_is_told(lines):
    told = [
        attack("a", certainty="reported", chain=(said_by("KOR.SPY.nis"),)),
        attack("b", certainty="reported", chain=(said_by("UKR"),)),
        attack("c", certainty="alleged", chain=(said_by("RUS"),)),
    ]
    said = " ".join(lines(story(*told), labels_for("en")).split())
    assert "; reported, alleged; " in said
    assert "; berichtet, angeblich; " in " ".join(lines(story(*told), labels_for("de")).split())


def test_who_came_is_called_as_the_interface_calls_him():
    pyongyang = Voice(key="PRK", name="Nordkorea", state="PRK", actor="PRK")
    told = story(attack("a", chain=(pyongyang,)))
    origins = Change(story="s", what="origins", before="", after="Nordkorea")
    figures = Change(story="s", what="figures", before="", after="12000 Soldaten (Nordkorea)")
    assert changed([origins, figures], labels_for("en"), told) == (
        "origins: + North Korea; figures: + 12,000 soldiers (North Korea)"
    )


def test_a_figure_that_came_is_written_out_however_large_it_is():
    before, after = (
        story(attack("a")),
        story(attack("a", amounts=(Amount(low=1_200_000, high=1_200_000, unit="people"),))),
    )
    (change,) = [c for c in changes_between([before], [after]) if c.what == "figures"]
    assert change.after.startswith("1200000 people")
    assert "1,200,000" in changed([change], labels_for("en"))


def test_whoever_denies_having_done_it_is_not_its_doer():
    told = [
        attack("a", actors=(), chain=(said_by("UKR:health_ministry"),)),
        attack(
            "b", actors=("RUS",), polarity="denied", certainty="denied", chain=(said_by("RUS:spokesperson"),)
        ),
    ]
    assert "Russia" not in headline(story(*told), labels_for("en")).split(";")[0]


def test_a_doer_whom_one_of_two_origins_names_is_told_with_that_origin():
    told = [
        attack("a", actors=(), chain=(said_by("MDA:army", "Moldovan army"),)),
        attack("b", actors=("RUS",), chain=(said_by("UKR:health_ministry"),)),
    ]
    assert "Russia (Ukrainian health ministry)" in who_whom(story(*told), labels_for("en"))
    assert "Russia (" not in who_whom(story(told[1]), labels_for("en"))


@pytest.mark.parametrize(
    ("id", "lang", "name"),
    [("ARE.BUS", "de", "emiratische Unternehmen"), ("MLI.CVL", "en", "Malian civilians")],
)
def test_an_actor_without_a_name_of_its_own_is_called_by_state_and_sector(id, lang, name):
    assert name in who_whom(story(attack("a", recipients=(id,))), labels_for(lang))


def test_a_line_that_names_nobody_to_whom_it_is_done_has_the_words_of_the_report():
    assert "said so" in who_whom(
        story(attack("a", recipients=(), sentence="Russia has attacked, he said so.")), labels_for("en")
    )


@pytest.mark.parametrize("order", [1, -1])
def test_two_ministries_that_are_worded_alike_give_each_its_own_figure(order):
    given = [("SDN", 12), ("SSD", 30)][::order]
    told = [
        attack(
            state,
            chain=(said_by(f"{state}:health_ministry", "the health ministry"),),
            amounts=(Amount(low=number, high=number, unit="people", kind="people"),),
        )
        for state, number in given
    ]
    figures = standing(story(*told), labels_for("en"))
    assert {f.source: f.value_low for f in figures} == {
        "Sudanese health ministry": 12, "South Sudanese health ministry": 30,
    }  # fmt: skip


def test_whoever_denies_is_named_in_no_case_that_his_name_has_not():
    assert (
        labels_for("de")
        .table["web"]["denied_by"]
        .format(who="südkoreanischer Geheimdienst")
        .startswith("Widerspruch: ")
    )
