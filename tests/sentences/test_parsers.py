"""What every parser that ships keeps, for each language found."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from lagebild.errors import UnknownLanguage
from lagebild.sentences import analysis, load_parser, parser_version, read_conllu, write_conllu
from lagebild.sentences.parser import BLOCK_WORDS, TrainedParser
from lagebild.sentences.weights import MODELS

LANGUAGES = sorted(path.stem for path in MODELS.glob("*.npz"))
UNIVERSAL = set(
    """acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed flat
    goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp""".split()
)
UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
TEXTS = {
    "de": "SEOUL – Nordkorea hat Truppen entsandt.\nEr warf dem Land vor, zu lügen – „nichts sei wahr“, hieß es.\n\n"
    "Folgen\n12.000 Soldaten (darunter Eliteeinheiten) kämen im Okt. an! 🚀 a\u0308hm… http://x.org/a_b\r\nUnd? Ja",
    "en": "SEOUL – North Korea sent troops, the U.S. said.\nThey didn't deny it: “It's all true,” she said.\n\n"
    "Outlook\n12,000 soldiers (and elite units) could arrive in Oct.! 🚀 hm… http://x.org/a_b\r\nAnd? Yes",
}
ODD = [
    "word " * 3_000,
    "x" * 20_000,
    "?!" * 500,
    "\u0301",
    "(((((",
    "1 2 3 4 5",
    "A. B. C. D.",
    "\ufeffHallo.",
    "\x00 \x01",
]


@pytest.fixture(params=LANGUAGES)
def parser(request):
    return load_parser(request.param)


@pytest.fixture
def text(parser):
    return TEXTS[parser.lang]


def reaches_root(sentence, token):
    for _ in sentence.tokens:
        if token.head < 0:
            return True
        token = sentence.tokens[token.head]
    return False


def check(sentences, text):
    for i, sentence in enumerate(sentences):
        assert sentence.i == i
        assert [token.i for token in sentence.tokens] == list(range(len(sentence.tokens)))
        roots = [token for token in sentence.tokens if token.head == -1]
        assert [token.deprel for token in roots] == ["root"]
        assert all(-1 <= token.head < len(sentence.tokens) for token in sentence.tokens)
        assert all(reaches_root(sentence, token) for token in sentence.tokens)
        assert all(text[token.start : token.end] == token.form for token in sentence.tokens)
        assert {token.deprel.split(":")[0] for token in sentence.tokens} <= UNIVERSAL
        assert {token.upos for token in sentence.tokens} <= UPOS
        assert all(token.lemma for token in sentence.tokens)
        assert all(
            re.fullmatch(r"(?:[^=|\s]+=[^=|\s]+(?:\|(?!$)|$))*", token.feats) for token in sentence.tokens
        )


def test_a_parser_ships_for_each_language_that_has_texts_here():
    assert set(LANGUAGES) <= set(TEXTS)
    assert "de" in LANGUAGES


def test_trees_have_one_root_and_offsets_cut_the_text(parser, text):
    check(parser.parse(text), text)


@pytest.mark.parametrize("odd", ODD)
def test_whatever_the_text_the_trees_are_trees(parser, odd):
    check(parser.parse(odd), odd)


@pytest.mark.parametrize("nothing", ["", " ", "\n \n"])
def test_no_text_no_sentences(parser, nothing):
    assert parser.parse(nothing) == ()


def test_parsing_starts_where_it_is_told(parser, text):
    start = text.index("\n") + 1
    sentences = parser.parse(text, start=start)
    check(sentences, text)
    assert sentences[0].start == start


def test_a_short_line_over_a_text_is_a_heading(parser, text):
    assert [str(sentence) for sentence in parser.parse(text) if sentence.heading] == [text.split("\n")[3]]


def test_the_same_text_has_the_same_trees_whatever_was_parsed_before(parser, text):
    first = parser.parse(text)
    parser.parse("x y z. " * 20)
    assert parser.parse(text) == first


def test_threads_do_not_disturb_each_other(parser, text, monkeypatch):
    alone = parser.parse(text)
    most = len({token.form for sentence in alone for token in sentence.tokens}) + 20
    monkeypatch.setattr(analysis, "WORDS_KEPT", most)  # so that they forget for each other
    parser = TrainedParser(parser.lang)
    with ThreadPoolExecutor(4) as pool:
        others = [pool.submit(parser.parse, f"{text} {i} others" if i % 2 else text) for i in range(12)]
        assert all(other.result() == alone for other in others[::2])


def test_a_long_text_is_parsed_as_it_is_asked_for(parser, text):
    many = "\n".join([text] * 200)
    known = parser.caches()["tags"].hits
    stream = parser.stream(many)
    first = next(stream)
    assert parser.caches()["tags"].hits - known < 2 * BLOCK_WORDS
    check((first, *stream), many)


def test_caches_say_how_often_they_knew(parser, text):
    parser.parse(text)
    before = parser.caches()
    parser.parse(text)
    after = parser.caches()
    assert all(after[name].misses == before[name].misses for name in after)
    assert all(cache.kept <= cache.most for cache in after.values())
    assert after["words in the network"].hits > before["words in the network"].hits


def test_trees_survive_conllu(parser, text):
    sentences = parser.parse(text)
    assert read_conllu(write_conllu(sentences, text)) == sentences


def test_a_separated_particle_is_joined_to_its_verb():
    text = "Der Minister wirft der Regierung Versagen vor. Das Ministerium teilte die Zahlen mit."
    tokens = [token for sentence in load_parser("de").parse(text) for token in sentence.tokens]
    assert {token.form: token.lemma for token in tokens if token.upos == "VERB"} == {
        "wirft": "vorwerfen",
        "teilte": "mitteilen",
    }
    assert [token.form for token in tokens if token.deprel == "compound:prt"] == ["vor", "mit"]


def test_model_files_are_small():
    sizes = [path.stat().st_size for path in MODELS.glob("*.npz")]
    assert sizes and max(sizes) <= 6_000_000


def test_a_language_without_a_parser_is_named():
    with pytest.raises(UnknownLanguage, match="'xx'"):
        load_parser("xx")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_parser_has_a_version(lang):
    assert re.fullmatch(rf"{lang}-[0-9a-f]{{12}}", parser_version(lang))


def test_a_noun_behind_a_hyphen_has_its_own_lemma():
    text = "Soldaten haben 20 RSF-Kämpfer, drei M23-Rebellen und zwei UN-Mitarbeiter getötet."
    (sentence,) = load_parser("de").parse(text)
    joined = {token.lemma for token in sentence.tokens if "-" in token.form}
    assert {"RSF-Kämpfer", "UN-Mitarbeiter"} <= joined
