-- To schema 2: feeds that are followed, and texts that several documents share.

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

-- A hash of each version's letters: documents with the same are copies.
CREATE TABLE wording (
    version INTEGER PRIMARY KEY,
    letters TEXT NOT NULL
);
CREATE INDEX wording_by_letters ON wording (letters);
INSERT INTO wording SELECT version, letters_of(text) FROM version;
