"""Document -> Sentences: the parsers that ship, CoNLL-U in and out, frozen parses for tests."""

from lagebild.sentences.conllu import read_conllu, write_conllu
from lagebild.sentences.frozen import FrozenParser
from lagebild.sentences.parser import Parser, load_parser, parser_version
from lagebild.sentences.spelling import spelled
from lagebild.sentences.wordparts import lemmas_of_word, parts_of_word

__all__ = [
    "FrozenParser",
    "Parser",
    "lemmas_of_word",
    "load_parser",
    "parser_version",
    "parts_of_word",
    "read_conllu",
    "spelled",
    "write_conllu",
]
