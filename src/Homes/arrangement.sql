-- How each person likes to see the home: the order of things, favourites, what is hidden. Theirs alone; goes with the person.
CREATE TABLE arrangement(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
