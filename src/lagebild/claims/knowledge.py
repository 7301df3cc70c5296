"""All that claims ask of the data: one language's pack, the gazetteer, the ontology.

Holds the loaded data and answers questions by word or id; caches what is asked often. Made once per language.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from lagebild.caches import QUICK, Cache, cache_of
from lagebild.claims.dates import DateWords, load_date_words
from lagebild.claims.frames_of_word import NO_FRAMES, Frames
from lagebild.claims.quantities import NumberWords, load_number_words
from lagebild.gazetteer import Gazetteer, NameIndex, agents_of, load_gazetteer, names_of
from lagebild.languages import Condition, Cue, Frame, Pack, load_pack
from lagebild.loading import without_collecting
from lagebild.model import SourceKind
from lagebild.ontology import Ontology, load_ontology
from lagebild.sentences.clusters import clusters_of

if TYPE_CHECKING:
    from lagebild.claims.scene import Scene

GazetteerKind = Literal["state", "organisation", "person", "place"]
Precision = Literal["country", "region", "city", "site", "unknown"]
UNTRUE = "untrue"  # the class of words for what is not so
SHORTEST_PART = (
    4  # letters: shorter last parts of compounds were chance more often than parts ("-tag", "-rat")
)
LONGEST_PART = 40  # letters; the tails of an endless word would fill the memory
LONGEST_WORD = 60  # letters: no condition has a longer one
CACHED_ENDINGS = 2_500  # of each lemma a dozen strings


NOTHING = frozenset[str]()  # one for all words: an empty set of their own takes as much as a full one
MOVED_WORDS = ("more_words", "postpositions", "setting_in")
"""The lists of the grammar whose words may move what they stand beside."""


class Knowledge:
    """What is known of a language, its names and the ontology; `pack`, `names`, `numbers`, `dates` are open to all."""

    def __init__(
        self, pack: Pack, gazetteer: Gazetteer, names: NameIndex, dates: DateWords, numbers: NumberWords
    ) -> None:
        self.pack = pack
        self.gazetteer = gazetteer
        self.names = names
        self.dates = dates
        self.numbers = numbers
        self.decides = True  # whether the learned decider has its say
        self.ontology: Ontology = load_ontology()
        self.plan_types = frozenset(kind.planned for kind in self.ontology.types.values() if kind.planned)
        self._feminine: tuple[str, ...] = tuple(pack.grammar.get("feminine_endings", ()))
        self.closed_compounds = pack.grammar.get("compounds") == "closed"
        self._prefixes = frozenset(pack.grammar.get("prefixes", ()))
        self.quote_marks = pack.classes.get("quote_marks", frozenset())
        self.single_quotes = pack.classes.get("single_quotes", frozenset())
        self.double_quotes = pack.classes.get("double_quotes", frozenset())
        self.inserted_after = self.quote_marks | frozenset(pack.grammar.get("inserted_after", ()))
        agents = agents_of(pack.code, gazetteer)
        self.agent, self.agent_phrases = agents.of, agents.phrases
        self.moved_words = frozenset(name for words in MOVED_WORDS for name in pack.grammar.get(words, ()))
        self.citing_words = frozenset(
            word for word, cues in pack.cues.items() if any(cue.construction == "verb" for cue in cues)
        )
        self.weak_fields = frozenset(pack.grammar.get("weak_fields", ()))
        self.mute_classes = frozenset(pack.grammar.get("mute_classes", ()))
        self._classes_by_word: dict[str, list[str]] = {}
        for name, words in pack.classes.items():
            for word in words:
                self._classes_by_word.setdefault(word, []).append(name)
        self._branches = frozenset(name for names in gazetteer.words.branches.values() for name in names)
        self.classes_of = lru_cache(QUICK)(self._classes_of)
        self.class_names = lru_cache(QUICK)(self._class_names)
        self._fields = frozenset((pack.grammar.get("own_field", ""), *pack.grammar.get("other_fields", ())))
        self.fields_of = lru_cache(QUICK)(self._fields_of)
        self.endings = lru_cache(CACHED_ENDINGS)(self._endings)
        self.frames_of = lru_cache(QUICK)(self._frames_of)
        self.noun_frames = lru_cache(QUICK)(self._noun_frames)
        self.cues_of = lru_cache(QUICK)(self._cues_of)
        self.asked_prepositions = lru_cache(QUICK)(self._asked_prepositions)
        self.wanted_phrases = lru_cache(QUICK)(self._wanted_phrases)
        self.wanted_objects = lru_cache(QUICK)(self._wanted_objects)
        self.source_kind = lru_cache(QUICK)(self._source_kind)
        self.cluster = lru_cache(QUICK)(self._cluster)

    def caches(self) -> dict[str, Cache]:
        """How well it serves to remember what was asked of words."""
        asked = {
            "classes": self.classes_of,
            "ends of compounds": self.endings,
            "fields": self.fields_of,
            "clusters": self.cluster,
            "frames": self.frames_of,
            "frames of nouns": self.noun_frames,
            "cues": self.cues_of,
            "names": self.names.openings,
            "agents": self.agent,
        }
        return {name: cache_of(question) for name, question in asked.items()}

    # ------------------------------------------------ words

    def denies(self, lemma: str) -> bool:
        """Whether a word may cite somebody who denies."""
        return any(cue.stance == "denies" for cue in self.cues_of(lemma))

    def in_class(self, lemma: str, name: str) -> bool:
        """Whether a lemma is in a class of the language; of a closed compound its last part counts, too."""
        return name in self.classes_of(lemma)

    def _classes_of(self, lemma: str) -> frozenset[str]:
        """All classes of a lemma and of the last parts that it may have; of fields by what stands behind a prefix, too: so they were weighed."""
        keys = (lemma, *self.tails(lemma), *self._of_men(lemma))
        named = {name for key in keys for name in self._classes_by_word.get(key, ())}
        fields = (self._fields.intersection(self._classes_by_word.get(key, ())) for key in self._ends(lemma))
        return frozenset(named.union(*fields)) or NOTHING

    def _of_men(self, lemma: str) -> tuple[str, ...]:
        """`Soldatin` -> Soldat: what a word for men is that women have made theirs by an ending, they are, too."""
        ending = next((end for end in self._feminine if lemma.endswith(end)), None)
        return (lemma[: -len(ending)],) if ending and len(lemma) >= SHORTEST_PART + len(ending) else ()

    def _class_names(self, lemma: str) -> tuple[str, ...]:
        """The same in the order of their names, for what is added up: sums depend on the order, that of a set on the run."""
        return tuple(sorted(self.classes_of(lemma)))

    def _fields_of(self, lemma: str) -> frozenset[str]:
        """The fields that a lemma is a word of: politics, sport, markets ... Of a compound its longest part that is of one: an air strike is none on a goal."""
        named = (
            self._fields.intersection(self._classes_by_word.get(key, ()))
            for key in (lemma, *self._ends(lemma))
        )
        return frozenset(next(filter(None, named), NOTHING)) or NOTHING

    def tails(self, lemma: str) -> tuple[str, ...]:
        """The last parts that a closed compound may have, longest first; what stands behind a prefix is none ("Durch-bruch")."""
        return _tails(lemma, self._prefixes) if self.closed_compounds else ()

    def _ends(self, lemma: str) -> tuple[str, ...]:
        return _tails(lemma, NOTHING) if self.closed_compounds else ()

    def _endings(self, lemma: str) -> frozenset[str]:
        """The ends of a lemma that a condition's word may be, where the language writes compounds as one word."""
        if not self.closed_compounds:
            return NOTHING
        first = max(0, len(lemma) - LONGEST_WORD)
        parts = ((lemma[:k], lemma[k:]) for k in range(first, len(lemma) - SHORTEST_PART + 1))
        return frozenset(last for before, last in parts if before not in self._prefixes)

    def _noun_frames(self, lemma: str) -> Frames:
        found = (self._frames_of(key, "NOUN") for key in (lemma, *self.tails(lemma)))
        return next(filter(None, found), NO_FRAMES)

    def _frames_of(self, lemma: str, upos: str) -> Frames:
        """Those that ask but for who acts come last: what a verb means is told by what it is done to."""
        frames = (frame for frame in self.pack.frames.get(lemma, ()) if frame.upos == upos)
        return Frames(sorted(frames, key=_asks_only_who)) or NO_FRAMES

    def _asked_prepositions(self, lemma: str) -> frozenset[str]:
        """The prepositions that a noun's entries ask for (`nmod:gegen` -> gegen): frames and citing nouns (`unter Berufung auf`)."""
        cues = self._cues_of(lemma, closed=True)
        families = [frame.family for frame in self._noun_frames(lemma)]
        ways = [
            way
            for f in families
            for r in (f.actor, f.recipient, f.against)
            for group in r.alternatives
            for way in group
        ]
        ways += [
            way
            for c in cues
            if c.construction == "citing"
            for group in c.source.alternatives
            for way in group
        ]
        names = [way[0] for way in ways] + [name for cue in cues for name in cue.content]
        asked = frozenset(n.split(":")[1] for n in names if n.startswith(("nmod:", "any:"))) - {"gen", "poss"}
        return asked.union(self.pack.grammar.get("noun_prepositions", {}).get(lemma, ())) or NOTHING

    def _wanted_phrases(self, lemma: str) -> dict[str, tuple[Condition, ...]]:
        """The phrases that a verb's entries ask for, by preposition (`obl:auf=...`)."""
        asked = [
            condition
            for frame in self._frames_of(lemma, "VERB")
            for condition in frame.when
            if len(condition.path) == 1 and condition.path[0].startswith("obl:") and not condition.negated
        ]
        prepositions = {condition.path[0].split(":")[1] for condition in asked}
        return {p: tuple(c for c in asked if c.path[0].split(":")[1] == p) for p in prepositions}

    def _wanted_objects(self, lemma: str) -> tuple[Condition, ...]:
        """The objects that a verb's entries name (`obj=Klage|@charge`)."""
        conditions = (condition for frame in self._frames_of(lemma, "VERB") for condition in frame.when)
        return tuple(c for c in conditions if c.path == ("obj",) and c.words and not c.negated)

    def _cues_of(self, lemma: str, closed: bool = False) -> tuple[Cue, ...]:
        keys = (lemma, *self.tails(lemma)) if closed else (lemma,)
        return next((self.pack.cues[key] for key in keys if key in self.pack.cues), ())

    def _source_kind(self, lemma: str) -> SourceKind | None:
        keys = (lemma, *self.tails(lemma))
        kind = next((self.pack.sources[key] for key in keys if key in self.pack.sources), None)
        return cast(SourceKind | None, kind)

    def _cluster(self, word: str) -> int:
        """The path of a word in the tree of words of like use; 0 where it is in none."""
        return clusters_of(self.pack.code)(word)

    def is_mute(self, lemma: str) -> bool:
        """Whether a noun is a deed, or in a class of things that cannot speak (`mute_classes` of the language)."""
        if self.in_class(lemma, "clause_noun"):
            return True
        return bool(self._noun_frames(lemma) or self.classes_of(lemma) & self.mute_classes)

    def takes_clause(self, lemma: str) -> bool:
        """Whether a noun has an entry that lets it govern a clause: a deed, a report, a plan, a risk."""
        return bool(
            self._noun_frames(lemma) or self._cues_of(lemma, closed=True) or lemma in self.pack.grades
        )

    def looks_ahead(self, lemma: str) -> bool:
        """Whether a noun names what is still to come: an order, a plan, a permission."""
        grades = self.pack.grades.get(lemma, ())
        return any(grade.construction == "noun" and grade.time == "future" for grade in grades)

    def is_plain_source(self, lemma: str) -> bool:
        """`Angaben`, `Berichte`: a noun that alone names nobody."""
        return lemma in self.pack.classes.get("plain_source", frozenset())

    def is_pronoun(self, form: str) -> bool:
        """Whether a form is a personal pronoun that can stand for somebody."""
        reference = self.pack.references.get(form.lower())
        return reference is not None and reference.kind == "pronoun"

    def is_quantifier(self, lemma: str) -> bool:
        """Words of number before a noun that are no part of its name: zahlreiche, several."""
        return lemma in self.pack.classes.get("quantifier", frozenset())

    def negation_is_idle(self, scene: "Scene", i: int) -> bool:
        """`nicht nur`, `not only`: a negation that negates nothing; nor do `nicht weit vom Dorf`, `not two hours later` deny what was done there or then."""
        tree, classes = scene.tree, self.pack.classes
        after = tree.word(i + 1) if i + 1 < len(tree) else ""
        opens = i == 0 or tree.tokens[i - 1].upos in ("PUNCT", "CCONJ")
        if after in tree.grammar.get("even_words", ()):
            i, after = i + 1, ""  # "nicht | einmal | zwei Stunden später"
        if after in classes.get("idle_negation", frozenset()):
            return True
        if opens and after in classes.get("idle_in_front", frozenset()):
            return True
        units = tree.grammar.get("time_units", ())
        counts = i + 2 < len(tree) and tree.tokens[i + 1].upos in ("NUM", "DET")
        return (counts and tree.lemma(i + 2) in units) or (
            opens and i + 1 < len(tree) and tree.lemma(i + 1) in units
        )

    # ------------------------------------------------ ids

    def gazetteer_kind(self, id: str) -> GazetteerKind:
        """Whether an id is a state, an organisation, a person or a place."""
        if "/" in id:
            return "place"
        if id in self.gazetteer.countries:
            return "state"
        return "person" if id in self.gazetteer.holders else "organisation"

    def organisation_kind(self, id: str) -> str:
        """What kind of organisation an id is (organisations.csv); empty when it is none."""
        return self.gazetteer.organisations[id].kind if id in self.gazetteer.organisations else ""

    def is_state(self, id: str) -> bool:
        """Whether an id is a state's."""
        return id in self.gazetteer.countries

    def is_union_body(self, id: str) -> bool:
        """Whether an id is that of an organisation beyond states, or of one of its bodies: `UNO.sc`."""
        return "/" not in id and id not in self.gazetteer.holders and id[:3] not in self.gazetteer.countries

    def branch_of(self, id: str, state: str) -> str | None:
        """What a worldwide organisation is in one state, where it is one of its own there: the Red Cross in Kenya."""
        names = self.gazetteer.words.branches.get(id, ())
        branches = (f"{state}.{name}" for name in names)
        return next((branch for branch in branches if branch in self.gazetteer.organisations), None)

    def is_branch(self, id: str) -> bool:
        """Whether an id is that of a worldwide organisation's branch in one state."""
        return id.partition(".")[2] in self._branches

    def is_medium(self, id: str) -> bool:
        """Whether an id is an agency's or a paper's."""
        organisation = self.gazetteer.organisations.get(id)
        return organisation is not None and organisation.kind in ("agency", "medium")

    def state_of(self, id: str) -> str | None:
        """The state that an actor or place belongs to."""
        slot = id[:3]
        return slot if slot in self.gazetteer.countries or slot in self.gazetteer.words.slots else None

    def actor_id(self, state: str, sector: str) -> str:
        """`PRK` and `MIL` -> `PRK.MIL`; without a sector the state alone."""
        return f"{state}.{sector}" if sector and "." not in state else state

    def precision_of(self, id: str) -> Precision:
        """How finely a place id tells where."""
        place = self.gazetteer.places.get(id)
        if place is None:
            return "country"
        return {"city": "city", "region": "region", "site": "site", "sea": "region"}.get(
            place.kind, "unknown"
        )  # type: ignore[return-value]

    def source_kind_of(self, id: str, name_kind: str) -> SourceKind:
        """What kind of source a named entry is."""
        if name_kind == "person" or id in self.gazetteer.holders:
            return "person"
        kind = self.organisation_kind(id)
        return "agency" if kind == "agency" else "medium" if kind == "medium" else "organisation"


def _asks_only_who(frame: Frame) -> bool:
    return bool(frame.when) and all(
        condition.path == ("nsubj",) and not condition.negated and not condition.words
        for condition in frame.when
    )


def _tails(lemma: str, prefixes: frozenset[str]) -> tuple[str, ...]:
    if "-" in lemma:
        last = lemma.rsplit("-", 1)[1]
        return (last, *_tails(last, prefixes)) if last else ()
    first = max(2, len(lemma) - LONGEST_PART)
    ends = range(first, len(lemma) - SHORTEST_PART + 1)
    return tuple(lemma[k:] for k in ends if lemma[:k] not in prefixes)


def knowledge_of(lang: str, overlays: tuple[Path, ...] = (), decides: bool = True) -> Knowledge:
    """All data for one language, loaded and checked once; `decides`: whether the learned decider has its say.

    Raises:
        UnknownLanguage: when there is no pack for it.
        DataError: with every mistake in the files.
    """
    return _loaded(lang, overlays, decides)  # one, in however many words it is asked for


@cache
def _loaded(lang: str, overlays: tuple[Path, ...], decides: bool) -> Knowledge:
    with without_collecting():
        return _made(lang, overlays, decides)


def _made(lang: str, overlays: tuple[Path, ...], decides: bool) -> Knowledge:
    gazetteer = load_gazetteer(overlays)
    folders = tuple(folder / "languages" / lang for folder in overlays)
    know = Knowledge(
        pack=load_pack(lang, overlays),
        gazetteer=gazetteer,
        names=names_of(lang, gazetteer),
        dates=load_date_words(lang, folders),
        numbers=load_number_words(lang, folders),
    )
    know.decides = decides
    return know
