"""Who really says so."""

import pytest

from lagebild.stories import Constraints, Voice, load_rules, stories_of
from lagebild.stories.independence import parts_of
from lagebild.stories.records import Amount
from lagebild.stories.wording import alike, sketch_of
from tests.stories.tellings import attack, said_by, telling


def story(*tellings):
    (found,) = stories_of(tellings)
    return found


def overall(*tellings):
    return story(*tellings).part("overall").count


NIS = said_by("KOR.SPY.nis", "NIS")


def test_forty_papers_that_repeat_one_service_are_one_origin():
    assert overall(*[attack(f"d{i}", chain=(NIS,)) for i in range(40)]) == 1


def test_the_carrier_of_a_quotation_is_no_origin():
    assert overall(attack("a", chain=(NIS,)), attack("b", chain=(said_by("KOR.JRN.yonhap"), NIS))) == 1


def test_papers_that_credit_one_agency_are_one_origin():
    assert (
        overall(attack("a", credits=("dpa",)), attack("b", credits=("dpa",)), attack("c", credits=("AFP",)))
        == 2
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"chain": (Voice(key=None, name="circles"),)}, "unnamed"),
        ({"chain": (Voice(key=NIS.key, name=NIS.name, inferred=True),)}, "carried"),
        ({"passing": True}, "in_passing"),
        ({"certainty": "alleged"}, "nobody"),
        ({"polarity": "denied"}, "denied"),
        ({"chain": (NIS,), "certainty": "conditional", "time": "conditional"}, "conditional"),
        ({"chain": (NIS,), "certainty": "possible", "commitment": "possible"}, "possible"),
    ],
    ids=["unnamed", "carried over", "in passing", "hearsay of nobody", "denied", "only if", "only perhaps"],
)
def test_what_nobody_vouches_for_does_not_count(more, why):
    part = story(attack("a", chain=(said_by("UKR.MIL"),)), attack("b", **more)).part("overall")
    assert part.count == 1
    assert why in {left.why.key for left in part.left_out}


def test_a_second_source_of_the_presence_does_not_confirm_the_number():
    amount = {"amounts": (Amount(low=12000, high=12000, unit="soldiers", kind="soldier"),)}
    found = story(attack("a", chain=(NIS,), **amount), attack("b", chain=(said_by("UKR.GOV"),)))
    assert (found.part("presence").count, found.part("number").count) == (2, 1)


def test_a_state_is_one_with_its_army():
    assert overall(attack("a", chain=(said_by("UKR"),)), attack("b", chain=(said_by("UKR.MIL"),))) == 1


def test_a_parliament_is_one_whether_its_state_is_named_or_not():
    assert (
        overall(attack("a", chain=(said_by("FIN.LEG"),)), attack("b", chain=(said_by("role:parliament"),)))
        == 1
    )


def test_a_medium_whose_own_report_cites_somebody_only_passes_it_on():
    first = attack("a", publisher="Hauptstadtbote", chain=(NIS,))
    retold = attack("b", chain=(said_by("pub:hauptstadtbote", "Hauptstadtbote"),))
    assert overall(first, retold) == 1
    seen = attack("a", publisher="Hauptstadtbote")
    assert story(seen, retold).part("overall").origins[0].name == "Hauptstadtbote"


@pytest.mark.parametrize(
    "taker", [("DEU.JRN.dpa",), ("vasat",), ("kanal",)], ids=["by id", "by name", "by a word"]
)
def test_a_report_is_taken_back_under_any_name_of_who_takes_it_back(taker):
    name = {"DEU.JRN.dpa": "dpa", "vasat": "Al-Wasat news site", "kanal": "Kanal Zwei"}[taker[0]]
    report = attack("a", chain=(said_by("DEU.JRN.dpa" if name == "dpa" else f"name:{name}", name),))
    back = attack("b", day="2024-10-19", withdrawn=True, takers=taker)
    assert story(report, back).status == "retracted"


def test_a_threat_is_an_act_whatever_it_depends_on_and_a_plan_is_the_authors_to_tell():
    threat = telling("a", "THREATEN", ["RUS"], certainty="conditional", time="conditional")
    plan = telling("a", "AGREE", ["RUS"], certainty="planned", time="future")
    condition = telling("a", "AID", ["RUS"], certainty="conditional", time="conditional")
    assert [overall(one) for one in (threat, plan, condition)] == [1, 1, 0]


STATUSES = [
    ([{"chain": (NIS,)}], "single-origin"),
    ([{"chain": (NIS,)}, {"chain": (said_by("UKR.MIL"),)}], "corroborated"),
    ([{"chain": (said_by("UKR.MIL"),)}, {"chain": (said_by("UKR:presidency"),)}], "corroborated within one side"),
    ([{"chain": (NIS,)}, {"polarity": "denied", "deniers": (said_by("RUS:presidency"),)}], "disputed"),
    ([{"polarity": "denied", "deniers": (said_by("RUS:presidency"),)}], "denied"),
    ([{"polarity": "negated", "chain": (said_by("RUS:presidency"),)}], "denied"),
    ([{"polarity": "negated", "certainty": "conditional", "chain": (NIS,)}], "single-origin"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "status"), STATUSES, ids=[status for _, status in STATUSES])
def test_status(rows, status):
    assert story(*[attack(f"d{i}", **row) for i, row in enumerate(rows)]).status == status


@pytest.mark.parametrize(("doer", "count"), [("RUS", 1), ("UKR", 2)])
def test_a_ministry_of_no_named_state_is_not_the_one_that_says_somebody_else_did_it(doer, count):
    named = attack("a", chain=(said_by("UKR:defence_ministry"),))
    bare = attack("b", actors=(doer,), chain=(Voice(key="role:defence_ministry", name="defence ministry"),))
    tellings = [named, bare]
    assert parts_of(tellings, load_rules())[0].count == count


def test_contrary_accounts_of_who_did_it_are_disputed():
    ours = attack("a", chain=(said_by("UKR.MIL"),))
    theirs = attack(
        "b", actors=("UKR",), ids=("UKR", "UKR/kharkiv"), chain=(said_by("RUS:defence_ministry"),)
    )
    assert story(ours, theirs).status == "disputed"


def test_who_denied_and_then_admitted_denies_no_longer():
    denial = attack("a", day="2024-10-16", polarity="denied", deniers=(said_by("PRK"),))
    other, admission = attack("b", chain=(NIS,)), attack("c", day="2024-10-19", chain=(said_by("PRK"),))
    assert story(denial, other, admission).status == "corroborated"


@pytest.mark.parametrize(
    ("who", "doer", "status"),
    [
        ("PRK.GOV.kim", "PRK", "single-origin"),
        ("PRK.REB.exiles", "PRK", "disputed"),
        ("PRK.GOV.kim", "RUS", "disputed"),
    ],
    ids=["head of the state that did it", "its rebels", "it did nothing"],
)
def test_who_speaks_for_a_state_and_admits_its_deed_ends_the_denial_of_its_other_bodies(who, doer, status):
    ministry = Voice(key="PRK:defence_ministry", name="ministry", state="PRK", actor="PRK.GOV")
    admits = Voice(key=f"{who}", name=who, state="PRK", actor=who)
    denial = attack("a", day="2024-10-16", actors=(doer,), polarity="denied", deniers=(ministry,))
    assert story(denial, attack("b", day="2024-10-19", actors=(doer,), chain=(admits,))).status == status


def test_a_copy_shares_its_wording_and_a_retelling_does_not():
    text = "Russian drones struck the port of Odesa on Monday and killed three people, the governor said."
    retold = "Three dead after drones hit Odesa's harbour, says the regional governor about Monday's attack."
    assert alike(sketch_of(text), sketch_of(text + " More to follow.")) > 0.9
    assert alike(sketch_of(text), sketch_of(retold)) < 0.3


def test_figures_are_corrected_by_their_own_source_alone():
    def of(low, day, who, document):
        amounts = (Amount(low=low, high=low, unit="people", kind="people"),)
        return attack(document, day=day, chain=(who,), amounts=amounts)

    army = said_by("UKR.MIL")
    told = [of(3, "2024-10-18", NIS, "a"), of(5, "2024-10-19", NIS, "b"), of(5, "2024-10-18", army, "c")]
    until = {(f.value_low, f.source): f.until for f in story(*told).figures}
    assert until == {(3, "NIS"): "2024-10-19", (5, "NIS"): None, (5, "UKR.MIL"): None}


def test_who_confirms_a_happening_is_an_origin_of_it_but_not_of_its_number():
    amount = {"amounts": (Amount(low=3, high=3, unit="dead", kind="kill"),)}
    confirmed = attack("a", chain=(said_by("RUS.GOV"),), confirmers=(said_by("UKR.MIL"),), **amount)
    found = story(confirmed)
    assert [found.part(name).count for name in ("overall", "presence", "place", "number")] == [2, 2, 2, 1]
    assert found.status == "corroborated"
    assert found.part("overall").origins[1].why[0].key == "confirms"


@pytest.mark.parametrize(
    "more",
    [
        {"confirmers": (Voice(key=None, name="two officials"),)},
        {"confirmers": (said_by("RUS.GOV"),)},
        {"confirmers": (said_by("UKR.MIL"),), "polarity": "denied"},
        {"confirmers": (said_by("UKR.MIL"),), "withdrawn": True},
        {"confirmers": (said_by("UKR.MIL"),), "certainty": "possible", "commitment": "possible"},
    ],
    ids=["nobody is named", "the source itself", "what is denied", "what is taken back", "what may be"],
)
def test_a_confirmation_that_vouches_for_nothing_adds_no_origin(more):
    assert overall(attack("a", chain=(said_by("RUS.GOV"),), **more)) <= 1


def test_who_denied_and_has_confirmed_since_denies_no_longer():
    denied = attack("a", deniers=(said_by("UKR.MIL"),), chain=(said_by("RUS.GOV"),))
    later = attack("b", day="2024-10-19", chain=(said_by("RUS.GOV"),), confirmers=(said_by("UKR.MIL"),))
    assert story(denied, later).status == "corroborated"


def test_bodies_of_the_place_are_of_the_side_of_the_country_where_it_happened():
    where = {"country": "UKR", "place": "UKR/kharkiv"}
    told = [
        attack(d, chain=(voice,), **where)
        for d, voice in (("a", Voice(key="role:police", name="police")), ("b", said_by("UKR.GOV")))
    ]
    assert story(*told).status == "corroborated within one side"


def test_a_text_that_reports_and_then_has_it_confirmed_vouches_for_its_own_report():
    report = attack("a", start=0)
    answer = attack(
        "a", start=100, chain=(said_by("USA:defence_ministry"),), answers=True, answered=(report.claim_id,)
    )
    assert overall(report, answer) == 2


def test_an_office_and_the_only_one_who_is_named_in_it_are_one_origin():
    governor = Voice(key="name:adasa:governor", name="governor of Odesa", roles=frozenset({"governor"}))
    kiper = Voice(key="name:kapar", name="Governor Oleh Kiper", roles=frozenset({"governor"}))
    mayor = Voice(key="name:adasa:mayor", name="mayor of Odesa", roles=frozenset({"mayor"}))
    assert overall(attack("a", chain=(governor,)), attack("b", chain=(kiper,))) == 1
    assert (
        overall(attack("a", chain=(governor,)), attack("b", chain=(kiper,)), attack("c", chain=(mayor,))) == 2
    )


def test_a_service_and_the_only_service_of_its_state_are_one_origin():
    service = Voice(key="UKR.SPY", name="military intelligence", state="UKR")
    named = Voice(key="UKR.SPY.hur", name="HUR", state="UKR")
    assert overall(attack("a", chain=(service,)), attack("b", chain=(named,))) == 1


def test_a_rejection_that_an_analyst_puts_into_a_story_of_a_deed_vouches_for_no_deed():
    deed = attack("a", chain=(said_by("UKR.MIL"),))
    reply = telling("b", "REJECT", ["RUS"], credits=("dpa",))
    joined = Constraints(together=((deed.claim_id, reply.claim_id),))
    (found,) = stories_of((deed, reply), constraints=joined)
    assert found.part("overall").count == 1
    assert [left.why.key for left in found.part("overall").left_out] == ["about_it"]
    (alone,) = stories_of((reply,))
    assert alone.part("overall").count == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("UKR:army", "UKR.MIL"), ("UKR:army", "UKR.MIL.general_staff")],
    ids=["however it is called", "by its name"],
)
def test_an_army_is_one_however_it_is_called(one, other):
    rows = [attack("a", chain=(said_by(one),)), attack("b", chain=(said_by(other),))]
    assert overall(*rows) == 1


@pytest.mark.parametrize(
    ("letters", "count"), [("BAJ", 1), ("BAP", 2)], ids=["by its first letters", "by others"]
)
def test_a_body_is_one_with_its_initials(letters, count):
    named = Voice(key="name:jarnalast", name="Belarusian Association of Journalists")
    short = Voice(key=f"name:{letters.lower()}", name=f"Journalistenverband {letters}")
    assert overall(attack("a", chain=(named,)), attack("b", chain=(short,))) == count


def test_a_medium_that_cites_somebody_unnamed_is_the_last_who_is_named():
    unnamed = attack(
        "a",
        chain=(said_by("ISR.JRN.haaretz", "Haaretz"), Voice(key=None, name="officials")),
        certainty="reported",
    )
    assert [origin.key for origin in story(unnamed).part("overall").origins] == ["ISR.JRN.haaretz"]


def test_a_paper_is_one_with_and_without_its_article():
    rows = [
        attack("a", publisher="The Meridian Post"),
        attack("b", chain=(said_by("pub:meridian post", "Meridian Post"),), publisher="Bote"),
    ]
    assert overall(*rows) == 1


def test_a_church_or_an_agency_of_ones_own_is_not_the_states_side():
    ours = attack("a", chain=(said_by("UKR.MIL"),))
    for other in (said_by("UKR.SOC"), said_by("UKR.JRN.unian"), said_by("name:kafa:clergy", state="UKR")):
        assert story(ours, attack("b", chain=(other,))).status == "corroborated"
    mayor = Voice(key="name:adar", name="Mayor Alejandro Eder", roles=frozenset({"mayor"}))
    assert story(ours, attack("b", chain=(mayor,))).status == "corroborated within one side"


def test_who_tells_a_strike_and_no_dead_does_not_deny_it():
    struck = attack("a", chain=(NIS,))
    nobody = attack("a", start=40, chain=(NIS,), polarity="negated")
    assert story(struck, nobody, attack("b", chain=(said_by("UKR.MIL"),))).status == "corroborated"
    assert (
        story(attack("a", chain=(NIS,)), attack("b", chain=(said_by("UKR.MIL"),), polarity="negated")).status
        == "disputed"
    )


def test_who_is_freed_and_where_are_two_sides():
    freed = {
        "actors": (),
        "recipients": ("FRA",),
        "ids": ("FRA", "IRN"),
        "country": "IRN",
        "place": "IRN/tehran",
    }
    released = [
        telling(d, "RETREAT", **freed, chain=(who,))
        for d, who in (("a", said_by("FRA:presidency")), ("b", said_by("IRN:foreign_ministry")))
    ]
    assert story(*released).status == "corroborated"


def test_who_denies_an_attack_and_gives_another_account_in_the_same_sentence_tells_no_attack():
    force = said_by("name:farka", "Joint Task Force")
    told = attack("a", chain=(said_by("NGA.GOV"),))
    denied = attack("b", polarity="denied", commitment="denied", deniers=(force,), sentence_start=0)
    valve = attack("b", start=60, chain=(force,), sentence_start=0)
    found = story(told, denied, valve)
    assert (found.part("overall").count, found.status) == (1, "disputed")
    later = attack("b", start=160, chain=(force,), sentence_start=120)
    assert story(told, denied, later).part("overall").count == 2


def test_who_tells_that_it_failed_does_not_bear_out_that_it_was_done():
    failed = attack("a", polarity="negated", averted=True, told=True)
    assert overall(failed) == 1
    done = attack("b", told=True, chain=(said_by("RUS.MIL"),))
    assert [origin.key for origin in story(failed, done).part("overall").origins] == ["RUS.MIL"]
