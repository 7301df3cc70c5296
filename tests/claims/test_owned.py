"""Whom a role noun stands for: the state or group whose it is, by its possessive, its adjective or its genitive."""

import pytest

from lagebild.api import Lagebild

ROWS = [
    # whom a speaker calls his own, where what he says begins with them
    ("en", "killed", "MLI.MIL", "Mali's army said its troops had killed 20 rebels."),
    ("en", "captured", "RUS.MIL", "Moscow's defence ministry claimed its forces had captured the village."),
    ("en", "shelled", "IMG.jnim", "JNIM said its fighters had shelled the airport."),
    ("de", "getötet", "MLI.MIL", "Die malische Armee erklärte, ihre Soldaten hätten 20 Rebellen getötet."),
    ("de", "zerstört", "UKR.MIL", "Kiew erklärte, seine Truppen hätten zwei Panzer zerstört."),
    # another's, or perhaps another's: nobody
    ("en", "abducted", None, "Zelensky said their troops had abducted children."),
    ("en", "withdrawn", None, "Israel said Hamas had freed the men after its soldiers had withdrawn."),
    ("de", "verschleppt", None, "Selenskyj sagte, ihre Truppen hätten Kinder verschleppt."),
    # a counterpart is of the state of his adjective, and never of whose counterpart he is
    ("en", "criticised", "CHN", "Blinken's Chinese counterpart criticised Mali."),
    ("en", "criticised", None, "Lavrov's counterpart criticised Mali."),
    ("de", "kritisierte", None, "Lawrows Amtskollege kritisierte Mali."),
    # a name in the genitive before a noun is whose that is
    ("de", "wies", "KGZ.MIL", "Kirgistans Generalstab wies das zurück."),
    ("de", "telefonierte", "KGZ.GOV", "Kirgistans Präsident telefonierte mit Putin."),
    # what is between the Americas, or for or against a state, is nobody's
    ("en", "condemned", None, "The Inter-American Commission on Human Rights condemned the coup."),
    # a name between commas does not part subject and verb
    ("en", "mediated", "TGO.GOV", "Togo's foreign minister, Robert Dussey, mediated between the two sides."),
]


@pytest.fixture(scope="module")
def reader():
    return Lagebild(data=(), decider=False)


@pytest.mark.parametrize(("lang", "word", "actor", "text"), ROWS, ids=[row[3][:50] for row in ROWS])
def test_a_role_noun_is_whose_it_is(reader, lang, word, actor, text):
    claims = [
        c for c in reader.read(text, lang=lang, published="2024-10-18").claims if c.trigger.text == word
    ]
    assert claims
    assert claims[0].event.actors[0].actor == actor


@pytest.mark.parametrize(
    "text",
    [
        "Außenministerin Baerbock traf ihren armenischen Amtskollegen in Genf.",
        "Die Miliz tötete den Abgeordneten Karl Meier.",
        "Die Polizei hat den Menschenrechtler Oleg Orlow festgenommen.",
    ],
)
def test_a_noun_with_an_article_in_the_accusative_is_an_object(reader, text):
    told = [c.event for c in reader.read(text, lang="de", published="2024-10-18").claims if c.event]
    assert any(event.recipients or len(event.actors) == 2 for event in told)
