-- What a bridge remembers: small documents of its own, by key. They end with the bridge and with the home.
CREATE TABLE bridge_document(home TEXT NOT NULL, bridge TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, bridge, key)) WITHOUT ROWID;
