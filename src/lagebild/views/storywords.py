"""Stories in words.

Takes a Story and Labels; gives phrases in the language of the interface: who does what to whom, how many, who says so, how it
stands. None of them tells a happening without whoever says so.
"""

import re
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from lagebild.gazetteer import load_gazetteer
from lagebild.stories import Figure, Origin, Part, Rung, Story
from lagebild.stories.changes import Change
from lagebild.stories.doers import affirming, doers_and_others, names_otherwise, often, who_name
from lagebild.stories.relations import day_of
from lagebild.views.labels import Labels
from lagebild.views.plain import cut, one_line
from lagebild.views.sourcenames import called, names_in, source_called, speaker_of, voice_called

NARROWEST, USUAL, WIDEST = 60, 88, 100  # characters of a line
SOURCES = 5  # of those who say so, the first
EXACTNESS = {"about": "≈", "at_least": "≥", "at_most": "≤"}
FIGURE = re.compile(r"(\d+(?:\.\d+)?) (.*) \((.+)\)")  # as `changes` has it
HEARSAY = ("alleged", "planned", "possible")


def headline(story: Story, labels: Labels) -> str:
    """`Aid: North Korea → Russia; 12,000 soldiers (NIS); at Kursk; sent`."""
    parts = [who_whom(story, labels)]
    parts += leading_figures(story, labels)
    place = where(story, labels)
    parts += [labels.table["brief"]["at"].format(place=place)] if place else []
    phase = phase_vouched(story)
    parts += [labels.word("phase", phase)] if phase else []
    return "; ".join(part for part in parts if part)


def phase_vouched(story: Story) -> str | None:
    """How far it has come, where somebody vouches for it at all: "sent" beside nobody's word would tell that it was."""
    return story.phase if story.part("overall").origins else None


def attributed(story: Story, certainties: Iterable[str], labels: Labels) -> str:
    """The headline with who says so and how surely, for where nothing else stands beside it: titles, choices."""
    return f"{headline(story, labels)} | {who_says(story, labels)} | {how_surely(certainties, labels)}"


def how_surely(certainties: Iterable[str], labels: Labels) -> str:
    """How surely its claims are told, each word once, the commonest first."""
    return ", ".join(labels.word("certainty", word) for word, _ in Counter(certainties).most_common())


def sureness(story: Story, labels: Labels) -> str:
    """How surely the claims of a story are told."""
    return how_surely((telling.certainty for telling in story.tellings), labels)


def who_whom(story: Story, labels: Labels) -> str:
    """The type of the happening, who does it and to whom; in the words of the first report where that alone says little."""
    kind = labels.word("types", story.type) if story.type else labels.word("brief", "statement")
    doers, others = doers_and_others(story.tellings)
    by, to = ", ".join(_doer(story, doer, labels) for doer in doers), names(others, labels)
    sides = f"{by or '?'} → {to}" if to else by
    told = by and (to or story.figures)
    worded = "" if told else labels.quote(quoted(story))
    return f"{kind}: {'; '.join(filter(None, (sides, worded)))}"


def _doer(story: Story, doer: str, labels: Labels) -> str:
    """Who did it, and beside it who says that it was they, where not all do who say that it happened: `RSF (Sudanese army)`."""
    naming, all_origins = who_name(story, doer), story.part("overall").origins
    if naming and len(naming) == len(all_origins):
        return called(doer, doer, labels)
    sources = [source_called(o.key, o.name, labels) for o in naming]
    sources = sources or [speaker_of(t, labels) for t in affirming(story.tellings) if doer in t.actors]
    said: str = labels.table["brief"]["doer"].format(
        who=called(doer, doer, labels), source=", ".join(dict.fromkeys(sources[:SOURCES]))
    )
    return said


def names(ids: Iterable[str], labels: Labels) -> str:
    """What the interface's language calls these actors."""
    return ", ".join(called(id, id, labels) for id in ids)


def quoted(story: Story) -> str:
    """The words of the first report."""
    return cut(one_line(story.tellings[0].sentence), 120)


def where(story: Story, labels: Labels) -> str:
    """The place that most claims give."""
    places = often(t.place for t in story.tellings if t.place)
    return place_named(places[0], labels) if places else ""


def place_named(id: str, labels: Labels) -> str:
    """What a place is called."""
    gazetteer = load_gazetteer()
    name, known = gazetteer.label(id, labels.lang), gazetteer.place(id)
    return known.name if known and name == id else name


def part_value(part: Part, labels: Labels) -> str:
    """What a part of a story is about, as the interface writes it: the figure, the place, the day."""
    value = part.value or ""
    if part.name == "place":
        return place_named(value, labels)
    if part.name == "number":
        return "–".join(labels.number(float(one)) for one in value.split("..") if one)
    return labels.day(value) if part.name == "time" else value


def figure(one: Figure, labels: Labels) -> str:
    """A figure with its source; what is counted by the interface's word, where there is one."""
    unit = labels.table["unit"].get(one.unit.lower(), one.unit)
    said = figures_said((msgspec.structs.replace(one, unit=unit),), labels)
    return said + (
        f", {labels.table['brief']['replaced'].format(day=labels.day(one.until))}" if one.until else ""
    )


def figures_said(same: Sequence[Figure], labels: Labels) -> str:
    """One figure with all sources that give it, in the words of the first."""
    sources = dict.fromkeys(called(each.actor, each.source, labels) for each in same)
    said: str = labels.table["brief"]["figure"].format(
        value=amount(same[0], labels), unit=one_line(same[0].unit), source=", ".join(sources)
    )
    return one_line(said)  # what is counted may be unknown


def leading_figures(story: Story, labels: Labels) -> list[str]:
    """The two figures that were told last; of one day those that came first."""
    groups = _alike(standing(story, labels))
    newest = sorted(groups, key=lambda same: max(one.day or "" for one in same), reverse=True)
    return [figures_said(same, labels) for same in newest[:2]]


def _alike(figures: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """Figures of the same value and kind together, be it counted in one language or the other."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for one in figures:
        key = one.value_low, one.value_high, one.exactness, one.kind or one.unit
        groups.setdefault(key, []).append(one)
    return [tuple(group) for group in groups.values()]


def standing(story: Story, labels: Labels) -> list[Figure]:
    """The figures that their sources have not replaced, counted in the words of the interface's language where that is the same."""
    units = units_in(story, labels)
    return [
        msgspec.structs.replace(f, unit=labels.table["unit"].get(f.unit.lower()) or units.get(f.kind, f.unit))
        for f in given(story, labels)
        if f.until is None
    ]


def given(story: Story, labels: Labels, figures: Iterable[Figure] | None = None) -> list[Figure]:
    """The figures of a story, or those of them that are asked for, each with what whoever gives it is called everywhere."""
    givers = dict(zip(story.figures, _givers(story, labels), strict=True))
    return [
        msgspec.structs.replace(f, source=giver, actor=None) if (giver := givers.get(f)) else f
        for f in (story.figures if figures is None else figures)
    ]


def _givers(story: Story, labels: Labels) -> list[str]:
    """What whoever gives each figure is called, by its claims, for two may be "the health ministry" in their texts; by its wording where that means one; else empty."""
    said = {t.claim_id: t.chain[-1] for t in story.tellings if t.chain}
    called_so: dict[str, set[str]] = {}
    for voice in said.values():
        called_so.setdefault(voice.name, set()).add(voice_called(voice, labels))
    alone = names_in(story, labels)
    found = []
    for one in story.figures:
        named = [voice_called(said[id], labels) for id in one.claims if id in said]
        by_wording = alone.get(one.source, "") if len(called_so.get(one.source, ())) < 2 else ""
        found.append(next((name for name in named if name != one.source), "") or (named or [by_wording])[0])
    return found


def units_in(story: Story, labels: Labels) -> dict[str, str]:
    """What is counted, by its kind, as reports in the interface's language word it; not where a language has two words ("brigades", "soldiers")."""
    found: dict[str, dict[str, set[str]]] = {}
    for telling in story.tellings:
        for each in telling.amounts:
            if each.kind:
                found.setdefault(each.kind, {}).setdefault(telling.lang, set()).add(each.unit)
    return {
        kind: min(words[labels.lang])
        for kind, words in found.items()
        if labels.lang in words and all(len(each) == 1 for each in words.values())
    }


def who_says(story: Story, labels: Labels) -> str:
    """Those who vouch for it, each with the side; who denies it."""
    table = labels.table["brief"]
    origins = story.part("overall").origins
    said = ", ".join(origin_in(story, o, labels) for o in origins[:SOURCES]) + (
        " …" if len(origins) > SOURCES else ""
    )
    parts = [table["per"].format(who=said) if said else _only_told(story, labels)]
    parts += [table["denied_by"].format(who=", ".join(deniers(story, labels)))] if story.deniers else []
    return "; ".join(parts)


def _only_told(story: Story, labels: Labels) -> str:
    table, who = labels.table["brief"], cited_in(story, labels)
    return str(table["told_by"].format(who=", ".join(who[:SOURCES])) if who else table["nobody"])


def cited_in(story: Story, labels: Labels) -> tuple[str, ...]:
    """Whom the texts cite for it, also who counts as nobody: who is unnamed, or holds it only possible."""
    cited = (t for t in story.tellings if t.chain and t.polarity == "affirmed")
    return tuple(dict.fromkeys(speaker_of(t, labels) for t in cited))


def deniers(story: Story, labels: Labels) -> tuple[str, ...]:
    """Who denies it, each once, in the language of the interface."""
    voices = (v for t in story.tellings for v in (*t.deniers, *t.chain))
    names = {v.name: voice_called(v, labels) for v in voices if v.name in story.deniers}
    return tuple(dict.fromkeys(names.get(name) or called(None, name, labels) for name in story.deniers))


def origin_in(story: Story, origin: Origin, labels: Labels) -> str:
    """An origin of a story; where it gives another as the doer than the story's line has, whom: `China (party, names Philippines)`."""
    others = names_otherwise(story, origin) if story.type else ()
    said = [labels.table["brief"]["otherwise"].format(who=names(others, labels))] if others else []
    return origin_name(origin, labels, said)


def origin_name(origin: Origin, labels: Labels, more: Sequence[str] = ()) -> str:
    """An origin with whoever spoke for it first, where that is somebody by name, and its side: `Ukrainian presidency (Volodymyr Zelensky, party)`."""
    name = source_called(origin.key, origin.name, labels)
    notes = [called(origin.actor, "", labels)] if origin.actor in load_gazetteer().holders else []
    notes += [labels.word("side", origin.side)] if origin.side != "unknown" else []
    inside = ", ".join(note for note in (*notes, *more) if note and note != name)
    return f"{name} ({inside})" if inside else name


def amount(one: Figure, labels: Labels) -> str:
    """`≈12,000`, `≥100`, `1,000–2,000`."""
    low, high = labels.number(one.value_low), labels.number(one.value_high)
    return f"{EXACTNESS.get(one.exactness, '')}{high if low == high else f'{low}–{high}'}"


def counts(story: Story, labels: Labels) -> str:
    """How many independent origins there are, of the whole and of the number."""
    parts = [labels.count("origins", story.part("overall").count)]
    if story.figures:
        parts.append(labels.table["brief"]["of_number"].format(n=story.part("number").count))
    return "; ".join(parts)


def line_of(story: Story, labels: Labels) -> str:
    """A story in one line: day, id, how it stands, headline, who says so, how surely, counts."""
    documents = len({t.document_id for t in story.tellings})
    size = f"{labels.count('documents', documents)}, {labels.count('claims', len(story.tellings))}"
    status = labels.word("story_status", story.status)
    said = f"{who_says(story, labels)}; {sureness(story, labels)}; {counts(story, labels)}"
    return f"{day_of(story) or '?'}  {story.story_id}  [{status}] {headline(story, labels)} | {said} | {size}"


def lines_of(story: Story, labels: Labels, since: str = "") -> str:
    """A story for a terminal: day, id and how it stands; below, as wide as it may be, what, who says so and how surely, the counts, what changed."""
    documents = len({t.document_id for t in story.tellings})
    size = f"{labels.count('documents', documents)}, {labels.count('claims', len(story.tellings))}"
    head = f"{day_of(story) or '?'}  {story.story_id}  [{labels.word('story_status', story.status)}]  {size}"
    body = (
        headline(story, labels),
        f"{who_says(story, labels)}; {sureness(story, labels)}; {counts(story, labels)}",
        since,
    )
    return "\n".join([head, *(wrapped(text) for text in body if text)])


def wrapped(text: str, indent: str = "    ") -> str:
    """A text in lines that a terminal shows whole, and nobody has to turn the head for."""
    width = min(WIDEST, max(NARROWEST, shutil.get_terminal_size((USUAL, 24)).columns))
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def changed(changes: Iterable[Change], labels: Labels, story: Story | None = None) -> str:
    """What has changed in a story: of origins and figures only those that came or went, by the names that the interface has for them."""
    named = names_in(story, labels) if story else {}
    return "; ".join(_change_said(change, labels, named) for change in changes)


def _change_said(change: Change, labels: Labels, named: Mapping[str, str]) -> str:
    what = labels.word("change", change.what)
    if change.what in ("new", "merged"):
        return what
    if change.what in ("origins", "figures"):
        before, after = (
            dict.fromkeys(filter(None, each.split("; "))) for each in (change.before, change.after)
        )
        signs = [f"+ {_renamed(one, named, labels)}" for one in after if one not in before]
        signs += [f"− {_renamed(one, named, labels)}" for one in before if one not in after]
        return f"{what}: {', '.join(map(one_line, signs))}"
    section = {"status": "story_status", "phase": "phase"}[change.what]
    old, new = (labels.word(section, one) if one else "–" for one in (change.before, change.after))
    return f"{what}: {old} → {new}"


def _renamed(one: str, named: Mapping[str, str], labels: Labels) -> str:
    """An origin, or a figure with its source in brackets, by what the interface calls them and what is counted."""
    figure = FIGURE.fullmatch(one)
    if figure is None:
        return named.get(one, one)
    value, unit, source = figure.groups()
    unit = labels.table["unit"].get(unit.lower(), unit)
    return f"{f'{labels.number(float(value))} {unit}'.strip()} ({named.get(source, source)})"


def summary(story: Story, labels: Labels) -> str:
    """What an analyst may say: each figure with its source, the steps with theirs, and what confirms what not."""
    *parts, last = summary_parts(story, labels)
    return f"{'; '.join(parts)}. {last}." if _separate(story) else f"{'; '.join([*parts, last])}."


def summary_parts(story: Story, labels: Labels) -> list[str]:
    """The same, part by part."""
    table = labels.table["brief"]
    number = story.part("number")
    parts = [_figure_said(f, labels) for f in standing(story, labels)[:SOURCES]]
    parts += [
        f"{labels.word('phase', r.phase)} – {', '.join(sources_of_rung(r, story, labels))}"
        for r in story.phases
    ]
    if not story.phases:
        parts.append(who_says(story, labels))
    said = labels.count("origins", number.count if story.figures else story.part("overall").count)
    parts.append(table["of_number_long"].format(origins=said) if story.figures else said)
    if others := _separate(story):
        parts.append(table["separately"].format(who=", ".join(origin_name(o, labels) for o in others)))
    return parts


def _separate(story: Story) -> list[Origin]:
    """Who says that it has happened, and gives no figure."""
    known = {o.key for o in story.part("number").origins}
    return [o for o in story.part("presence").origins if o.key not in known] if story.figures else []


def _figure_said(one: Figure, labels: Labels) -> str:
    hearsay = f", {labels.table['brief']['hearsay']}" if one.certainty in HEARSAY else ""
    certainty = f", {labels.word('certainty', one.certainty)}"
    return f"{f'{amount(one, labels)} {one.unit}'.strip()}{certainty} – {called(one.actor, one.source, labels)}{hearsay}"


def sources_of_rung(rung: Rung, story: Story, labels: Labels) -> tuple[str, ...]:
    """Who says that the rung has been reached; without a name, as the first report words it."""
    told = [t for t in story.tellings if t.claim_id in rung.claims]
    named = [voice_called(t.chain[-1], labels) for t in told if t.chain]
    return tuple(dict.fromkeys(named or map(one_line, rung.sources)))
