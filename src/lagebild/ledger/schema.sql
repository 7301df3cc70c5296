-- The ledger in one SQLite file, as this version of Lagebild makes it. An older file is brought here by migrations/.
-- Offsets are code points. Moments are UTC as 2024-10-18T09:30:00.000000Z, days are 2024-10-18; both sort as text.

-- What was read. Nothing here is ever changed.

CREATE TABLE document (
    document    INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE
);

-- One wording of a document. `about` is the Document as JSON, without its text; `world` the day on which the world had it.
CREATE TABLE version (
    version    INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document,
    version_id TEXT NOT NULL UNIQUE,
    world      TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    about      TEXT NOT NULL,
    text       BLOB NOT NULL
);
CREATE INDEX version_of_document ON version (document, world);

-- The versions of program and data that read.
CREATE TABLE release (
    release    INTEGER PRIMARY KEY,
    release_id TEXT NOT NULL UNIQUE,
    lang       TEXT NOT NULL,
    body       TEXT NOT NULL
);

-- All that one release read in one version. `body`: its claims; `sentences`: offsets and search terms. Both JSON, deflated.
CREATE TABLE reading (
    reading   INTEGER PRIMARY KEY,
    version   INTEGER NOT NULL REFERENCES version,
    release   INTEGER REFERENCES release,
    read_at   TEXT NOT NULL,
    status    TEXT NOT NULL,
    claims    INTEGER NOT NULL,
    body      BLOB NOT NULL,
    sentences BLOB NOT NULL
);
CREATE INDEX reading_of_version ON reading (version, release);

-- Which release's readings count, language by language, from when on. The last one holds.
CREATE TABLE adoption (
    adoption INTEGER PRIMARY KEY,
    release  INTEGER NOT NULL REFERENCES release,
    lang     TEXT NOT NULL,
    author   TEXT NOT NULL,
    at       TEXT NOT NULL
);

-- What analysts wrote; `body` is the Remark as JSON.
CREATE TABLE remark (
    remark    INTEGER PRIMARY KEY,
    remark_id TEXT NOT NULL UNIQUE,
    kind      TEXT NOT NULL,
    author    TEXT NOT NULL,
    at        TEXT NOT NULL,
    body      TEXT NOT NULL
);

-- What had to go: a hash against reading it again.
CREATE TABLE forgotten (
    hash   TEXT PRIMARY KEY,
    author TEXT NOT NULL,
    at     TEXT NOT NULL,
    why    TEXT NOT NULL
) WITHOUT ROWID;

-- The document that is being forgotten at this moment: only its rows may be deleted.
CREATE TABLE forgetting (document INTEGER PRIMARY KEY);

CREATE TRIGGER version_stays BEFORE UPDATE OF document, version_id, world, fetched_at, about, text ON version
BEGIN SELECT raise(ABORT, 'versions are never changed'); END;
CREATE TRIGGER version_is_kept BEFORE DELETE ON version WHEN old.document NOT IN (SELECT document FROM forgetting)
BEGIN SELECT raise(ABORT, 'versions are never deleted, but by forget'); END;
CREATE TRIGGER reading_stays BEFORE UPDATE ON reading
BEGIN SELECT raise(ABORT, 'readings are never changed'); END;
CREATE TRIGGER reading_is_kept BEFORE DELETE ON reading
WHEN (SELECT document FROM version WHERE version = old.version) NOT IN (SELECT document FROM forgetting)
BEGIN SELECT raise(ABORT, 'readings are never deleted, but by forget'); END;
CREATE TRIGGER remark_stays BEFORE UPDATE ON remark
BEGIN SELECT raise(ABORT, 'remarks are never changed'); END;
CREATE TRIGGER remark_is_kept BEFORE DELETE ON remark WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT raise(ABORT, 'remarks are never deleted, but by forget'); END;
CREATE TRIGGER adoption_stays BEFORE UPDATE ON adoption
BEGIN SELECT raise(ABORT, 'adoptions are never changed'); END;
CREATE TRIGGER adoption_is_kept BEFORE DELETE ON adoption
BEGIN SELECT raise(ABORT, 'adoptions are never deleted'); END;

-- What could not be read, until it can.
CREATE TABLE quarantine (
    place    TEXT PRIMARY KEY,
    why      TEXT NOT NULL,
    tries    INTEGER NOT NULL,
    first_at TEXT NOT NULL,
    last_at  TEXT NOT NULL,
    about    TEXT,
    text     BLOB
);

-- Backups and exports that were made of this ledger: `forget` has to reach them, too.
CREATE TABLE copy (
    path TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    at   TEXT NOT NULL
);

-- Feeds that are followed, and how they fare. `ended`: why one is not asked any more.
CREATE TABLE feed (
    feed     INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,
    title    TEXT,
    added_at TEXT NOT NULL,
    next_at  TEXT NOT NULL,
    asked_at TEXT,
    well_at  TEXT,
    failures INTEGER NOT NULL,
    why      TEXT,
    ended    TEXT,
    etag     TEXT,
    modified TEXT
);

-- Pages that feeds have named, by a hash of the address. Address and title are kept only while the page waits to be fetched.
CREATE TABLE entry (
    entry    TEXT PRIMARY KEY,
    feed     INTEGER NOT NULL,
    told     TEXT NOT NULL,
    state    TEXT NOT NULL,
    next_at  TEXT NOT NULL,
    tries    INTEGER NOT NULL,
    url      TEXT,
    title    TEXT,
    etag     TEXT,
    modified TEXT
) WITHOUT ROWID;
CREATE INDEX entry_by_feed ON entry (feed, state);
CREATE INDEX entry_waiting ON entry (next_at) WHERE state = 'waiting';

-- From here on everything can be made again from what stands above.

-- Words that recur in the columns below: actors, types, certainties, publishers …
CREATE TABLE term (
    term INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

-- The claims of the readings that count. `until`: the day on which the publisher replaced the wording. `day`: when it
-- happened, or was published where the text does not say.
CREATE TABLE current (
    claim     INTEGER PRIMARY KEY,
    claim_id  TEXT NOT NULL,
    reading   INTEGER NOT NULL,
    nth       INTEGER NOT NULL,
    world     TEXT NOT NULL,
    until     TEXT,
    day       TEXT NOT NULL,
    last      TEXT NOT NULL,
    type      INTEGER NOT NULL,
    certainty INTEGER NOT NULL,
    source    INTEGER,
    publisher INTEGER,
    lang      INTEGER NOT NULL
);
CREATE INDEX current_by_id ON current (claim_id);
CREATE INDEX current_by_reading ON current (reading);
-- Each in the order of a list, with all that narrows one: what few claims have together is found along the index, no other claim looked at.
CREATE INDEX current_by_type ON current (type, day, claim, until, world, certainty, source, publisher, lang);
CREATE INDEX current_by_source ON current (source, day, claim, until, world, type, certainty, publisher, lang);
CREATE INDEX current_by_publisher ON current (publisher, day, claim, until, world, type, certainty, source, lang);
CREATE INDEX current_by_day ON current (day, claim, until, world, type, certainty, source, publisher, lang);

-- Who to whom: actor and recipient as terms, and the states that they roll up to; 0 is nobody known.
CREATE TABLE pair (
    claim     INTEGER NOT NULL,
    actor     INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    state     INTEGER NOT NULL,
    to_state  INTEGER NOT NULL,
    day       TEXT NOT NULL,
    PRIMARY KEY (claim, actor, recipient)
) WITHOUT ROWID;
CREATE INDEX pair_by_both ON pair (state, to_state, day, claim);
CREATE INDEX pair_by_actor ON pair (state, day, claim);
CREATE INDEX pair_by_recipient ON pair (to_state, day, claim);

-- Search terms of a claim's sentence, and of whole versions. Contentless: the terms are in reading.sentences.
CREATE VIRTUAL TABLE claim_words USING fts5 (
    terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars ':._-'"
);
CREATE VIRTUAL TABLE text_words USING fts5 (
    terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars ':._-'"
);

-- Which reading's terms stand in text_words for a version.
CREATE TABLE indexed (
    version INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL
);

-- A hash of each version's letters: documents with the same are copies.
CREATE TABLE wording (
    version INTEGER PRIMARY KEY,
    letters TEXT NOT NULL
);
CREATE INDEX wording_by_letters ON wording (letters);

-- What others make of the claims (stories, series) and can make again. `stamp`: the state of the ledger that it was made from.
CREATE TABLE derivation (
    name  TEXT PRIMARY KEY,
    stamp INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE derived (
    name TEXT NOT NULL,
    key  TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (name, key)
) WITHOUT ROWID;

-- How often the claims that count have changed.
CREATE TABLE state (stamp INTEGER NOT NULL);
INSERT INTO state VALUES (0);

-- For `lagebild sql`: the same with words instead of numbers. No claim without source and certainty.
CREATE VIEW claims AS
SELECT c.claim_id, d.document_id, v.version_id, c.day, c.last, t.text AS type, g.text AS certainty,
    coalesce(s.text, 'author') AS source,
    (SELECT group_concat(DISTINCT a.text) FROM pair JOIN term a ON a.term = pair.actor WHERE pair.claim = c.claim) AS actors,
    (SELECT group_concat(DISTINCT a.text) FROM pair JOIN term a ON a.term = pair.recipient WHERE pair.claim = c.claim) AS recipients,
    p.text AS publisher, l.text AS lang, c.world, c.until
FROM current c
JOIN reading r ON r.reading = c.reading JOIN version v ON v.version = r.version
JOIN document d ON d.document = v.document
JOIN term t ON t.term = c.type JOIN term g ON g.term = c.certainty JOIN term l ON l.term = c.lang
LEFT JOIN term s ON s.term = c.source LEFT JOIN term p ON p.term = c.publisher;

CREATE VIEW documents AS
SELECT d.document_id, v.version_id, v.world, v.fetched_at, about ->> 'lang' AS lang, about ->> 'publisher' AS publisher,
    about ->> 'published' AS published, about ->> 'title' AS title, about ->> 'url' AS url
FROM version v JOIN document d ON d.document = v.document;
