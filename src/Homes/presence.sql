-- Which devices are connected: what stands here at a start was connected when the server stopped.
CREATE TABLE device_online(home TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
-- Devices that were removed: their ids are never given to another one, whose history would be mixed with theirs.
CREATE TABLE device_gone(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
