-- Homes whose records are gone and whose facts are about to be: erasing a home takes its row here with it, so what stands here was interrupted.
CREATE TABLE home_erasing(home TEXT PRIMARY KEY) WITHOUT ROWID;
