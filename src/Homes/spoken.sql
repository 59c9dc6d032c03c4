-- What people write down and say: lists of the home, and each one's own words for 30 days.
CREATE TABLE list_item(home TEXT NOT NULL, list TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, item TEXT NOT NULL, PRIMARY KEY(home, list, id)) WITHOUT ROWID;
CREATE TABLE transcript(id INTEGER PRIMARY KEY, home TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL, say TEXT NOT NULL, outcome TEXT NOT NULL);
CREATE INDEX transcript_by_person ON transcript(home, person, at);
