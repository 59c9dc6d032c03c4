-- What people were told, what each wants to be told of, and what is still to be sent to phones and programs of theirs.
CREATE TABLE notice(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
CREATE TABLE notice_settings(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
-- Goes with its delivery; until then it is tried again from due on (Unix milliseconds).
CREATE TABLE notice_outbox(
  home TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, channel TEXT NOT NULL, body TEXT NOT NULL, made INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL, PRIMARY KEY(home, id, person, channel)) WITHOUT ROWID;
CREATE INDEX notice_outbox_due ON notice_outbox(due);
