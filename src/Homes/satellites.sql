-- Microphones and loudspeakers in rooms, that this server connects to.
CREATE TABLE satellite(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
