"""Whether what a trigger tells is an event in politics: a linear model over what is seen of it, none of it a word."""

import tomllib
from pathlib import Path

import pytest

from lagebild.claims import claims_of, knowledge_of
from lagebild.claims.footing import BIAS, LEAST, WEIGHTS, likely, traits_of, weights_of_traits
from lagebild.claims.passage import passages_in
from lagebild.claims.topic import on_topic
from lagebild.claims.wording import wording_of
from lagebild.documents import Particulars, document_of
from lagebild.evaluation import read_gold
from lagebild.sentences import load_parser, spelled

ROOT = Path(__file__).parents[2]
WAR = {
    "de": "Die Armee hat das Dorf beschossen. Präsident Kabila forderte am Montag eine Waffenruhe. Die Rebellen lehnten ab.",
    "en": "The army shelled the village. President Kabila called for a truce on Monday. The rebels refused.",
}
PLAY = {
    "de": "Im zweiten Akt greift der Drache an. Die Königin droht ihrem Bruder. Das Publikum liebt diese Oper.",
    "en": "In the second act the dragon attacks. The queen threatens her brother. The audience loves this opera.",
}


def read(lang, text, *, decides=True):
    document = document_of(text, Particulars(lang=lang))
    sentences = spelled(tuple(load_parser(lang).parse(document.text, start=document.body_start)))
    return document, sentences, knowledge_of(lang, (), decides)


def events(lang, text, *, decides=True):
    return [claim for claim in claims_of(*read(lang, text, decides=decides)) if claim.event]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_words_of_war_are_events_in_a_war_and_none_in_a_play(lang):
    assert len(events(lang, WAR[lang])) >= 2
    assert events(lang, PLAY[lang]) == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_is_plain_is_left_alone_however_short(lang):
    one = WAR[lang].split(". ")[0] + "."
    assert [c.claim_id for c in events(lang, one)] == [c.claim_id for c in events(lang, one, decides=False)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "In der Oper stürmt der Chor den Palast. Der Tenor verhaftet die Sopranistin."),
        ("de", "Die Gewerkschaft droht dem Brauhaus mit Streik. Die Geschäftsführung bot zwei Prozent."),
        ("en", "In the opera the choir storms the palace. The tenor arrests the soprano."),
        ("en", "The union threatened the brewery with a strike. Management offered two per cent."),
        ("de", "Am Rosenmontag zogen die Narren vor das Rathaus. Der Bürgermeister ergab sich und rückte den Schlüssel heraus."),
        ("en", "Every spring the fools march on the town hall. The mayor surrenders the key."),
    ],
)  # fmt: skip
def test_a_short_text_about_something_else_has_no_event(lang, text):
    assert events(lang, text) == []


# Words of sport, weather and markets are in every long report; it is no less political for them
REPORTS = {"de": "gold/fresh/de-11.jsonl", "en": "gold/fresh/en-12.jsonl"}
REPORT = 8  # passages: a report of three hundred words
MATCH = {
    "de": "Mit einem Gewaltschuss in der Nachspielzeit hat Stürmer Kamps dem Verein einen Sieg gegen Augsburg beschert. Die Gäste "
    "hatten das Tor in der ersten Hälfte belagert. Nach der Pause bliesen die Hausherren zum Angriff. Der Trainer tobte an der Seitenlinie "
    "und sah die Gelbe Karte. Der Verband droht mit einer Geldstrafe, der Sportchef wies die Vorwürfe zurück. Er lehnte ein Angebot aus England ab. "
    "Die Polizei nahm am Rande der Partie drei angetrunkene Fans in Gewahrsam. Im Nachwuchs gab es Grund zum Jubel: Die Jugend schlug den Rivalen "
    "aus Hamburg mit 4:0 und verteidigte die Tabellenführung. Am Mittwoch reist die Mannschaft nach Freiburg und empfängt danach den Letzten. "
    "Dort fehlt der verletzte Kapitän, und auch der Ersatzkeeper klagt über Schmerzen im linken Knie. Das Training fiel wegen Regens aus, die "
    "Karten sind fast ausverkauft, und im Fernsehen überträgt nur ein Sender. Beim Abschied trällerte der Fanblock ein altes Lied. ",
    "en": "A stoppage-time strike from substitute Ogbene gave Leeds a win over Stoke and lifted them to within three points of the leaders. "
    "The visitors had held out while the home side laid siege to their goal. A counter-attack down the left ended with the captain firing low "
    "past the keeper, and the fans let off flares. The referee warned both benches. The club has been charged by the league over a breach of "
    "spending rules and denies any wrongdoing. The manager refused to talk about it and rejected a bid for his midfielder. Leeds travel to "
    "Sheffield on Wednesday. Police said eleven supporters were ejected from the ground; nobody was arrested. Stoke, who have now lost four "
    "in a row, meet Hull, and their coach threatened to drop the goalkeeper after a row over a missed training session in the rain. ",
}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_report_tells_what_is_read_in_its_parts(lang):
    texts = [passage.text for passage in read_gold(ROOT / REPORTS[lang])[:REPORT]]
    whole = events(lang, "\n\n".join(texts))
    assert len(whole) >= 0.9 * sum(len(events(lang, text)) for text in texts)
    assert len(whole) >= 0.95 * len(events(lang, "\n\n".join(texts), decides=False))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_long_report_of_a_match_tells_no_more_than_a_short_one(lang):
    (told, field) = next(iter(passages_in(*read(lang, MATCH[lang]))))
    assert told and field.is_report and not events(lang, MATCH[lang])


def test_what_counts_narrowly_says_what_spoke_for_it(monkeypatch):
    monkeypatch.setattr("lagebild.claims.footing.SURE", 1.1)
    found = events("de", WAR["de"])
    reasons = [key for claim in found for key in claim.evidence if key.startswith("footing:")]
    assert len(reasons) == len(found) >= 2
    assert all(min(LEAST.values()) <= float(key[8:12]) <= 1 and ";" in key for key in reasons)


@pytest.mark.parametrize("size", LEAST)
def test_somebody_known_and_words_of_politics_speak_for_an_event(size):
    assert likely({"actor known": 1.0}, size) > likely({"actor thing": 1.0}, size)
    assert likely({"words 0.0+": 1.0, "words -1.0+": 1.0}, size) > likely({}, size)


def test_no_trait_holds_a_word_so_both_languages_train_it():
    traits = set()
    for lang in WAR:
        for told, field in passages_in(*read(lang, WAR[lang])):
            for seen in traits_of(
                told, field, on_topic([one.claim for one in told], field), wording_of(lang)
            ):
                traits |= set(seen)
    words = {word.strip(".").lower() for text in WAR.values() for word in text.split()} - {"the", "no", "a"}
    assert traits and not {word.lower() for trait in traits for word in trait.split()} & (
        words - {"on", "for"}
    )


def test_the_shipped_weights_are_whole():
    stored = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert stored == weights_of_traits() and set(stored) == set(LEAST)
    assert all(BIAS in table and len(table) > 50 for table in stored.values())


DISPATCHES = [
    ("de", "Maskat (Reuters) - Im Golf von Oman sind zwei Tanker angegriffen worden.", 1),
    ("en", "ISTANBUL (AFP) - Police arrested 52 students in Istanbul on Friday.", 1),
    ("en", "Three people were killed in an attack on Kharkiv.", 1),
    ("en", "A drone hit a school.", 0),
    ("de", "Neapel (dpa) - Ein Mann hat in Neapel seine Frau erschossen.", 0),
    ("de", "München (dpa) - Der FC Bayern hat Dortmund mit 3:0 geschlagen.", 0),
]


@pytest.mark.parametrize(("lang", "text", "count"), DISPATCHES, ids=[text[:30] for _, text, _ in DISPATCHES])
def test_what_an_agency_signs_needs_no_word_of_politics_where_it_is_about_more_than_private_persons(
    lang, text, count
):
    assert len(events(lang, text)) == count


ATTACKED = [
    ("de", "Bei einem Angriff auf Charkiw sind drei Menschen getötet worden.", 1),
    ("de", "Drei Tote bei Angriff auf Charkiw.", 1),
    ("de", "Behörden melden drei Tote nach Angriff auf Charkiw.", 1),
    ("en", "Three dead in attack on Kharkiv.", 1),
    ("en", "A missile struck a hospital in Dnipro.", 1),
    ("de", "Der Angriff auf Leipzig begann früh, doch der Torwart hielt.", 0),
    ("de", "Das Unwetter hat Dresden getroffen.", 0),
    ("de", "Beim Sturm auf Barcelona fehlten Touristen die Hotelbetten.", 0),
]


@pytest.mark.parametrize(("lang", "text", "count"), ATTACKED, ids=[text[:30] for _, text, _ in ATTACKED])
def test_an_attack_on_a_town_is_told_once_and_needs_no_word_of_politics(lang, text, count):
    assert len(events(lang, text)) == count


@pytest.mark.parametrize(
    ("lang", "text", "counts"),
    [
        ("de", "Bei einem Angriff kamen in Gaza fünf Menschen ums Leben.", True),
        ("en", "Five people were killed in an attack in Gaza.", True),
        ("de", "Bei einem Unfall kamen in Hannover fünf Menschen ums Leben.", False),
        ("en", "Five people were killed in an accident in Hanover.", False),
        ("de", "Bei einer Schießerei vor einer Disco in Köln starb ein Türsteher.", False),
    ],
)
def test_an_attack_whose_victims_are_counted_somewhere_needs_no_known_party(lang, text, counts):
    assert bool(events(lang, text)) == counts


@pytest.mark.parametrize(("lang", "first", "count"), [("en", "fen13-053", 5)])
def test_headlines_below_each_other_tell_what_politicians_do(lang, first, count):
    passages = read_gold(ROOT / f"gold/fresh/{lang}-13.jsonl")
    start = [passage.id for passage in passages].index(first)
    listed = "\n\n".join(passage.text for passage in passages[start : start + count])
    assert len(events(lang, listed)) >= 3


@pytest.mark.parametrize(("start", "most"), [(3, 0), (12, 2)])
def test_paragraphs_of_quarrels_and_games_tell_less_together(start, most):
    passages = read_gold(ROOT / "gold/fresh/de-quiet7.jsonl")[start : start + 3]
    assert len(events("de", "\n\n".join(passage.text for passage in passages))) <= most
