from lagebild.sentences.parts import with_parts

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
