"""Why somebody counts as an origin and why claims were joined, in the words of the interface.

Takes the reasons of a story and labels; gives phrases. Keys without a word stay as they are.
"""

from collections.abc import Sequence

from lagebild.stories import Joint, LeftOut, Reason
from lagebild.views.labels import Labels
from lagebild.views.plain import one_line


def because(reasons: Sequence[Reason], labels: Labels) -> str:
    """`cited, passed on by Yonhap; so do 3 more claims`."""
    return "; ".join(_said(reason, labels) for reason in reasons)


def not_counted(left: LeftOut, labels: Labels) -> str:
    """`Elbe-Kurier: it is only mentioned in passing`."""
    return f"{one_line(left.printed)}: {_said(left.why, labels)}"


def _said(reason: Reason, labels: Labels) -> str:
    words = labels.table["reason"].get(reason.key, reason.key)
    form = words if isinstance(words, str) else words[0 if reason.n == 1 else 1]
    return form.format(who=one_line(reason.who), n=labels.number(reason.n))


def evidence(joint: Joint, labels: Labels) -> str:
    """`one place +1.2; a name in common +1.1`: what tied two claims, the strongest first."""
    pairs = (reason.rpartition(" ") for reason in joint.reasons)
    return "; ".join(f"{labels.word('evidence', name)} {score}" for name, _, score in pairs)
