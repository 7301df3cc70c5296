"""What linking sees of a claim, from the text on: with the parser that ships."""

import sys

import pytest

from lagebild import Lagebild
from lagebild.documents import Particulars, document_of
from lagebild.stories import stories_of, tellings_of


@pytest.fixture(scope="module")
def reader():
    return Lagebild()


def told(reader, text, publisher="Bote", day="2024-10-18"):
    return tellings_of(reader.read(document_of(text, Particulars(publisher=publisher, published=day))))


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Pjöngjang will weitere Truppen entsenden.", "entsenden", None),
        ("Der Gouverneur von Donezk nannte nach dem Angriff auf den Bahnhof nun 52 Tote.", "Angriff", None),
        (
            "Peru hat nach Angaben des Ministeriums in Lima rund 300 Soldaten an die Grenze verlegt.",
            "verlegt",
            None,
        ),
        ("Der Geheimdienst habe im Konflikt vermittelt, hieß es in Berlin.", "vermittelt", None),
        ("China imposed sanctions on two farms, which Manila called unfair.", "imposed", None),
        ("Die Gegner haben nach katarischen Angaben in Doha verhandelt.", "verhandelt", "QAT/doha"),
        ("Russian missiles struck a school in Kharkiv on Monday.", "struck", "UKR/kharkiv"),
    ],
    ids=[
        "a capital that acts",
        "where a governor sits",
        "where a ministry speaks",
        "where it is said",
        "a capital that judges",
        "where it was done, behind who says so",
        "where it happened",
    ],
)
def test_where_somebody_sits_is_not_where_it_happened(reader, text, trigger, place):
    (found,) = [t for t in told(reader, text) if t.quote == trigger]
    assert found.place == place


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("Radio Salta withdrew its report that soldiers had shelled the town of Adigrat.", True),
        ("Ethiopian troops began withdrawing from the border, state television reported.", False),
        ("Russland zieht nach einem Bericht der Zeitung seine Soldaten zurück.", False),
    ],
)
def test_only_who_withdraws_a_report_takes_it_back(reader, text, taken_back):
    assert any(t.withdrawn or t.takers for t in told(reader, text)) == taken_back


def test_a_weekday_is_no_name_and_no_word_in_common(reader):
    (found,) = told(reader, "Russian missiles struck the village of Hroza on Monday.")
    assert "manda" not in found.propers
    assert "monday" not in found.lemmas


def test_of_it_the_state_that_says_so_has_done_it(reader):
    (found,) = told(
        reader,
        "Nordkorea hat erstmals bestätigt, dass es Soldaten in den Krieg gegen die Ukraine geschickt hat.",
    )
    assert (found.actors, found.recipients, found.against) == (("PRK",), (), ("UKR",))
    assert found.answers


def test_of_its_army_the_state_that_says_so_has_done_it(reader):
    text = "Azerbaijan's defence ministry denied that its army had attacked civilians."
    (found,) = [t for t in told(reader, text) if t.type == "ASSAULT"]
    assert (found.actors, found.polarity) == (("AZE",), "denied")


def test_an_envoy_speaks_for_the_organisation_that_his_title_names(reader):
    (found,) = told(reader, "Rebellen haben Goma angegriffen, wie der UN-Gesandte Grundberg mitteilte.")
    assert found.chain[-1].key == "UNO"


@pytest.mark.parametrize(
    ("source", "key"),
    [("Polizeiangaben", "role:police"), ("Behördenangaben", None)],
    ids=["one body", "officials"],
)
def test_what_a_body_says_in_one_word_is_its_own(reader, source, key):
    (found,) = told(
        reader,
        f"Bei dem Angriff auf das Hotel Hayat in Mogadischu kamen nach {source} 21 Menschen ums Leben.",
    )
    assert found.chain[-1].key == key


@pytest.mark.parametrize(
    "text",
    [
        "Poland ruled out sending soldiers to Ukraine.",
        "If North Korea sends soldiers to Russia, South Korea will send weapons to Ukraine, the presidential office in Seoul said.",
        "The presidential office in Seoul said it could send weapons to Ukraine.",
    ],
    ids=["ruled out", "only if", "perhaps"],
)
def test_nobody_vouches_for_a_deed_that_is_ruled_out_or_only_possible(reader, text):
    deeds = [story for story in stories_of(told(reader, text)) if story.type == "AID"]
    assert deeds
    assert [origin.name for story in deeds for origin in story.part("overall").origins] == []


def test_who_gives_the_toll_of_what_a_sentence_names_vouches_for_it(reader):
    text = "Kyrgyzstan's health ministry said 590 people had been injured in the protests in Bishkek."
    (protest,) = [t for t in told(reader, text) if t.type == "PROTEST"]
    assert [voice.key for voice in protest.chain] == ["KGZ:health_ministry"]


def test_who_gives_the_toll_of_an_attack_that_his_sentence_tells_vouches_for_it(reader):
    text = "Israels Luftwaffe hat Rafah bombardiert, sechs Menschen wurden nach Angaben des palästinensischen Gesundheitsministeriums getötet."
    assert {voice.key for t in told(reader, text) for voice in t.chain} == {"PSE:health_ministry"}


def test_who_says_that_he_will_do_it_vouches_for_it(reader):
    (found,) = told(reader, "Russia said it would withdraw its troops from Gori.")
    assert ([voice.key for voice in found.chain], found.time) == (["RUS"], "future")


def test_who_only_counts_what_was_told_is_a_second_origin_of_it(reader):
    text = "Tausende haben am Mittwoch in Paris gegen die Reaktoren demonstriert. Die Gewerkschaft sprach von 9000 Teilnehmern."
    (story,) = stories_of(told(reader, text))
    assert [origin.name for origin in story.part("overall").origins] == ["Bote", "Gewerkschaft"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The group JNIM claimed responsibility for the attack on the army post near Djibo.", "IMG.jnim"),
        ("Zu dem Anschlag bekannte sich die Terrormiliz IS.", "IMG.is"),
        ("The group JNIM denied responsibility for the attack on the army post near Djibo.", None),
    ],
    ids=["claimed", "bekannte", "denied"],
)
def test_who_claims_a_deed_that_is_known_bears_it_out(reader, text, key):
    claims = [t for t in told(reader, text) if t.type == "ASSAULT"]
    assert claims or key is None
    assert {v.key for t in claims for v in t.confirmers} == ({key} if key else set())


def test_who_counts_the_dead_of_what_is_known_gives_their_number_and_no_more(reader):
    text = "Nach dem Angriff auf die Kundgebung in Addis Abeba sprach der äthiopische Gesundheitsminister von zwei Toten."
    first = told(
        reader,
        "A grenade attack on a rally in Addis Ababa killed one person, Ethiopia's police said.",
        "Herald",
    )
    stories = stories_of((*told(reader, text, day="2024-10-19"), *first))
    (story,) = [s for s in stories if {"attack", "Angriff"} <= {t.quote for t in s.tellings}]
    assert [origin.key for origin in story.part("overall").origins] == ["ETH.COP"]
    assert "ETH:health_ministry" in {
        o.key for s in stories for p in s.parts if p.name == "number" for o in p.origins
    }


CONFIRMED = [
    ("Russland hat Odessa angegriffen, teilte Kiew mit. Das bestätigte auch die Uno.", ["UNO"]),
    ("Russland hat Odessa angegriffen, teilte Kiew mit. Ankara bestätigte die Angaben.", ["TUR"]),
    (
        "Russia attacked Odesa with drones, Kyiv said. The attack was confirmed by the United Nations.",
        ["UNO"],
    ),
    ("Russia attacked Odesa with drones, Kyiv said. The attack was confirmed by two officials.", []),
    ("Russia attacked Odesa with drones, Kyiv said. Ukraine's government confirmed the attack.", ["UKR.GOV"]),
    ("Russia attacked Odesa with drones, Kyiv said. The Kremlin could not confirm the attack.", []),
    ("Russia attacked Odesa with drones, Kyiv said. Ankara confirmed the visit.", []),
    ("Russian troops seized Huliaipole, Moscow said. Kyiv confirmed the fall of the town.", ["UKR"]),
    (
        "Germany imposed an entry ban on Milorad Dodik, the paper Adria wrote. The decision was confirmed by Austria's foreign minister.",
        ["AUT:foreign_ministry"],
    ),
    (
        "Russische Truppen nahmen Huljajpole ein, teilte Moskau mit. Kiew bestätigte den Verlust der Stadt.",
        ["UKR"],
    ),
]


@pytest.mark.parametrize(("text", "keys"), CONFIRMED, ids=[text.partition(". ")[2] for text, _ in CONFIRMED])
def test_who_confirms_what_a_sentence_before_tells_stands_beside_it(reader, text, keys):
    first = told(reader, text)[0]
    assert [voice.key for voice in first.confirmers] == keys


ANSWERED = [
    "Der Gouverneur teilte mit, Flugzeuge hätten den Markt in Bentiu bombardiert. Khartum bestritt den Angriff.",
    "Der Gouverneur teilte mit, Flugzeuge hätten den Markt in Bentiu bombardiert. Khartum bestätigte den Angriff.",
]


@pytest.mark.parametrize("text", ANSWERED, ids=["denied", "confirmed"])
def test_an_answer_is_of_one_story_with_what_it_answers(reader, text):
    stories = [story for story in stories_of(told(reader, text)) if story.type == "ASSAULT"]
    assert len(stories) == 1


SOURCES = [
    ("Nach Angaben des Gouverneurs der Region", "Gouverneur der Region"),
    ("Nach Angaben des südkoreanischen Geheimdienstes NIS", "südkoreanischer Geheimdienst NIS"),
    ("Nach Darstellung der malischen Armee", "malische Armee"),
    ("Nach Angaben deutscher Sicherheitsbehörden", "deutsche Sicherheitsbehörden"),
    ("Nach Angaben Taiwans", "Taiwan"),
    ("Nach Angaben von Augenzeugen", "Augenzeugen"),
    ("Laut dem hohen Kommissar", "hohen Kommissar"),
]


@pytest.mark.parametrize(("cited", "name"), SOURCES, ids=[name for _, name in SOURCES])
def test_who_is_cited_is_named_in_the_nominative_where_that_is_sure(reader, cited, name):
    found = told(reader, f"{cited} hat Russland Odessa angegriffen.")[0]
    assert [voice.name for voice in found.chain] == [name]


def test_what_is_more_to_come_is_not_what_has_been(reader):
    sent = told(reader, "Nordkorea hat nach Angaben des NIS Soldaten nach Russland geschickt.")
    more = told(
        reader, "Nordkorea will nach Angaben Kiews weitere Soldaten nach Russland schicken.", day="2024-11-30"
    )
    assert len({story.story_id for story in stories_of((*sent, *more))}) == 2


@pytest.mark.parametrize(
    ("text", "trigger", "deeds"),
    [
        ("Ukrainische Drohnen haben in Feodossija ein Treibstofflager getroffen.", "getroffen", {"attack"}),
        ("Haiti's government declared a state of emergency on Sunday.", "declared", {"emergency"}),
        (
            "Islamic State said two of its members had detonated explosive belts in the crowd.",
            "detonated",
            {"attack"},
        ),
        (
            "China hat bei seinem zweitägigen Manöver rund um Taiwan 111 Flugzeuge eingesetzt.",
            "eingesetzt",
            {"drill"},
        ),
        (
            "Haitis Regierungschef Ariel Henry hat seinen Rücktritt angekündigt.",
            "angekündigt",
            {"announce", "resign"},
        ),
    ],
    ids=[
        "hit, not met",
        "what is declared",
        "by the mode of its frame",
        "what it was done at",
        "what is promised",
    ],
)
def test_a_trigger_means_the_deed_that_its_type_can_be(reader, text, trigger, deeds):
    (found,) = [t for t in told(reader, text) if t.quote == trigger]
    assert found.acts == deeds


def test_a_sentence_without_a_place_goes_on_where_the_one_before_was(reader):
    text = "Russian air defences shot down 14 drones near Feodosia. No facility was hit, Russia's defense ministry said."
    (found,) = [t for t in told(reader, text) if t.quote == "hit"]
    assert found.place == "UKR/feodosia"


def test_who_acts_by_name_is_taken_nowhere_else(reader):
    text = "Die polnische Marine hat in der Ostsee einen Tanker aufgebracht. Vor drei Tagen hatte Estland ein Schiff festgesetzt."
    (found,) = [t for t in told(reader, text) if t.quote == "festgesetzt"]
    assert found.place is None


@pytest.mark.parametrize(
    ("text", "trigger", "first"),
    [
        ("Georgia's president urged people to rally in Tbilisi on Monday.", "urged", None),
        (
            "News Diggers on Friday withdrew its report that police had arrested nine officers.",
            "arrested",
            None,
        ),
        ("Police arrested nine officers in Lusaka on Friday.", "arrested", "2024-10-18"),
        (
            "Als Antwort auf die Entscheidung vom 4. Oktober hat Russland zwei deutsche Diplomaten ausgewiesen.",
            "ausgewiesen",
            None,
        ),
    ],
    ids=[
        "what is demanded is to come",
        "the day of taking it back",
        "the day of the deed",
        "the day of what it answers",
    ],
)
def test_only_the_day_of_the_deed_dates_it(reader, text, trigger, first):
    (found,) = [t for t in told(reader, text) if t.quote == trigger]
    assert found.first == first


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ukraine's military intelligence agency said its drones had hit a depot in Dzhankoi.", "UKR.SPY"),
        ("A plane bombed the port, foreign ministry spokesman Lin Moto said.", "role:foreign_ministry"),
        ("The AFDL rebels said they had captured Bukavu in eastern Zaire.", "name:afdl"),
        ("The mayor of Odesa said Russian drones had hit the port.", "name:adasa:mayor"),
        ("Residents of Kerman said police had shot at protesters.", None),
        ("Troops closed the border, a defence ministry spokesman in Kyiv said.", "UKR:defence_ministry"),
        ("Rebels shelled the town, a spokeswoman for the court said.", "role:court"),
        ("Rebels shelled the town, a spokesman said.", None),
        ("Authorities said the town had been shelled.", None),
        ("Sheikh Hasina has resigned, the army chief, General Waker-uz-Zaman, said on Monday.", "role:army"),
        ("Soldiers shot an activist, a spokesman for the Lusa Party said.", "name:parta"),
        ("Two bombs hit a crowd in Kerman, state television reported.", "role:state_broadcaster"),
        ("Sudan's RSF has captured Wad Madani, its spokesman said.", "SDN.REB.rsf"),
        ("Troops have detained seven people, a spokeswoman for the service said.", "role:service"),
        ("Sudan's RSF has captured Wad Madani, its spokesman Al-Fateh Qurashi said.", "SDN.REB.rsf"),
        ("Fighters of the M23 seized Kanyabayonga, the rebel group said.", "COD.REB.m23"),
        ("A drone hit a clinic in El Fasher, WHO chief Tedros Adhanom Ghebreyesus said.", "UNO.MED.who"),
        ("Rebels shelled the town, Kremlin spokesman Dmitry Peskov said.", "RUS:presidency"),
        ("The Foreign Office in Berlin said troops had shelled the town.", "DEU:foreign_ministry"),
        ("Israel struck Isfahan on Friday, two American officials said.", None),
        ("Israel struck Isfahan on Friday, a Downing Street source said.", None),
        ("Gunmen killed four people in Kano, a police officer said.", None),
        ("Israel struck Isfahan on Friday, State Department official Daniel Benaim said.", "USA.GOV"),
        ("Hezbollah's Al-Manar television said Israel had bombed Aita al-Shaab.", "LBN.JRN.al_manar"),
        ("Ukraine shot down 30 drones overnight, its air force said.", "UKR:army"),
        ("Soldiers blocked the border, government spokesman Zoltan Kovacs said.", "role:government"),
        ("Troops killed three gunmen in Jenin, army spokesman Daniel Hagari said.", "ISR.MIL.idf"),
        ("The M23 seized Bukavu, the rebels said in a statement.", "COD.REB.m23"),
        ("The M23 seized Bukavu on Monday, fighters in the town said.", None),
        ("Prime Minister Robert Fico was shot in Handlova on Wednesday, his office said.", "SVK:premier"),
        ("Soldiers shot four protesters in Jos, the Catholic diocese said.", "role:clergy"),
        ("An Iranian court sentenced two French citizens to prison, the judiciary said.", "role:court"),
        ("Soldiers shot four protesters in Jos, the hospital said.", "role:hospital"),
        ("Finnish operator Cinia said saboteurs had cut the C-Lion1 cable in the Baltic Sea.", "name:kana"),
        ("Soldiers shot four protesters in Jos, a hospital said.", None),
        ("Soldiers shot four protesters in Jos, posts on social networks said.", None),
    ],
    ids=[
        "a service of the army",
        "a ministry by any name",
        "a named group",
        "an office of a place",
        "people of a place",
        "who speaks for a ministry",
        "who speaks for a court",
        "who speaks for nobody",
        "authorities",
        "set in",
        "who speaks for a party that nobody knows",
        "a state's broadcaster",
        "who speaks for whoever did it",
        "who speaks for a service",
        "who speaks for those who did it, by name",
        "what those who did it are called",
        "who heads an organisation",
        "who speaks for a president",
        "a ministry of another state than its name says",
        "officials of a state",
        "a source in an office",
        "an officer",
        "an official by name",
        "a medium, whoever owns it",
        "a part of an army",
        "who speaks for a government",
        "who speaks for an army that has a name",
        "the armed group that the text names",
        "no armed group",
        "somebody's office",
        "a diocese",
        "the judiciary",
        "the hospital",
        "a firm of a state by its name",
        "some hospital",
        "social networks",
    ],
)
def test_who_is_cited_is_the_body_that_the_words_name(reader, text, key):
    (found,) = [t for t in told(reader, text) if t.type]
    assert found.chain[-1].key == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Iran said it had hanged a man. Rights groups said the man had been tortured.", None),
        ("Russia said it had struck a depot. Agencies reported that 40 people had been wounded.", None),
        (
            "Kenya's government said police had shot two men. Civil society organisations said police had killed nine.",
            None,
        ),
        (
            "The army said rebels had attacked the village. The group said it had killed 40 soldiers.",
            "role:organisation",
        ),
        (
            "Amnesty International said soldiers had attacked the village. The group said 40 people had been killed.",
            "NGO.amnesty",
        ),
        ("Ukraine's SBU said it had struck a ship. The agency said the ship had been sunk.", "UKR.SPY.sbu"),
        ("Myanmar's army said it had bombed a camp. The rebel army said 30 civilians had been killed.", None),
        (
            "Myanmar's government said it had bombed a camp. The shadow government said 30 civilians had been killed.",
            "role:opposition",
        ),
        (
            "Sudans Regierung teilte mit, die Stadt sei befreit. Die Exilregierung erklärte, 30 Menschen seien getötet worden.",
            "role:opposition",
        ),
        (
            "Sudans Armee hat nach eigenen Angaben die RSF angegriffen. Die Paramilitärs erklärten, 30 Menschen seien getötet worden.",
            "SDN.REB.rsf",
        ),
        (
            "Der Iran hat nach eigenen Angaben einen Mann gehängt. Menschenrechtsorganisationen zufolge wurde der Mann gefoltert.",
            None,
        ),
    ],
)
def test_what_a_body_is_called_is_whoever_was_cited_only_where_that_is_such_a_body(reader, text, key):
    *_, found = told(reader, text)
    assert found.chain[-1].key == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Two founders of the news site Batono were detained in Tbilisi, the site said.", "name:batana"),
        ("Gunmen killed a reporter of Radio Okapi in Goma, the broadcaster said.", "COD.JRN.okapi"),
        ("Gunmen killed a reporter of Radio Okapi in Goma, a newspaper said.", None),
        ("Police arrested a candidate in Kano, the newspaper said.", None),
        ("Rockets struck the power plant near Enerhodar, the plant's operator said.", "role:company"),
        ("Rockets struck the power plant near Enerhodar, an operator said.", None),
        ("Soldiers arrested a candidate in Kano, her campaign team said.", "role:party"),
        ("South Korean intelligence said troops had crossed the river.", "KOR.SPY"),
        ("State television said soldiers had shelled the town.", "role:state_broadcaster"),
        ("State media said soldiers had shelled the town.", None),
        ("The U.N. human rights office said soldiers had shelled the town.", "UNO.ohchr"),
        ("EU-Vertreter sagten, Soldaten hätten das Dorf Nyala beschossen.", None),
        ("Rebellen haben das Dorf beschossen, teilte das Südkommando mit.", "role:army"),
    ],
)
def test_a_body_is_one_that_is_somebodys_or_has_been_named(reader, text, key):
    (found,) = [t for t in told(reader, text) if t.type]
    assert found.chain[-1].key == key


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Die Armee habe in keinem Dorf Zivilisten getötet, erklärte der Minister.", "negated"),
        ("Soldiers killed civilians in no village, the minister said.", "negated"),
        ("Rebels attacked the town with no warning, police said.", "affirmed"),
        ("Rebels attacked the town in no small numbers, police said.", "affirmed"),
    ],
    ids=["in no village (de)", "in no village", "with no warning", "in no small numbers"],
)
def test_what_was_done_nowhere_was_not_done(reader, text, polarity):
    (found,) = [t for t in told(reader, text) if t.type]
    assert found.polarity == polarity


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nach Angaben aus Kiew hat Russland am Freitag Odessa beschossen.", "UKR"),
        ("Nach ukrainischen Angaben hat Russland am Freitag Odessa beschossen.", "UKR"),
        ("Aus ukrainischen Regierungskreisen hieß es, Russland habe Odessa beschossen.", None),
        ("Russland hat Odessa beschossen, wie US-Regierungsbeamte mitteilten.", None),
        ("Bei Bria sind zwei Blauhelmsoldaten getötet worden, wie die UN-Mission mitteilte.", "UNO"),
        (
            "Die Polizei hat 40 Menschen festgenommen, wie die Istanbuler Staatsanwaltschaft mitteilte.",
            "TUR:prosecutor",
        ),
        ("Iranian authorities said gunmen had attacked a police station in Kerman.", None),
        ("Nach Angaben iranischer Behörden haben Bewaffnete in Kerman eine Polizeiwache angegriffen.", None),
        ("The Houthi authorities said American jets had bombed Sanaa.", "YEM.REB.houthi"),
        ("The health authority in Gaza said Israeli jets had bombed a school.", "PSE:health_ministry"),
    ],
    ids=["a capital", "a state", "circles", "officials", "a mission of the UN", "an office of a city",
         "authorities", "Behörden", "authorities of an armed group", "one authority"],
)  # fmt: skip
def test_whoever_has_no_name_is_nobody_and_a_capital_its_state(reader, text, key):
    (found,) = [t for t in told(reader, text) if t.type]
    assert found.chain[-1].key == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Colombia's defence minister, Pedro Sánchez, said rebels had killed six soldiers.", "COL:defence_ministry"),
        ("Kolumbiens Verteidigungsminister Pedro Sánchez sagte, Rebellen hätten sechs Soldaten getötet.", "COL:defence_ministry"),
        ("Spain's prime minister, Pedro Sánchez, said rebels had killed six soldiers.", "ESP:premier"),
        ("Die Bundesregierung teilte mit, Rebellen hätten sechs Soldaten getötet.", "DEU.GOV"),
    ],
    ids=["a namesake", "in German", "himself", "a government by its name"],
)  # fmt: skip
def test_who_is_called_as_somebody_else_holds_the_office_that_the_words_say(reader, text, key):
    assert {t.chain[-1].key for t in told(reader, text, day="2025-09-03") if t.type and t.chain} == {key}


def test_who_denies_his_own_deed_by_a_pronoun_denies_it(reader):
    text = "Iran rejected the American accusation. It denied that it had attacked the ships."
    (denied,) = [t for t in told(reader, text) if t.polarity == "denied"]
    assert [v.key for v in denied.deniers] == ["IRN"]


def test_a_source_that_was_not_read_is_not_whoever_did_it(reader):
    text = (
        "Russian missiles hit Kramatorsk railway station on Friday, the Ukrainian railway Ukrsalisnyzja said."
    )
    (found,) = [t for t in told(reader, text) if t.type]
    assert not [voice for voice in found.chain if voice.key == "RUS"]


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("Nach dem Angriff auf das Hotel in Tschernihiw sprach der Präsident von 18 Toten.", True),
        ("Nach einem Angriff auf ein Hotel in Tschernihiw sprach der Präsident von 18 Toten.", False),
        ("Bei dem Angriff auf das Hotel in Tschernihiw sind 18 Menschen getötet worden.", False),
    ],
    ids=["after what is known", "after what is news", "in it"],
)
def test_what_something_else_comes_after_is_only_named(reader, text, passing):
    (found,) = [t for t in told(reader, text) if t.quote == "Angriff"]
    assert found.passing == passing


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Georgian prosecutors charged Nika Beradze with espionage after his arrest on Tuesday.", "arrest"),
        ("Kidnappers have freed a Spanish tourist who was abducted in Algeria, the army said.", "abducted"),
    ],
    ids=["after his arrest", "who was abducted"],
)
def test_what_happened_before_what_is_told_is_only_named(reader, text, trigger):
    assert [t.passing for t in told(reader, text) if t.quote == trigger] == [True]


@pytest.mark.parametrize(
    ("day", "text", "key"),
    [
        (
            "2020-10-14",
            "Regierungssprecher Steffen Seibert sagte, Russland habe Odessa beschossen.",
            "DEU:premier",
        ),
        (
            "2024-10-14",
            "Botschafter Steffen Seibert sagte, Russland habe Odessa beschossen.",
            "DEU.GOV.seibert",
        ),
        ("2023-10-14", "John Kirby said Russia had shelled Odesa.", "USA:presidency"),
        ("2025-10-14", "John Kirby said Russia had shelled Odesa.", "USA.GOV.kirby"),
        ("2025-10-14", "The White House said Russia had shelled Odesa.", "USA:presidency"),
    ],
    ids=["a spokesman then", "no more", "another then", "and no more", "a seat has no end"],
)
def test_a_spokesman_speaks_for_his_office_as_long_as_he_holds_it(reader, day, text, key):
    assert {t.chain[-1].key for t in told(reader, text, day=day) if t.type and t.chain} == {key}


def test_a_noun_takes_up_what_a_sentence_before_it_tells(reader):
    text = "Militants fired rockets at Mosul, police said. The attack came a day after a bombing."
    assert [t.passing for t in told(reader, text) if t.quote in ("fired", "attack")] == [False, True]


def test_of_an_arrest_it_is_told_who_is_arrested_and_not_who_has_it_done(reader):
    text = "Alexander Lukaschenko hat 18 politische Gefangene begnadigt."
    (found,) = [t for t in told(reader, text) if t.type]
    assert not found.people


def test_an_envoy_whose_state_is_known_is_a_person_all_the_same(reader):
    text = "The Chinese envoy Lin Moto met Ukraine's foreign minister Dmytro Kuleba in Kyiv on Tuesday, the Ukrainian ministry said."
    (met,) = [t for t in told(reader, text, day="2023-05-17") if t.type == "CONSULT"]
    assert len(met.people) == 2


@pytest.mark.parametrize(
    ("text", "status", "origins"),
    [
        (
            "German police foiled an attack on a synagogue, interior minister Nancy Faeser said.",
            "single-origin",
            1,
        ),
        (
            "In Benin ist nach Angaben des Innenministers ein Putschversuch vereitelt worden.",
            "single-origin",
            1,
        ),
        ("There was no attack on the synagogue, interior minister Nancy Faeser said.", "denied", 0),
    ],
)
def test_who_says_that_a_deed_was_foiled_tells_it_and_denies_nothing(reader, text, status, origins):
    (story,) = [s for s in stories_of(told(reader, text)) if s.type in ("ASSAULT", "COERCE")]
    assert (story.status, story.part("overall").count) == (status, origins)


def test_a_name_in_quotation_marks_is_a_name_whatever_it_was_parsed_as(reader):
    (found,) = told(
        reader, "Der Iran hat die «Talara» und 21 Seeleute freigelassen, teilte die Reederei mit."
    )
    (other,) = told(reader, "Iran has released the Talara, the company said.")
    assert found.propers & other.propers


def test_a_day_beside_the_word_that_confirms_is_the_day_of_the_word(reader):
    (found,) = told(reader, "Tehran confirmed the seizure of the tanker on Saturday.", day="2025-11-15")
    assert found.first is None


@pytest.mark.parametrize(
    ("said_by", "key"),
    [
        ("sagte ein Arzt der Nachrichtenagentur AFP", None),
        ("berichtete ein Reporter der Nachrichtenagentur AFP", "FRA.JRN.afp"),
        ("hieß es in sozialen Netzwerken", None),
    ],
    ids=["who tells an agency is nobody", "its reporter is the agency", "networks of anybody"],
)
def test_whom_an_agency_asked_is_not_the_agency(reader, said_by, key):
    (found,) = told(reader, f"In Goma sind am Freitag 17 Soldaten der Armee getötet worden, {said_by}.")
    assert [voice.key for voice in found.chain] == [key]


DAYS = (
    "Südkorea warf Nordkorea am Montag vor, {} Drohnen an die Front geliefert zu haben. Die Regierung in Pjöngjang wies das zurück. "
    "Nach Angaben der Behörden wurden {} Menschen getötet, zu dem Angriff bekannte sich eine Miliz. Polen schloss aus, {} Soldaten zu schicken. "
)


def calls_for(reader, days):
    """How many functions are called to tell a text of so many days, and how many claims it has."""
    reading = reader.read(
        document_of(
            " ".join(DAYS.format(3 * n + 1, n + 2, n + 5) for n in range(days)), Particulars(lang="de")
        )
    )
    tellings_of(reading)  # what is looked up once
    called = 0

    def count(*_):
        nonlocal called
        called += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        told = tellings_of(reading)
    finally:
        sys.setprofile(before)
    return called, len(told)


def test_a_text_four_times_as_long_is_told_in_four_times_the_steps(reader):
    short, claims = calls_for(reader, 15)
    long, more = calls_for(reader, 60)
    assert more >= 3 * claims >= 200  # a text that says little else for long weighs its claims less
    assert long < 4.4 * short


@pytest.mark.parametrize(
    ("text", "trigger", "key"),
    [
        (
            "The Kremlin called the Dutch deployment a provocation, a spokesman said.",
            "called",
            "RUS:presidency",
        ),
        (
            "The Israeli army dismissed two officers over the strike, it said on Friday.",
            "dismissed",
            "ISR.MIL",
        ),
        (
            "Die Revolutionsgarden haben einen Tanker gestoppt. Dies teilte die Garde selbst mit.",
            "gestoppt",
            "IRN.MIL.irgc",
        ),
        (
            "Die Miliz RSF hat drei Geiseln freigelassen. Das gab sie am Montag bekannt.",
            "freigelassen",
            "SDN.REB.rsf",
        ),
        (
            "M23 rebels have begun to withdraw from Uvira, spokesman Willy Ngoma said.",
            "withdraw",
            "COD.REB.m23",
        ),
        (
            "The Philippine plane had intruded into Chinese airspace, spokesman Tian Junli said.",
            "intruded",
            "name:anla",
        ),
        (
            "Die Regierung in Manila hat ihn einbestellt, sagte Präsidentensprecherin Claire Castro.",
            "einbestellt",
            "name:kastra",
        ),
        ("Israel bombed a school in Gaza on Monday, a spokesman said.", "bombed", None),
        ("Israel bombed a school in Gaza, spokesman Mahmud Basal said.", "bombed", "name:basal"),
        ("Der Gouverneur hat die Miliz angegriffen, sagte ein Beamter.", "angegriffen", None),
    ],
    ids=[
        "its spokesman",
        "it",
        "the last part of its name",
        "she",
        "its spokesman by his name",
        "whoever speaks of a plane",
        "whoever speaks for another body",
        "whoever speaks of an attack",
        "a spokesman by his name",
        "an official",
    ],
)
def test_a_source_without_a_name_can_be_the_doer(reader, text, trigger, key):
    (found,) = [t for t in told(reader, text) if t.quote == trigger]
    assert [voice.key for voice in found.chain] == [key]


@pytest.mark.parametrize(
    ("text", "trigger", "key"),
    [
        ("Ein Boot ist gerammt worden, teilte die Küstenwache in Manila mit.", "gerammt", "PHL:border_guard"),
        (
            "Beamte haben den Tanker festgesetzt. Das gab die Polizei in Helsinki bekannt.",
            "festgesetzt",
            "FIN:police",
        ),
        (
            "Houthi military spokesman Yahya Saree said fighters had captured the ship.",
            "captured",
            "YEM.REB.houthi",
        ),
        ("The premier has resigned, a government minister said.", "resigned", None),
    ],
    ids=["in its capital", "in another sentence", "of an armed group", "one of many"],
)
def test_a_body_is_of_the_place_where_it_is_and_one_of_many_is_nobody(reader, text, trigger, key):
    (found,) = [t for t in told(reader, text) if t.quote == trigger]
    assert [voice.key for voice in found.chain] == [key]


def test_a_name_right_before_a_verb_does_it_though_the_tree_has_it_otherwise(reader):
    text = (
        "Amnesty International called on the government in Kinshasa to let independent experts into the jail."
    )
    assert [t.passing for t in told(reader, text) if t.quote == "called"] == [False]


def test_a_paper_that_cites_itself_by_a_part_of_its_name_is_no_other(reader):
    (found,) = [
        t
        for t in told(reader, "The Gazette reported that rebels had seized Torit.", "Harbour Gazette")
        if t.quote == "seized"
    ]
    (story,) = [s for s in stories_of((found,)) if s.type]
    assert [origin.key for origin in story.part("overall").origins] in ([], ["pub:harbour gazette"])


def test_a_spokesman_speaks_for_who_was_cited_before_and_not_for_his_opponent(reader):
    text = "China's navy said no ship had been fired at. Philippine troops had intruded into Chinese waters, a spokesman said."
    found = [t for t in told(reader, text) if t.quote == "intruded"]
    assert not [voice for t in found for voice in t.chain if voice.state == "PHL"]


def test_initials_are_a_name_whatever_word_they_spell(reader):
    (found,) = [
        t
        for t in told(reader, "A court sentenced Kamel Guizani to 35 years in prison, TAP reported.")
        if t.type
    ]
    assert [voice.key for voice in found.chain] == ["name:tap"]


def test_who_denies_it_and_blames_another_denies_more_than_his_part(reader):
    text = "Sudan's army bombed the convoy, the RSF said. The army denied it and blamed the RSF."
    (found,) = [t for t in told(reader, text) if t.quote == "bombed"]
    assert [voice.apart for voice in found.deniers] == [False]


def test_two_who_are_sentenced_are_not_one(reader):
    text = "Cécile Kohler und Jacques Paris sind in Teheran zu langen Haftstrafen verurteilt worden."
    (found,) = [t for t in told(reader, text) if t.quote == "verurteilt"]
    assert not found.lone


@pytest.mark.parametrize(
    ("text", "trigger", "earlier"),
    [
        (
            "Rebellen haben Bukavu eingenommen. Zwei Wochen zuvor hatten sie Goma eingenommen.",
            "eingenommen",
            [False, True],
        ),
        ("M23 fighters have captured Bukavu, three weeks after they took Goma.", "took", [True]),
        ("M23 fighters have captured Bukavu, three weeks after they took Goma.", "captured", [False]),
        ("M23 fighters took Goma two weeks ago.", "took", [False]),
    ],
)
def test_what_was_some_weeks_before_what_is_told_is_known(reader, text, trigger, earlier):
    assert [t.earlier for t in told(reader, text) if t.quote == trigger] == earlier


@pytest.mark.parametrize(
    ("text", "trigger", "aside"),
    [
        ("Hamas released 24 hostages, Qatar said, hours after a four-day truce had begun.", "begun", True),
        ("Israel struck a store in Lebanon, its army said, a day after the truce began.", "began", False),
        ("The army said it had shelled the town after rebels had seized it.", "seized", False),
    ],
)
def test_nobody_is_cited_for_when_somebody_said_something(reader, text, trigger, aside):
    assert [t.aside for t in told(reader, text) if t.quote == trigger] in ([aside], [])


@pytest.mark.parametrize(
    ("text", "trigger", "first"),
    [
        ("Die Türkei hat den im März festgenommenen Reporter freigelassen.", "freigelassen", None),
        ("Die Türkei hat den im März festgenommenen Reporter freigelassen.", "festgenommenen", "2024-03-01"),
        (
            "Bei der Suche nach dem im Mai verschleppten Piloten ist ein Soldat getötet worden.",
            "getötet",
            None,
        ),
        ("Hamas released the three hostages seized in March.", "released", None),
        ("Gunmen attacked a bus filled with pilgrims on Sunday.", "attacked", "2024-10-13"),
    ],
)
def test_a_date_beside_a_participle_is_when_that_was(reader, text, trigger, first):
    assert [t.first for t in told(reader, text) if t.quote == trigger] == [first]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Die Strafzölle der EU auf chinesische Autos gelten seit Mitternacht.", "Strafzölle"),
        ("Die Sanktionen der EU gegen Gambia sind in Kraft getreten.", "Sanktionen"),
        ("The EU sanctions on three Russian banks took effect on Monday.", "sanctions"),
    ],
)
def test_what_is_in_force_is_told_by_its_noun(reader, text, trigger):
    (found,) = told(reader, text)
    assert (found.quote, found.passing, found.type) == (trigger, False, "SANCTION")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Drones hit a warehouse in Alexeyevka, the Telegram channel Astra reported.", "name:astra"),
        ("The same court handed Kamel Guizani 35 years in absentia, TAP reported.", "name:tap"),
        ("Die Polizei hat den Reporter festgenommen. Das teilte die Zeitung «Dagens ETC» mit.", "name:atk"),
    ],
    ids=["a channel on a platform", "initials behind a comma", "a name in quotation marks"],
)
def test_who_has_a_name_of_his_own_is_called_so(reader, text, key):
    assert {t.chain[-1].key for t in told(reader, text) if t.chain} == {key}


@pytest.mark.parametrize(
    ("text", "trigger", "passing"),
    [
        ("The RSF rejected reports of a massacre at the Saudi hospital as a fabrication.", "rejected", False),
        (
            "Thailand accused Cambodia of laying mines along the border, which Phnom Penh rejected.",
            "rejected",
            False,
        ),
        (
            "EU states on Friday approved sanctions against three Russian banks after Slovakia dropped its veto.",
            "approved",
            False,
        ),
        (
            "Ethiopia's prime minister, Abiy Ahmed, on Thursday acknowledged for the first time that his troops had entered Eritrea.",
            "entered",
            False,
        ),
        ("Egypt freed a reporter arrested in May.", "arrested", True),
        ("Die Türkei hat den im März festgenommenen Reporter freigelassen.", "festgenommenen", True),
    ],
)
def test_what_is_told_is_not_passing_however_it_was_parsed(reader, text, trigger, passing):
    assert [t.passing for t in told(reader, text) if t.quote == trigger] == [passing]


@pytest.mark.parametrize(
    ("text", "trigger", "vouches"),
    [
        ("Israel habe angeblich ein Krankenhaus beschossen, sagte der russische Botschafter.", "beschossen", False),
        ("Russia said the alleged attack on a school in Kursk had killed two.", "attack", False),
        ("Ukraine accused Russia of striking a dam.", "striking", True),
        ("Die Schiffer würden verdächtigt, ein Seekabel durchtrennt zu haben, teilte Taiwans Küstenwache mit.", "durchtrennt", True),
    ],
    ids=["allegedly", "the alleged attack", "an accuser", "who suspects"],
)  # fmt: skip
def test_who_only_calls_it_alleged_vouches_for_nothing_and_who_accuses_does(reader, text, trigger, vouches):
    found = [t for t in told(reader, text) if t.quote == trigger]
    assert [t.commitment != "possible" for t in found] == [vouches]


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        (
            "The destroyer sailed near the shoal, the U.S. Navy said. China's military said it had driven away the ship. "
            "The Navy denied that the vessel had been driven away.",
            "USA.MIL.us_navy",
        ),
        (
            "Ukraine's army said it had struck a depot. Russia's army said two soldiers were killed. Ukraine's military denied striking soldiers.",
            "UKR.MIL",
        ),
    ],
    ids=["a navy is rather the one that is called so", "an army that is named"],
)
def test_who_answers_without_a_name_is_who_is_called_so(reader, text, denier):
    assert {v.key for t in told(reader, text) for v in t.deniers} == {denier}
