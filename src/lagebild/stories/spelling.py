"""A name as it is compared: without its genitive, spelt the same whatever the language."""

import re
import unicodedata
from collections.abc import Collection

from lagebild.model import Token

GENITIVE = 2  # letters
PLURAL = "Number=Plur"  # what one language keeps in the lemma: Emergency Lawyers
SURE = 4  # letters that two names share, one of which has an ending more
_ALIKE = (
    ("tsch", "ch"), ("sch", "sh"), ("dsch", "j"), ("kh", "ch"), ("ck", "k"), ("w", "v"), ("y", "i"), ("j", "i"),
    ("ph", "f"), ("th", "t"), ("ts", "z"), ("tz", "z"), ("z", "s"), ("c", "k"),
)  # fmt: skip


def name_of(token: Token) -> str:
    """A name without its genitive; whatever else a lemma changes in it was guessed ("Sounion", no "Sounio")."""
    genitive = token.form.startswith(token.lemma) and len(token.form) - len(token.lemma) <= GENITIVE
    return token.lemma if token.lemma and genitive and PLURAL not in token.feats else token.form


def spelt_alike(name: str) -> str:
    """A name without what languages spell differently: Syniehubov, Synjehubow."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z]", "", plain)
    for one, other in _ALIKE:
        plain = plain.replace(one, other)
    plain = re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]+", "a", plain)) or name.lower()
    return plain


def are_alike(one: str, other: str) -> bool:
    """Whether two names, spelt as in any language, are one: but for an ending, or one letter of a long one."""
    short, long = sorted((one, other), key=len)
    if len(short) >= SURE and long.startswith(short):
        return True
    return short == long or (
        len(short) > SURE and len(long) - len(short) <= 1 and _is_a_letter_off(short, long)
    )


def _is_a_letter_off(short: str, long: str) -> bool:
    """Whether one letter was changed or left out."""
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def share_one(some: Collection[str], others: Collection[str]) -> bool:
    """Whether one name of some is one of the others'."""
    return any(are_alike(one, other) for one in some for other in others)


def words_of(name: str) -> frozenset[str]:
    """The longer words of a name, as they are compared."""
    return frozenset(spelt_alike(word) for word in re.findall(r"[^\W\d_]{4,}", name))
