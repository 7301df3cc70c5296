"""A name as it is compared: without its genitive, spelt the same whatever the language."""

import re
import unicodedata

from lagebild.model import Token

GENITIVE = 2  # letters
_ALIKE = (
    ("tsch", "ch"), ("sch", "sh"), ("dsch", "j"), ("kh", "ch"), ("ck", "k"), ("w", "v"), ("y", "i"), ("j", "i"),
    ("ph", "f"), ("th", "t"), ("z", "s"), ("c", "k"),
)  # fmt: skip


def name_of(token: Token) -> str:
    """A name without its genitive; whatever else a lemma changes in it was guessed ("Sounion", no "Sounio")."""
    genitive = token.form.startswith(token.lemma) and len(token.form) - len(token.lemma) <= GENITIVE
    return token.lemma if token.lemma and genitive else token.form


def spelt_alike(name: str) -> str:
    """A name without what languages spell differently: Syniehubov, Synjehubow."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z]", "", plain)
    for one, other in _ALIKE:
        plain = plain.replace(one, other)
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]+", "a", plain)) or name.lower()
