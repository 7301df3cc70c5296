"""Document -> Sentences: the parsers that ship, CoNLL-U in and out, frozen parses for tests."""

from lagebild.sentences.conllu import read_conllu, write_conllu
from lagebild.sentences.frozen import FrozenParser
from lagebild.sentences.parser import Parser, load_parser, parser_version
from lagebild.sentences.spelling import spelled

__all__ = [
    "FrozenParser",
    "Parser",
    "load_parser",
    "parser_version",
    "read_conllu",
    "spelled",
    "write_conllu",
]
