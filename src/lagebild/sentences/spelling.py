"""Words as tables have them.

Takes Sentences whose tokens are cut from the text as it is; gives the same Sentences with each form composed ("u" and
its dots become one letter) and without signs that are not seen. Offsets stay: they count in the text.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from lagebild.model import Sentence, Token
from lagebild.sentences.features import UNSEEN

_UNSEEN = dict.fromkeys(UNSEEN)


def spelled(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences as claims are made of them, one by one; what is spelled as usual is handed on as it is."""
    return map(_sentence, sentences)


def _sentence(sentence: Sentence) -> Sentence:
    tokens = tuple(map(_token, sentence.tokens))
    return sentence if tokens == sentence.tokens else msgspec.structs.replace(sentence, tokens=tokens)


def _token(token: Token) -> Token:
    if token.form.isascii():
        return token
    form = unicodedata.normalize("NFC", token.form).translate(_UNSEEN) or token.form
    return token if form == token.form else msgspec.structs.replace(token, form=form)
