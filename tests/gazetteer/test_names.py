"""What a sentence names. A row is a sentence in tokens and, in their order, the ids that it names."""

import pytest

from lagebild.errors import UnknownLanguage
from lagebild.gazetteer import load_gazetteer, names_of

GERMAN = [
    # inflection
    ("Nordkoreas Soldaten", ["PRK"]),
    ("die Regierung der Ukraine", ["UKR"]),
    ("der Demokratischen Volksrepublik Korea", ["PRK"]),
    ("nordkoreanischer Truppen", ["PRK"]),
    ("zwei Nordkoreanerinnen", ["PRK"]),
    ("russische und ukrainische Soldaten", ["RUS", "UKR"]),
    ("in den Vereinten Nationen", ["UNO"]),
    ("des Weißen Hauses", ["USA.GOV.white_house"]),
    ("des Auswärtigen Amtes", ["DEU.GOV.auswaertiges_amt"]),
    ("in den Niederlanden", ["NLD"]),
    ("in den Vereinigten Arabischen Emiraten", ["ARE"]),
    ("des Islamischen Staates", ["IMG.is"]),
    ("Scholz' Kanzleramt", ["DEU.GOV.scholz", "DEU.GOV.kanzleramt"]),
    ("Selenskyjs Besuch", ["UKR.GOV.zelensky"]),
    # a capital and its city
    ("Pjöngjang dementierte", ["PRK", "PRK/pyongyang"]),
    ("die Moskauer Führung", ["RUS", "RUS/moscow"]),
    # compounds
    ("der Ukraine-Krieg", ["UKR"]),
    ("die US-Regierung", ["USA"]),
    ("der Nato-Generalsekretär", ["IGO.nato"]),
    ("der Bosnien-Herzegowina-Konflikt", ["BIH"]),
    ("der Ukrainekrieg", ["UKR"]),
    ("die Russlandsanktionen", ["RUS"]),
    ("russisch-ukrainische Gespräche", ["RUS", "UKR"]),
    ("in der Ostukraine", ["UKR"]),
    # shared parts
    ("Nord- und Südkorea", ["PRK", "KOR"]),
    ("nord- und südkoreanische Truppen", ["PRK", "KOR"]),
    ("US- und EU-Sanktionen", ["USA", "EUR"]),
    # the longest first
    ("Papua-Neuguinea", ["PNG"]),
    ("Äquatorialguinea und Guinea", ["GNQ", "GIN"]),
    ("die Demokratische Republik Kongo", ["COD"]),
    ("die Hamas in Hama", ["PSE.REB.hamas", "SYR/hama"]),
    # the case of letters
    ("Er sagte , who und us seien keine Namen", []),
    ("SEOUL ( Yonhap )", ["KOR", "KOR/seoul", "KOR.JRN.yonhap"]),
    # what names nobody
    ("prorussische Separatisten", []),
    ("pro-iranische Milizen", []),
    ("die Deutsche Bank", ["DEU.BUS.deutsche_bank"]),
    ("George Washington", []),
]

ENGLISH = [
    ("North Korea 's troops", ["PRK"]),
    ("Russia’s army", ["RUS"]),
    ("South Koreans and Britons", ["KOR", "GBR"]),
    ("North and South Korea", ["PRK", "KOR"]),
    ("North and South Korean leaders", ["PRK", "KOR"]),
    ("U.S. - led coalition", ["USA"]),
    ("US-led coalition", ["USA"]),
    ("Iran - backed militias", ["IRN"]),
    ("New York-based group", ["USA/new_york"]),
    ("Guinea - Bissau", ["GNB"]),
    ("Guinea-Bissau", ["GNB"]),
    ("the Democratic Republic of the Congo", ["COD"]),
    ("the People 's Republic of China", ["CHN"]),
    ("Volodymyr Zelenskyy met Antony Blinken", ["UKR.GOV.zelensky", "USA.GOV.blinken"]),
    ("New Mexico", ["USA/new_mexico"]),
    ("Recep Tayyip Erdogan of Turkey", ["TUR.GOV.erdogan", "TUR"]),
    ("the WHO told us", ["UNO.MED.who"]),
    ("who told us", []),
    ("WHO TOLD US", []),
    ("FIGHTING IN MALI", ["MLI"]),
    ("pro - Russian rebels", []),
    ("pro-Palestinian protesters", []),
    ("Sudan - Chad border", ["SDN", "TCD"]),
]

UNSURE = [
    # a given name before it: a person whom we do not know
    ("en", "Michael Jordan", []),
    ("en", "Lara Trump", []),
    ("en", "Donald Trump", ["USA.GOV.trump"]),
    # a state's name that is a given name, before a surname; a place's after a form of address
    ("en", "Israel Ortiz was charged", []),
    ("de", "Die Sängerin Paris Jackson sang", []),
    ("de", "Herr Jordan schwieg", []),
    ("en", "Mr Trump met Mr Jordan", ["USA.GOV.trump"]),
    # a surname that many bear, before a name that we do not know
    ("en", "Wang Li of Shanghai", ["CHN/shanghai"]),
    # a given name itself, before a word that is neither name nor agent
    ("en", "Jordan Pickford spoke", []),
    ("en", "Jordan King Abdullah II spoke", ["JOR", "JOR.GOV.abdullah_ii"]),
    ("en", "Georgia Tech", []),
    ("en", "Georgia said", ["GEO"]),
    # of two meanings the one whose state the sentence surely names, else the weightier
    ("de", "Der Kongo schweigt", ["COD"]),
    ("de", "Der Kongo schweigt , meldet Brazzaville", ["COG", "COG", "COG/brazzaville"]),
    ("en", "Tripoli said", ["LBY", "LBY/tripoli"]),
    ("en", "Tripoli , Lebanon", ["LBN/tripoli_lbn", "LBN"]),
    ("en", "Brussels said", ["EUR", "BEL/brussels"]),
    # a name that is too light to stand alone
    ("en", "Kim said", []),
    ("en", "Kim of North Korea said", ["PRK.GOV.kim_jong_un", "PRK"]),
    ("en", "Congress debated", []),
    ("en", "US lawmakers in Congress", ["USA", "USA.LEG.congress"]),
]


def ids(lang, text, **more):
    forms = text.split()
    return [hit.id for hit in names_of(lang, load_gazetteer()).find(forms, forms, **more)]


@pytest.mark.parametrize(("text", "named"), GERMAN)
def test_german_names_are_found(text, named):
    assert ids("de", text) == named


@pytest.mark.parametrize(("text", "named"), ENGLISH)
def test_english_names_are_found(text, named):
    assert ids("en", text) == named


@pytest.mark.parametrize(("lang", "text", "named"), UNSURE)
def test_an_unsure_name_is_decided_by_its_sentence_or_left_unresolved(lang, text, named):
    assert ids(lang, text) == named


@pytest.mark.parametrize(
    ("on", "named"),
    [
        ("2025-07-01", ["IRN.GOV.khamenei"]),
        ("2026-06-01", ["IRN.GOV.mojtaba_khamenei"]),
        ("2026-03-03", []),
        (None, []),
    ],
)
def test_of_two_persons_of_one_name_the_one_in_office_on_the_day(on, named):
    assert ids("en", "Khamenei spoke", on=on) == named


def test_what_the_document_names_elsewhere_makes_an_unsure_name_surer():
    assert ids("en", "Kim said", beside=frozenset({"PRK"})) == ["PRK.GOV.kim_jong_un"]


@pytest.mark.parametrize(
    ("lang", "text", "kinds"),
    [
        ("de", "die US-Regierung", ["compound_part:Regierung"]),
        ("de", "US- und EU-Sanktionen", ["compound_part:Sanktionen", "compound_part:Sanktionen"]),
        ("de", "der Ukrainekrieg", ["compound_part:Krieg"]),
        ("de", "in der Ostukraine", ["part:"]),
        ("de", "Pjöngjang", ["capital:", "name:"]),
        ("de", "südkoreanische", ["adjective:"]),
        ("en", "Iran - backed", ["compound_part:backed"]),
        ("en", "North Koreans", ["demonym:"]),
        ("en", "Vladimir Putin", ["person:"]),
    ],
)
def test_a_hit_says_what_the_name_is_of_its_word(lang, text, kinds):
    hits = names_of(lang, load_gazetteer()).find(text.split(), text.split())
    assert [f"{hit.kind}:{hit.rest}" for hit in hits] == kinds


def test_a_hit_covers_the_tokens_of_its_name():
    forms = "Das Weiße Haus und Nord- und Südkorea".split()
    hits = names_of("de", load_gazetteer()).find(forms, forms)
    assert [(hit.first, hit.last) for hit in hits] == [(1, 2), (4, 4), (6, 6)]


def test_a_lemma_finds_what_its_form_hides():
    index = names_of("de", load_gazetteer())
    assert [hit.id for hit in index.find(["Polens"], ["Polen"])] == ["POL"]
    assert [hit.id for hit in index.find(["Schwedinnen"], ["Schwedin"])] == ["SWE"]


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "-",
        "–",
        "US-",
        "-Krieg",
        "Nord-, und",
        "/",
        "'s",
        "Nord- und",
        "and South Korea",
        "x-y-z - -",
        "İ ı ß É",
    ],
)
def test_odd_tokens_break_nothing(lang, text):
    forms = ["", *text.split(), ""]
    hits = names_of(lang, load_gazetteer()).find(forms, forms)
    assert all(0 <= hit.first <= hit.last < len(forms) for hit in hits)


def test_no_sentence_names_nobody():
    assert ids("de", "") == []


def test_a_language_without_names_is_unknown():
    with pytest.raises(UnknownLanguage, match="'xx'"):
        names_of("xx", load_gazetteer())
