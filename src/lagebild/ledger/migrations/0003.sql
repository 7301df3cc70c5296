-- To schema 3: lists of claims in their order along the index, each with all that narrows a list.

DROP INDEX current_by_type;
DROP INDEX current_by_day;
CREATE INDEX current_by_type ON current (type, day, claim, until, world, certainty, source, publisher, lang);
CREATE INDEX current_by_source ON current (source, day, claim, until, world, type, certainty, publisher, lang);
CREATE INDEX current_by_publisher ON current (publisher, day, claim, until, world, type, certainty, source, lang);
CREATE INDEX current_by_day ON current (day, claim, until, world, type, certainty, source, publisher, lang);
