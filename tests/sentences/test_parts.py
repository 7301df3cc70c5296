from lagebild.sentences.parts import with_parts, with_postpositions

OPENERS = frozenset({"darunter"})
FORMS = "Soldaten kamen an , darunter auch Eliteeinheiten .".split()
UPOS = ("NOUN", "VERB", "ADP", "PUNCT", "ADV", "ADV", "NOUN", "PUNCT")
HEADS = (1, -1, 1, 6, 6, 6, 1, 1)
RELATIONS = ("nsubj", "root", "compound:prt", "punct", "advmod", "advmod", "nsubj", "punct")


def test_a_part_is_an_apposition_of_its_whole():
    heads, relations = with_parts(FORMS, UPOS, HEADS, RELATIONS, OPENERS)
    assert (heads[6], relations[6]) == (0, "appos")
    assert [heads[i] for i in range(8) if i != 6] == [HEADS[i] for i in range(8) if i != 6]


def test_without_a_whole_the_tree_stays():
    relations = ("obl", *RELATIONS[1:])
    assert with_parts(FORMS, UPOS, HEADS, relations, OPENERS) == (HEADS, relations)


def test_a_postposition_belongs_to_the_noun_before_it():
    forms = "Angaben zufolge starben 35 Menschen .".split()
    upos = ("NOUN", "ADP", "VERB", "NUM", "NOUN", "PUNCT")
    mended = with_postpositions(forms, upos, (2, 4, -1, 4, 2, 2), frozenset({"zufolge"}))
    assert mended == (2, 0, -1, 4, 2, 2)


def test_a_preposition_stays_where_it_is():
    forms = "Bericht zufolge der Angaben".split()
    heads = (-1, 3, 3, 0)
    assert with_postpositions(forms, ("VERB", "ADP", "DET", "NOUN"), heads, frozenset({"zufolge"})) == heads
