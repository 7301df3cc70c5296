import pytest

from lagebild.sentences import FrozenParser, read_conllu, write_conllu
from lagebild.sentences.conllu import ConlluError, trees_of
from lagebild.sentences.frozen import NotFrozen

PLAIN = """\
# text = Er kam an.
1\tEr\ter\tPRON\tPPER\tCase=Nom\t2\tnsubj\t_\t_
2\tkam\tankommen\tVERB\tVVFIN\t_\t0\troot\t_\t_
3\tan\tan\tADP\tPTKVZ\t_\t2\tcompound:prt\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

# text = Sie ging.
1\tSie\tsie\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tging\tgehen\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""
TEXT = "Er  kam\nan. Sie ging."


@pytest.fixture
def frozen():
    return FrozenParser(trees_of(PLAIN))


def test_a_frozen_parse_is_laid_over_the_text(frozen):
    sentences = frozen.parse(TEXT)
    assert [str(sentence) for sentence in sentences] == ["Er kam an .", "Sie ging ."]
    assert all(
        TEXT[token.start : token.end] == token.form for sentence in sentences for token in sentence.tokens
    )
    assert [token.head for token in sentences[0].tokens] == [1, -1, 1, 1]
    assert [sentence.i for sentence in sentences] == [0, 1]


def test_a_frozen_parser_starts_where_it_is_told(frozen):
    assert [str(sentence) for sentence in frozen.parse(TEXT, start=TEXT.index("Sie"))] == ["Sie ging ."]


def test_a_text_that_is_not_frozen_is_named(frozen):
    with pytest.raises(NotFrozen, match="Wir blieben"):
        frozen.parse("Er kam an. Wir blieben.")


def test_the_longest_frozen_sentence_wins():
    longer = (
        PLAIN.split("\n\n")[0]
        + "\n\n# text = Er kam\n1\tEr\ter\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tkam\tkommen\tVERB\t_\t_\t0\troot\t_\t_\n"
    )
    assert len(FrozenParser(trees_of(longer)).parse("Er kam an.")[0].tokens) == 4


def test_what_is_written_is_read_back_with_its_offsets(frozen):
    sentences = frozen.parse(TEXT)
    assert read_conllu(write_conllu(sentences, TEXT)) == sentences


def test_words_without_offsets_are_found_in_the_text_line():
    assert [(token.start, token.end) for token in read_conllu(PLAIN)[0].tokens] == [
        (0, 2),
        (3, 6),
        (7, 9),
        (9, 10),
    ]


def test_multiword_tokens_and_empty_nodes_are_passed_over():
    block = PLAIN.split("\n\n")[1].replace("1\tSie", "1-2\tSieging\t_\t_\t_\t_\t_\t_\t_\t_\n1\tSie").rstrip()
    assert len(read_conllu(block + "\n3.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n")[0].tokens) == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("1\tSie\n", "columns"),
        ("# text = Sie\n", "no words"),
        (PLAIN.replace("Er kam an.", "Er kam."), "not in the text"),
        (PLAIN.replace("\t0\troot", "\tx\troot", 1), "the head of 'kam' is 'x'"),
        (PLAIN.replace("\t0\troot", "\t9\troot", 1), "the head of 'kam' is '9'"),
        (PLAIN.replace("\t2\t", "\t0\t", 1), "words have the head 0; right would be one"),
        (PLAIN.replace("\t0\troot", "\t1\troot", 1), "0 words have the head 0"),
        (PLAIN.replace("\n2\t", "\n7\t", 1), "words are counted 1, 2, 3"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(wrong, said):
    with pytest.raises(ConlluError, match=said):
        read_conllu(wrong)


def test_windows_line_ends_are_read():
    assert read_conllu(PLAIN.replace("\n", "\r\n")) == read_conllu(PLAIN)
