"""A disk after the power went.

Takes what the shim wrote down; gives, for moments chosen by dice, what would be on the disk: of each file all that was synced, and
of what came after some writes, some parts of writes (sectors of 512 bytes), or nothing.
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

WRITE, SYNC, TRUNCATE, NOTE, UNLINK = 1, 2, 3, 4, 5
HEAD = struct.Struct("=qqqq")
SECTOR = 512


@dataclass(frozen=True)
class Call:
    """One call that the shim wrote down."""

    kind: int
    name: str
    offset: int
    length: int
    data: bytes


@dataclass
class File:
    """What is on the disk for sure, and what is under way to it."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)


@dataclass(frozen=True)
class Disk:
    """What is left: files, what had been confirmed, and how many writes were lost."""

    files: dict[str, bytes]
    notes: tuple[str, ...]
    lost: int


def calls_in(log: Path) -> list[Call]:
    """What was written down, in its order."""
    data, at, found = log.read_bytes(), 0, []
    while at < len(data):
        kind, offset, length, name_length = HEAD.unpack_from(data, at)
        at += HEAD.size
        name = data[at : at + name_length].decode()
        at += name_length
        body = data[at : at + length] if kind == WRITE else b""
        at += len(body)
        found.append(Call(kind, name if kind == NOTE else Path(name).name, offset, length, body))
    return found


def disks_of(log: Path, rounds: int, dice: random.Random) -> Iterator[Disk]:
    """So many disks, each as the power cut at some call left it."""
    calls = calls_in(log)
    for cut in sorted(dice.randrange(1, len(calls) + 1) for _ in range(rounds)):
        yield disk_after(calls[:cut], dice)


@dataclass
class Folder:
    """Files by name, and what the folder itself has not been synced about: names that are new, names that are gone."""

    name: str
    files: dict[str, File] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    gone: dict[str, File] = field(default_factory=dict)

    def file(self, name: str) -> File:
        """A file, which is new when nobody has written to it before."""
        if name not in self.files:
            self.files[name] = File()
            self.new.add(name)
        return self.files[name]

    def take(self, call: Call) -> None:
        """One call."""
        if call.name == self.name:  # the folder is synced
            self.new.clear()
            self.gone.clear()
        elif call.kind == UNLINK:
            if call.name in self.files:
                self.gone[call.name] = self.files.pop(call.name)
        elif call.kind == SYNC:
            file = self.file(call.name)
            for each in file.pending:
                _apply(file.synced, each)
            file.pending = []
        else:
            self.file(call.name).pending.append(call)


def disk_after(calls: list[Call], dice: random.Random, name: str = "watched") -> Disk:
    """What these calls left."""
    folder = Folder(name)
    notes = [call.name for call in calls if call.kind == NOTE]
    for call in calls:
        if call.kind != NOTE:
            folder.take(call)
    lost = 0
    left: dict[str, bytes] = {}
    for name, file in {**folder.gone, **folder.files}.items():
        unsure = (name in folder.new and name in folder.files) or name not in folder.files
        if unsure and dice.random() < 0.5:
            lost += 1
            continue
        lost += sum(_happen(file.synced, call, dice) for call in file.pending)
        left[name] = bytes(file.synced)
    return Disk(left, tuple(notes), lost)


def _happen(content: bytearray, call: Call, dice: random.Random) -> int:
    """A call that nobody synced: it reached the disk, or half of its sectors did, or nothing; gives whether something was lost."""
    fate = dice.random()
    if fate < 0.35:
        _apply(content, call)
        return 0
    if fate < 0.6 and call.kind == WRITE:
        for start in range(0, call.length, SECTOR):
            if dice.random() < 0.5:
                part = call.data[start : start + SECTOR]
                _apply(content, Call(WRITE, call.name, call.offset + start, len(part), part))
    return 1


def _apply(content: bytearray, call: Call) -> None:
    end = call.length if call.kind == TRUNCATE else call.offset + call.length
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if call.kind == TRUNCATE:
        del content[end:]
    else:
        content[call.offset : end] = call.data
