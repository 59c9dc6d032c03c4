-- Records of homes: documents keyed by their home. Facts live in the ledger's sealed blocks, not here.
CREATE TABLE home(id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE room(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
CREATE TABLE person(home TEXT NOT NULL, id TEXT NOT NULL, account TEXT, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
CREATE INDEX person_account ON person(account) WHERE account IS NOT NULL;
CREATE TABLE device(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
CREATE TABLE device_spec(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
-- Operations handed to a device and not yet ended; what is left after a crash is closed as timed out.
CREATE TABLE operation_pending(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
-- Secrets of devices and bridges, by user name; the body holds a hash.
CREATE TABLE credential(id TEXT PRIMARY KEY, home TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX credential_subject ON credential(home, subject);
CREATE TABLE bridge(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
