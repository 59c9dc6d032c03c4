-- Rules of homes with what their triggers remember, and runs of them that wait: all that a start needs to go on.
CREATE TABLE rule(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
CREATE TABLE rule_run(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
