-- Calls of rules to programs outside: laid here with the run that waits for the answer, and marked just before they are made. What is not marked when
-- the server starts was never made, and is made then; what is marked may have arrived, and is told as not known.
CREATE TABLE rule_call(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, begun INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(home, id)) WITHOUT ROWID;
