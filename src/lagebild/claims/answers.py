"""Answers that are asked for often, found once.

Takes a question about a token (a method of the tree or scene, or a function of a scene); gives the same question,
answered from memory the second time. Memories live as long as their sentence. What is answered is never changed by
whoever asked.
"""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

A = TypeVar("A")
W = TypeVar("W")
S = TypeVar("S", bound="Remembering")
T = TypeVar("T")
P = ParamSpec("P")
_UNASKED = object()
_NAMES = "memories"  # where an object lists the questions that it remembers answers of


class Remembering(Protocol):
    """What keeps the answers of its own sentence, by question and what it was asked about."""

    @property
    def answers(self) -> dict[object, dict[Any, Any]]:
        """The memory."""


class _Memory(dict[Any, Any]):
    """The answers of one question, found when they are first asked for."""

    __slots__ = ("ask",)
    ask: Callable[[Any], Any]

    def __missing__(self, about: Any) -> Any:
        self[about] = answer = self.ask(about)
        return answer


class _Once:
    """A method's place in its class: an object that is asked gets the method with a memory of its own."""

    def __init__(self, ask: Callable[[Any, Any], Any]) -> None:
        self.ask = ask
        self.__doc__ = ask.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, asked: Any, owner: type) -> Any:
        if asked is None:
            return self
        memory = _Memory()
        memory.ask = self.ask.__get__(asked)
        own = asked.__dict__
        own.setdefault(_NAMES, []).append(self.name)
        answer = own[self.name] = memory.__getitem__
        return answer


def forget(asked: Any) -> None:
    """Let go of all that a tree or scene was asked so far; it can be asked again. What it held is freed at once."""
    own = vars(asked)
    for name in own.pop(_NAMES, ()):
        del own[name]


class _Found:
    """A property that is found once: `functools.cached_property` without its lock, which took longer than most answers (Python 3.11)."""

    def __init__(self, ask: Callable[[Any], Any]) -> None:
        self.ask = ask
        self.__doc__ = ask.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, asked: Any, owner: type) -> Any:
        if asked is None:
            return self
        answer = asked.__dict__[self.name] = self.ask(asked)
        return answer


if TYPE_CHECKING:
    found_once = cached_property
else:
    found_once = _Found


def once(ask: Callable[[W, A], T]) -> Callable[[W, A], T]:
    """A method of one argument that answers each argument once an object."""
    return cast(Callable[[W, A], T], _Once(ask))


def once_a_scene(ask: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """A function of a scene, or of a scene and a token, that answers once a scene."""

    @wraps(ask)
    def answered(scene: Any, about: Any = None) -> Any:
        memory = scene.answers[ask]
        answer = memory.get(about, _UNASKED)
        if answer is _UNASKED:
            answer = memory[about] = asked(scene) if about is None else asked(scene, about)
        return answer

    asked: Callable[..., Any] = ask
    return cast(Callable[Concatenate[S, P], T], answered)
