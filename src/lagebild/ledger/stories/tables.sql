-- Stories, made of the claims that count, and what linking keeps so that a new document touches only what it must. All of it can be made again.

-- The claims as linking sees them. `node`: the first of its wording, which alone is compared.
CREATE TABLE IF NOT EXISTS linked (
    claim TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    wording TEXT NOT NULL,
    node INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS linked_by_wording ON linked (wording);
CREATE INDEX IF NOT EXISTS linked_by_version ON linked (version);
CREATE TABLE IF NOT EXISTS linked_key (key INTEGER NOT NULL, claim TEXT NOT NULL, mask INTEGER NOT NULL, PRIMARY KEY (key, claim)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS linked_match (one TEXT NOT NULL, other TEXT NOT NULL, found BLOB NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
-- Of the claims of a story that are compared the pairs at which it was joined; of a single one nothing.
CREATE TABLE IF NOT EXISTS linked_cut (story TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
-- The versions that have been linked, and by which rules and decisions of analysts.
CREATE TABLE IF NOT EXISTS linked_version (version INTEGER PRIMARY KEY, document INTEGER NOT NULL, version_id TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS linked_version_by_document ON linked_version (document);
CREATE TABLE IF NOT EXISTS linked_by (rules TEXT NOT NULL, latest INTEGER NOT NULL, together TEXT NOT NULL, apart TEXT NOT NULL);

-- The stories, with what lists are sorted and narrowed by.
CREATE TABLE IF NOT EXISTS story (
    story TEXT PRIMARY KEY,
    event INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    day TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    phase TEXT NOT NULL,
    body BLOB NOT NULL
);
-- Those of many claims again, short enough for lists: some of their claims, and the counts of all.
CREATE TABLE IF NOT EXISTS story_gist (story TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
-- How each stands, in a few words: what is asked of thousands at once.
CREATE TABLE IF NOT EXISTS story_standing (story TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
-- Each kind of list in its order.
CREATE INDEX IF NOT EXISTS story_by_weight ON story (event DESC, origins DESC, documents DESC, day DESC, story DESC);
CREATE INDEX IF NOT EXISTS story_by_day ON story (day, story);
CREATE INDEX IF NOT EXISTS story_by_type ON story (type, event DESC, origins DESC, documents DESC, day DESC, story DESC);
CREATE INDEX IF NOT EXISTS story_by_status ON story (status, event DESC, origins DESC, documents DESC, day DESC, story DESC);
CREATE TABLE IF NOT EXISTS story_claim (claim TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS story_document (document TEXT NOT NULL, story TEXT NOT NULL, PRIMARY KEY (document, story)) WITHOUT ROWID;
-- By actor and place (and all that they are below of), in the order of a list.
CREATE TABLE IF NOT EXISTS story_actor (
    actor TEXT NOT NULL, event INTEGER NOT NULL, origins INTEGER NOT NULL, documents INTEGER NOT NULL, day TEXT NOT NULL, story TEXT NOT NULL,
    PRIMARY KEY (actor, event DESC, origins DESC, documents DESC, day DESC, story DESC)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS story_place (
    place TEXT NOT NULL, event INTEGER NOT NULL, origins INTEGER NOT NULL, documents INTEGER NOT NULL, day TEXT NOT NULL, story TEXT NOT NULL,
    PRIMARY KEY (place, event DESC, origins DESC, documents DESC, day DESC, story DESC)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_claim_by_story ON story_claim (story);
CREATE INDEX IF NOT EXISTS story_document_by_story ON story_document (story);
CREATE INDEX IF NOT EXISTS story_actor_by_story ON story_actor (story);
CREATE INDEX IF NOT EXISTS story_place_by_story ON story_place (story);
-- What moves a dyad: two states, the month, the score; each story once. What is denied or taken back moves nothing: it has no score.
CREATE TABLE IF NOT EXISTS story_pair (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    month TEXT NOT NULL,
    story TEXT NOT NULL,
    score REAL,
    event INTEGER NOT NULL, origins INTEGER NOT NULL, documents INTEGER NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (one, other, month, story)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_pair_by_weight ON story_pair (
    one, other, event DESC, origins DESC, documents DESC, day DESC, story DESC
);
CREATE INDEX IF NOT EXISTS story_pair_by_story ON story_pair (story);
-- How many stories move each pair of states: counted with every story that comes and goes.
CREATE TABLE IF NOT EXISTS dyad (one TEXT NOT NULL, other TEXT NOT NULL, stories INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dyad_by_stories ON dyad (stories DESC, one, other);
CREATE TRIGGER IF NOT EXISTS dyad_moved AFTER INSERT ON story_pair WHEN new.score IS NOT NULL
BEGIN INSERT INTO dyad VALUES (new.one, new.other, 1) ON CONFLICT DO UPDATE SET stories = stories + 1; END;
CREATE TRIGGER IF NOT EXISTS dyad_moved_no_more AFTER DELETE ON story_pair WHEN old.score IS NOT NULL
BEGIN UPDATE dyad SET stories = stories - 1 WHERE one = old.one AND other = old.other; END;
