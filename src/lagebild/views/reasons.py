"""Why somebody counts as an origin and why claims were joined, in the words of the interface.

Takes the reasons of a story and labels; gives phrases. Keys without a word stay as they are.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from lagebild.stories import Joint, LeftOut, Origin, Reason
from lagebild.views.labels import Labels
from lagebild.views.plain import one_line


def because(
    reasons: Sequence[Reason], labels: Labels, called: Mapping[str, str] = MappingProxyType({})
) -> str:
    """`cited, passed on by Yonhap; so do 3 more claims`; `called`: what those are called whom texts word so."""
    return "; ".join(_said(reason, labels, called) for reason in reasons)


def why_it_counts(origin: Origin, labels: Labels, called: Mapping[str, str]) -> str:
    """Why an origin counts; that it is one with a name of its own is not worth a word."""
    name = called.get(origin.name, origin.name)
    alone = [r for r in origin.why if r.key != "one_with" or called.get(r.who, r.who) != name]
    return because(alone, labels, called)


def not_counted(left: LeftOut, labels: Labels, called: Mapping[str, str] = MappingProxyType({})) -> str:
    """`Elbe-Kurier: it is only mentioned in passing`."""
    return f"{one_line(left.printed)}: {_said(left.why, labels, called)}"


def _said(reason: Reason, labels: Labels, called: Mapping[str, str]) -> str:
    words = labels.table["reason"].get(reason.key, reason.key)
    form = words if isinstance(words, str) else words[0 if reason.n == 1 else 1]
    names = (called.get(name, name) for name in reason.who.split(", "))
    return form.format(who=one_line(called.get(reason.who) or ", ".join(names)), n=labels.number(reason.n))


def evidence(joint: Joint, labels: Labels) -> str:
    """`one place +1.2; a name in common +1.1`: what tied two claims, the strongest first."""
    pairs = (reason.rpartition(" ") for reason in joint.reasons)
    return "; ".join(f"{labels.word('evidence', name)} {score}" for name, _, score in pairs)
