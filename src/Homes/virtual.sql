-- What the devices are made of that are the home's own (scenes, groups, ...): beside their row in device.
CREATE TABLE virtual_device(home TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(home, id)) WITHOUT ROWID;
