PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE migration(name TEXT primary key, checksum TEXT not null, applied_at BIGINT not null);
INSERT INTO migration VALUES('clicks/0001_clicks.sqlite','9b4a9732ec73d5dbdbf30ad6914fee3ac23046f17949bf1299e7b32103ed309e',1795350787696);
CREATE TABLE click(
  seq INTEGER primary key,
  id BLOB not null,
  link_id INTEGER not null,
  code INTEGER,
  at INTEGER not null,
  class INTEGER not null,
  network TEXT not null,
  host TEXT not null,
  device INTEGER not null,
  country TEXT not null,
  visitor BLOB
) STRICT;
INSERT INTO click VALUES(1,X'c00b57018245c860d41242129a79f970',912319804848170149,NULL,1795350793968,0,'','',3,'',X'7f3e48a1c3dbc3e056c9b5179d6b3274');
INSERT INTO click VALUES(2,X'8c2d9270d6804da9d36e2e9461b81f4f',912319804848170149,NULL,1795350794018,0,'','',3,'',X'd39f10bef3eb387ed577e7422f6203ce');
INSERT INTO click VALUES(3,X'6591f0cc7ff55bdac1d656f3be670cea',912319804848170149,NULL,1795350794220,0,'','',3,'',X'1f0d21265517add65f55d1e40ba56275');
CREATE TABLE visitors_forgotten(
  only_one INTEGER primary key check (only_one = 1),
  seq INTEGER not null
) STRICT;
INSERT INTO visitors_forgotten VALUES(1,0);
CREATE INDEX click_orphan on click(code) where code is not null;
COMMIT;
