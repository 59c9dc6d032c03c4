-- What a household or a maker taught the assistant: phrases and skills, each with what it was granted and the secret that signs what it is sent.
CREATE TABLE skill(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
