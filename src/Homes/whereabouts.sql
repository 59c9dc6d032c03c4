-- Who is at home, as their phones and they themselves say. A row with left (Unix milliseconds) waits to count as left; goes with the person.
CREATE TABLE whereabouts(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, left INTEGER, PRIMARY KEY(home, id)) WITHOUT ROWID;
CREATE INDEX whereabouts_left ON whereabouts(home) WHERE left IS NOT NULL;
