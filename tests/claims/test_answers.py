"""Answers are found once and forgotten together."""

from collections import defaultdict
from functools import cached_property

from lagebild.claims.answers import forget, found_once, once, once_a_scene


class Sentence:
    def __init__(self):
        self.asked = []

    @cached_property
    def answers(self):
        return defaultdict(dict)

    @once
    def doubled(self, i):
        self.asked.append(i)
        return 2 * i

    @found_once
    def length(self):
        """How long it is."""
        self.asked.append("length")
        return 7


@once_a_scene
def tripled(sentence, i):
    sentence.asked.append(("three", i))
    return 3 * i


def test_a_question_is_asked_once_an_object():
    one, other = Sentence(), Sentence()
    assert [one.doubled(2), one.doubled(2), one.doubled(3), other.doubled(2)] == [4, 4, 6, 4]
    assert one.asked == [2, 3] and other.asked == [2]


def test_what_is_forgotten_is_asked_again():
    one = Sentence()
    one.doubled(2)
    forget(one)
    forget(one)
    assert one.doubled(2) == 4 and one.asked == [2, 2]


def test_a_property_is_found_once():
    one = Sentence()
    assert one.length == one.length == 7 and one.asked == ["length"]
    assert Sentence.length.__doc__ == "How long it is."


def test_a_question_about_a_token_is_asked_once_a_scene():
    one = Sentence()
    assert [tripled(one, 1), tripled(one, 1)] == [3, 3] and one.asked == [("three", 1)]
