-- `place` orders articles: the number of the published day times 2^32, plus `n`. The search index
-- has the same number as its row, so that a search runs from the newest on without sorting.
CREATE TABLE article (
  n INTEGER PRIMARY KEY,
  place INTEGER NOT NULL UNIQUE,
  id TEXT NOT NULL UNIQUE,
  lang TEXT NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  dated TEXT NOT NULL,
  published TEXT NOT NULL,
  address TEXT,
  cites TEXT NOT NULL,
  read_from TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX article_source ON article (source, kind, lang);

CREATE TABLE analysis (
  n INTEGER PRIMARY KEY REFERENCES article (n) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE INDEX analysis_version ON analysis (version);

CREATE VIRTUAL TABLE words USING fts5 (
  title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- What the user made. It refers to articles by the key of their text and not by their row: it
-- outlives a rebuilt table.
CREATE TABLE mark (
  id TEXT PRIMARY KEY,
  read INTEGER NOT NULL,
  bookmarked INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE health (
  source TEXT PRIMARY KEY,
  checked_at TEXT,
  ok_at TEXT,
  error TEXT NOT NULL,
  items INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE validators (
  url TEXT PRIMARY KEY,
  etag BLOB,
  last_modified BLOB,
  body INTEGER,
  not_before TEXT,
  gone INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
