-- What the broker must not forget of a home: its clients' sessions and retained messages, as bytes that the broker alone understands.
CREATE TABLE kept(home TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY(home, key)) WITHOUT ROWID;
