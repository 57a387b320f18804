PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE migration(name TEXT primary key, checksum TEXT not null, applied_at BIGINT not null);
INSERT INTO migration VALUES('0001_people','79edc1a97ad1cf88b7c59403d57590e9e5e3206784bda36f904cc7efc3b8672c',1795350787045);
INSERT INTO migration VALUES('0002_sessions','d7cd356616684c5e52126d3a95b9c3e4cf3815b3a79547461bd50fe0ba4c9f9b',1795350787045);
INSERT INTO migration VALUES('0003_membership','d480115fa3069d7326cdc0991f9102ead350d97f6622b2af13e49db23b21616a',1795350787045);
INSERT INTO migration VALUES('0004_preferences','074ae84f51afe7545e8b535eb8bc9aef45243bfd13cf4af0c3cbd763fc3f6376',1795350787045);
INSERT INTO migration VALUES('0005_settings','b5a04ce4670c93b2c6eb7d34c8ed48bdbb430298efa1ec3e70f0897006ed9eaa',1795350787045);
INSERT INTO migration VALUES('0006_outbox','9a42831dcd7a05dd9345436d4549272f30795ad1bfa08cede2865b768e8f9b6b',1795350787045);
INSERT INTO migration VALUES('0007_imports','c56704378c6b6020966b0d048778951cec8074631fd3633affc8b1655731ef1c',1795350787045);
INSERT INTO migration VALUES('0008_audit','463833a441d99b85c99d5b2bb6a63f70ecbe81b7d8b24cac3eb1c8a071e3f24f',1795350787045);
INSERT INTO migration VALUES('0009_headcounts','8648eba06584b4d60c85ee080b0e46be414763d60fa6feb1e4f477022665ae21',1795350787045);
INSERT INTO migration VALUES('0010_platform','4eb4273edfdc9f583485dafa144630411ec0d332a5ad123734b4ca91939119d4',1795350787045);
INSERT INTO migration VALUES('0011_invitation_words','4b08546620d24a5f87e8af5a45e1399071352b51edfeeba5707fa9b6d380f251',1795350787045);
INSERT INTO migration VALUES('0012_second_factor','1700f39ddbc271897963b380a940c9ea68c37c1584bfd15516f0ec7315b12100',1795350787045);
INSERT INTO migration VALUES('0013_urgent_letters','75a35bf723c1f3eb21b4e18f991b733dfdce8abe56cfbb45910c5c6b07cf0207',1795350787045);
INSERT INTO migration VALUES('0014_security_letters','12ec91ebd08ba6540574a8a086bf6ba963f1de87935de5677175a12cb930bf85',1795350787045);
INSERT INTO migration VALUES('0020_stories','876a7c7a289ff8734066a31731967ad8092293bf0db126e043e65e5422b69e5f',1795350787045);
INSERT INTO migration VALUES('0021_story_search.sqlite','8f49b1cbb49cd399cdb9588a80c44ba51a12116a06e9877ff31a25c5e4ea49df',1795350787045);
INSERT INTO migration VALUES('0022_today','590bc431f2c14db7a3032a29cf37e0ce100e6aac9bb62d7d4a16485eb2de0ab1',1795350787045);
INSERT INTO migration VALUES('0030_sources','affdbcaed28a5407d5a7b277bc5b3005484dfa0e196d7d21175e3aff94eda408',1795350787045);
INSERT INTO migration VALUES('0040_links','83c8b86a062a49d56e94ee805ebba6e42466032cc2ae5f6a55a2d62ccef1f7c3',1795350787045);
INSERT INTO migration VALUES('0050_sharing','56610a553c2c3655ce3d35820388d09cd62d837c5ff9d5734a3fe13c18bd381e',1795350787045);
INSERT INTO migration VALUES('0900_demo','ff9651d33be4924700a799ac025ff02d98f890a2a7dfa0dc1fdfc2f25d47dd5e',1795350787045);
CREATE TABLE zone(
  id INTEGER primary key,
  name TEXT not null,
  name_key TEXT not null unique,   -- a country's code in lower case, or a region's folded name
  parent_id INTEGER references zone(id)
) STRICT;
INSERT INTO zone VALUES(912319795277537867,'FR','fr',NULL);
INSERT INTO zone VALUES(912319795280341603,'GB','gb',NULL);
CREATE TABLE site(
  id INTEGER primary key,
  name TEXT not null,
  name_key TEXT not null,
  country TEXT not null,           -- ISO 3166-1 alpha-2, or empty
  time_zone TEXT not null,         -- IANA name
  zone_id INTEGER references zone(id),
  unique (name_key, country)
) STRICT;
INSERT INTO site VALUES(912319795277763792,'Lyon','lyon','FR','Europe/Paris',912319795277537867);
INSERT INTO site VALUES(912319795277763795,'London','london','GB','Europe/London',912319795280341603);
CREATE TABLE job_family(
  id INTEGER primary key,
  name TEXT not null,
  name_key TEXT not null unique
) STRICT;
INSERT INTO job_family VALUES(912319795277763793,'sales','sales');
INSERT INTO job_family VALUES(912319795277763796,'communication','communication');
CREATE TABLE org_group(
  id INTEGER primary key,
  name TEXT not null,
  made_at INTEGER not null
) STRICT;
INSERT INTO org_group VALUES(912319795277763790,'Ventes',1795350789276);
INSERT INTO org_group VALUES(912319795277763791,'France',1795350789276);
INSERT INTO org_group VALUES(912319795277763794,'Communication',1795350789276);
CREATE TABLE group_parent(
  group_id INTEGER not null references org_group(id),
  parent_id INTEGER references org_group(id),
  from_at INTEGER not null,
  until_at INTEGER
) STRICT;
INSERT INTO group_parent VALUES(912319795277763790,NULL,1795350789276,NULL);
INSERT INTO group_parent VALUES(912319795277763791,912319795277763790,1795350789276,NULL);
INSERT INTO group_parent VALUES(912319795277763794,NULL,1795350789276,NULL);
CREATE TABLE person(
  id INTEGER primary key,
  name TEXT not null,
  email TEXT not null,
  email_key TEXT not null unique,
  search_key TEXT not null,        -- folded " name e-mail", each word after a space
  language TEXT not null,
  country TEXT not null,
  site_id INTEGER references site(id),
  job_family_id INTEGER references job_family(id),
  status TEXT not null check (status in ('employee', 'partner', 'agent')),
  made_at INTEGER not null,
  -- In the directory since; null: known by their own act only (promises.md 4: pickers and imports must not show them).
  listed_at INTEGER,
  erased_at INTEGER
) STRICT;
INSERT INTO person VALUES(912319794264556447,'Camille Roux','camille@acieries.example','camille@acieries.example',' camille roux camille@acieries.example','fr','',NULL,NULL,'employee',1795350789034,1795350789034,NULL);
INSERT INTO person VALUES(912319795276753408,'Awa Diallo','awa@acieries.example','awa@acieries.example',' awa diallo awa@acieries.example','fr','FR',912319795277763792,912319795277763793,'employee',1795350789276,1795350789276,NULL);
INSERT INTO person VALUES(912319795276753409,'Paul Martin','paul@acieries.example','paul@acieries.example',' paul martin paul@acieries.example','fr','FR',912319795277763792,912319795277763793,'employee',1795350789276,1795350789276,NULL);
INSERT INTO person VALUES(912319795276753410,'Ed Stone','ed@acieries.example','ed@acieries.example',' ed stone ed@acieries.example','en','GB',912319795277763795,912319795277763796,'employee',1795350789276,1795350789276,NULL);
INSERT INTO person VALUES(912319795276753411,'Lea Berger','lea@acieries.example','lea@acieries.example',' lea berger lea@acieries.example','fr','FR',912319795277763792,912319795277763796,'employee',1795350789276,1795350789276,NULL);
CREATE TABLE group_membership(
  person_id INTEGER not null references person(id),
  group_id INTEGER not null references org_group(id),
  from_at INTEGER not null,
  until_at INTEGER
) STRICT;
INSERT INTO group_membership VALUES(912319795276753408,912319795277763791,1795350789276,NULL);
INSERT INTO group_membership VALUES(912319795276753410,912319795277763794,1795350789276,NULL);
INSERT INTO group_membership VALUES(912319795276753411,912319795277763794,1795350789276,NULL);
INSERT INTO group_membership VALUES(912319795276753409,912319795277763791,1795350789276,NULL);
CREATE TABLE role_grant(
  id INTEGER primary key,
  person_id INTEGER not null references person(id),
  role TEXT not null check (role in ('editor', 'lead', 'administrator')),
  from_at INTEGER not null,
  until_at INTEGER,
  granted_by INTEGER,
  ended_by INTEGER
) STRICT;
INSERT INTO role_grant VALUES(912319794261801254,912319794264556447,'administrator',1795350789034,NULL,NULL,NULL);
INSERT INTO role_grant VALUES(912319795352839295,912319795276753410,'editor',1795350789294,NULL,912319794264556447,NULL);
INSERT INTO role_grant VALUES(912319795410175389,912319795276753411,'lead',1795350789307,NULL,912319794264556447,NULL);
CREATE TABLE session(
  id INTEGER primary key,
  person_id INTEGER not null references person(id),
  token_hash BLOB not null unique,
  origin TEXT not null check (origin in ('password', 'link', 'invitation', 'setup', 'join')),
  browser TEXT not null,           -- "Firefox, Linux": a class, not a fingerprint
  made_at INTEGER not null,
  seen_at INTEGER not null,         -- by day for members, by hour where the idle limit is in hours
  ends_at INTEGER not null
, pending INTEGER not null default 0) STRICT;
INSERT INTO session VALUES(912319794263888057,912319794264556447,X'048b85d569ca9923cac26c8d3122703d70acd06c2f9e1e629edf8a89f56cb914','setup','',1795350789034,1795348800000,1795955589034,0);
INSERT INTO session VALUES(912319802002769931,912319795276753408,X'ca01e7d3f19e910a13ff5edf4885f774088091f8ffba05a969488a505477b9af','invitation','',1795350790879,1795305600000,1803126790879,0);
INSERT INTO session VALUES(912319803413522195,912319795276753410,X'd3127c025424bbf49b80c7d9ec41e04ff76fdbb5b262dbbca59e39bfa9a28cba','invitation','',1795350791216,1795305600000,1803126791216,0);
CREATE TABLE password(
  person_id INTEGER primary key references person(id),
  hash TEXT not null,
  set_at INTEGER not null
) STRICT;
INSERT INTO password VALUES(912319794264556447,'$argon2id$v=19$m=32768,t=2,p=1$b7l1PiieHDbWT/ebR1nnpg$KzID3ytjSEhWyW1BbNuaG81S3uKb+jgzIWGzGu0aXZ8',1795350789034);
CREATE TABLE sign_in_link(
  token_hash BLOB primary key,
  browser_hash BLOB not null,
  purpose TEXT not null check (purpose in ('sign_in', 'join')),
  person_id INTEGER references person(id),
  sealed_email BLOB,              -- of somebody who wants to join and is not known yet
  language TEXT not null,
  made_at INTEGER not null,
  ends_at INTEGER not null,
  used_at INTEGER
) STRICT;
CREATE TABLE known_browser(
  person_id INTEGER not null references person(id),
  browser_hash BLOB not null,
  first_day INTEGER not null,
  primary key (person_id, browser_hash)
) STRICT;
INSERT INTO known_browser VALUES(912319794264556447,X'09b2c7e0ed660eeb8185b58176f8021c9406f103d61d7e0376c76f506325b20a',20779);
INSERT INTO known_browser VALUES(912319795276753408,X'2ce791731ff62919382b2ab13249ee78436ed4da3b6fee55950775dcf490326b',20779);
INSERT INTO known_browser VALUES(912319795276753410,X'49972c297fb92ae6c271756446144635c7d200cfb8effca18945bf6f5c5f3353',20779);
CREATE TABLE setup_link(
  token_hash BLOB primary key,
  made_at INTEGER not null,
  ends_at INTEGER not null,
  used_at INTEGER
) STRICT;
INSERT INTO setup_link VALUES(X'6ae9b6fe998cb8fca561ca02e1ff44de4b54f441d203fa9471185aa6c41eddb5',1795350788255,1795437188255,1795350788779);
CREATE TABLE notice(
  id INTEGER primary key,
  person_id INTEGER not null references person(id),
  code TEXT not null,
  details TEXT not null,           -- JSON object of values for the message
  at INTEGER not null,
  seen_at INTEGER
) STRICT;
CREATE TABLE charter_version(
  version INTEGER primary key,
  at INTEGER not null,
  author_id INTEGER
) STRICT;
CREATE TABLE charter_text(
  version INTEGER not null references charter_version(version),
  language TEXT not null,
  title TEXT not null,
  body TEXT not null,
  primary key (version, language)
) STRICT;
CREATE TABLE guide_text(
  id INTEGER primary key,
  language TEXT not null,
  dos TEXT not null,               -- JSON list
  donts TEXT not null,
  body TEXT not null,
  at INTEGER not null,
  author_id INTEGER
) STRICT;
CREATE TABLE consent_event(
  id INTEGER primary key,
  person_id INTEGER not null references person(id),
  purpose TEXT not null,
  text_version TEXT not null,
  given INTEGER not null check (given in (0, 1)),
  at INTEGER not null,
  channel TEXT not null
) STRICT;
INSERT INTO consent_event VALUES(912319802002626395,912319795276753408,'charter','1/fr',1,1795350790879,'app');
INSERT INTO consent_event VALUES(912319802407369062,912319795276753409,'charter','1/fr',1,1795350790976,'app');
INSERT INTO consent_event VALUES(912319803416663091,912319795276753410,'charter','1/fr',1,1795350791216,'app');
INSERT INTO consent_event VALUES(912319817486433705,912319795276753409,'charter','1/fr',0,1795350794571,'app');
CREATE TABLE invitation(
  id INTEGER primary key,
  person_id INTEGER not null references person(id),
  invited_by INTEGER not null,
  channel TEXT not null check (channel in ('mail', 'link', 'reminder')),
  token_hash BLOB not null unique,
  made_at INTEGER not null,
  ends_at INTEGER not null,
  answered_at INTEGER,
  remind_on TEXT                   -- the one reminder somebody asked for, a day
, message TEXT not null default '') STRICT;
INSERT INTO invitation VALUES(912319795543637965,912319795276753408,912319794264556447,'mail',X'1ec3c197f4a8ea7006d6d16c2f9fc33c4553c60cc50804e04d3462e1519e332d',1795350789339,1795955589339,1795350790879,NULL,'');
INSERT INTO invitation VALUES(912319795544946684,912319795276753409,912319794264556447,'mail',X'51d3058bc20b019e13ae508a81c944eebd76a53550c7fcf7b35de615206b0ecf',1795350789340,1795955589340,1795350790976,NULL,'');
INSERT INTO invitation VALUES(912319795549393805,912319795276753410,912319794264556447,'mail',X'9baeda42a4397dd34a71140c905ced25f5c57814f900256b9aeaf4ed6199e98e',1795350789341,1795955589341,1795350791216,NULL,'');
INSERT INTO invitation VALUES(912319795550958423,912319795276753411,912319794264556447,'mail',X'b803a4e606dd391d355ddc990d48e118329c1d23686e4310321434662603c242',1795350789341,1795955589341,NULL,NULL,'');
CREATE TABLE invitation_link_made(
  person_id INTEGER primary key references person(id),
  made_by INTEGER not null,
  at INTEGER not null
) STRICT;
CREATE TABLE refusal(
  email_hash BLOB primary key,
  ends_at INTEGER not null
) STRICT;
INSERT INTO refusal VALUES(X'27788d614d2ab6afd34f6f9aba7544eef463b05f11fec27ef0b3c9f7d9b3cad1',1826886791309);
CREATE TABLE preference(
  person_id INTEGER not null references person(id),
  key TEXT not null,
  value TEXT not null,
  at INTEGER not null,
  primary key (person_id, key)
) STRICT;
CREATE TABLE setting(
  id INTEGER primary key,
  key TEXT not null,
  value TEXT not null,             -- JSON
  at INTEGER not null,
  author_id INTEGER
) STRICT;
INSERT INTO setting VALUES(912319794262674427,'organisation_name','"Aciéries du Nord"',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794262758789,'programme_name','"Les Éclaireurs"',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794263241970,'default_language','"fr"',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452412,'languages','["fr","en"]',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452413,'mail_domains','[]',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452414,'own_hosts','[]',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452415,'working_time','"unsaid"',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452416,'stories_per_day','5',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452417,'mix_useful_percent','80',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452418,'daily_share_cap','3',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452419,'utm_source_template','"{network}"',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452420,'utm_medium','"social"',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452421,'utm_campaign_template','"essaim"',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452422,'pass_query','false',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452423,'disclosure_fr','""',1795350789034,912319794264556447);
INSERT INTO setting VALUES(912319794265452424,'disclosure_en','""',1795350789034,912319794264556447);
CREATE TABLE outbox(
  id INTEGER primary key,
  kind TEXT not null,
  day INTEGER not null,
  state TEXT not null check (state in ('queued', 'no_mail_server', 'sent', 'failed', 'expired')),
  person_id INTEGER,                -- cleared with the body
  sealed BLOB,
  attempts INTEGER not null default 0,
  due_at INTEGER not null,
  useful_until INTEGER not null,
  leased_until INTEGER not null default 0,
  failure TEXT not null default ''
) STRICT;
INSERT INTO outbox VALUES(912319795545138563,'invitation',20779,'sent',NULL,NULL,0,1795350789340,1795955589340,1795350909492,'');
INSERT INTO outbox VALUES(912319795551485024,'invitation',20779,'sent',NULL,NULL,0,1795350789341,1795955589341,1795350909859,'');
INSERT INTO outbox VALUES(912319795552031201,'invitation',20779,'sent',NULL,NULL,0,1795350789341,1795955589341,1795350910371,'');
INSERT INTO outbox VALUES(912319795556831411,'invitation',20779,'sent',NULL,NULL,0,1795350789342,1795955589342,1795350910514,'');
CREATE TABLE import_preview(
  id INTEGER primary key,
  made_by INTEGER not null,
  made_at INTEGER not null,
  ends_at INTEGER not null,
  sealed BLOB not null
) STRICT;
CREATE TABLE import_row(
  import_id INTEGER not null,
  line INTEGER not null,
  column_number INTEGER not null,
  new_id INTEGER not null,
  name TEXT not null,
  email TEXT not null,
  email_key TEXT not null,
  search_key TEXT not null,
  language TEXT not null,
  country TEXT not null,
  status TEXT not null,
  group_id INTEGER not null,        -- 0: none
  site_id INTEGER not null,
  job_family_id INTEGER not null,
  change TEXT not null default '',
  primary key (import_id, line)
) STRICT;
CREATE TABLE audit(
  number INTEGER primary key,
  at INTEGER not null,
  actor_id INTEGER,                 -- null: the system or the command line
  action TEXT not null,
  subject TEXT not null,
  detail TEXT not null,
  previous BLOB not null,
  hash BLOB not null
) STRICT;
INSERT INTO audit VALUES(1,1795350788071,NULL,'fetcher.internal_hosts','configuration','127.0.0.1',X'',X'edcad9fb82a72efd2f8216626510abd84ac34cb424da392e1b78c92d98a9ec6c');
INSERT INTO audit VALUES(2,1795350789034,912319794264556447,'setup.done','organisation','',X'edcad9fb82a72efd2f8216626510abd84ac34cb424da392e1b78c92d98a9ec6c',X'd4ca5add610d13414a816144ef0ddcbe0953b0fdfd9d934927fa4b4c3a4f6e57');
INSERT INTO audit VALUES(3,1795350789034,912319794264556447,'session.opened','session','setup',X'd4ca5add610d13414a816144ef0ddcbe0953b0fdfd9d934927fa4b4c3a4f6e57',X'66d7439bd988a314dbe7cbcd363f4e2cffaf286416a0527a023fc81267288d2b');
INSERT INTO audit VALUES(4,1795350789276,912319794264556447,'people.imported','people','',X'66d7439bd988a314dbe7cbcd363f4e2cffaf286416a0527a023fc81267288d2b',X'1e6c4e6725e5495d5a20f908c7d6df5bfc82daaa4e414979ca5f4a99c464fe20');
INSERT INTO audit VALUES(5,1795350789294,912319794264556447,'role.granted','role editor','912319795276753410',X'1e6c4e6725e5495d5a20f908c7d6df5bfc82daaa4e414979ca5f4a99c464fe20',X'40046ea9cfa5e7acf5424531652de8f444a5ca26d15955bb2c8c5605775d51ff');
INSERT INTO audit VALUES(6,1795350789307,912319794264556447,'role.granted','role lead','912319795276753411',X'40046ea9cfa5e7acf5424531652de8f444a5ca26d15955bb2c8c5605775d51ff',X'fa2f777ba56c151b23882d80145615f870c9acebd11caa3714c0b4b7700d1ebf');
INSERT INTO audit VALUES(7,1795350789323,912319794264556447,'invitations.sent','people','',X'fa2f777ba56c151b23882d80145615f870c9acebd11caa3714c0b4b7700d1ebf',X'41a515e0c8ebd2792506bf5b4949e7f678a764f97adce1c112f3d713a97ab02a');
INSERT INTO audit VALUES(8,1795350790879,NULL,'invitation.accepted','person','4lniqio6fvel1',X'41a515e0c8ebd2792506bf5b4949e7f678a764f97adce1c112f3d713a97ab02a',X'd16194a880bab5bb2789ac1923d3f3902e126e6b3a9244af7e64f2517054a9a6');
INSERT INTO audit VALUES(9,1795350790879,912319795276753408,'session.opened','session','invitation',X'd16194a880bab5bb2789ac1923d3f3902e126e6b3a9244af7e64f2517054a9a6',X'f4f5c3882ce6b79ae5f571583fa9fb23806a59e88895869e12ea169a9054104f');
INSERT INTO audit VALUES(10,1795350790976,NULL,'invitation.accepted','person','ajqvfqhdulonm',X'f4f5c3882ce6b79ae5f571583fa9fb23806a59e88895869e12ea169a9054104f',X'9129704fec18722f641c8b75e29926db3956d71e488d5cea0745a72760010710');
INSERT INTO audit VALUES(11,1795350790976,912319795276753409,'session.opened','session','invitation',X'9129704fec18722f641c8b75e29926db3956d71e488d5cea0745a72760010710',X'06ee8a5a5b144c49ce6b239ffb40448feae6b2e9b0266330314c2bbcf4566e85');
INSERT INTO audit VALUES(12,1795350791216,NULL,'invitation.accepted','person','dnvspo1mpu31v',X'06ee8a5a5b144c49ce6b239ffb40448feae6b2e9b0266330314c2bbcf4566e85',X'e81975e658679f3f6158cb22c6e1d73f69168a9a263d0564a7db106eeda192c2');
INSERT INTO audit VALUES(13,1795350791216,912319795276753410,'session.opened','session','invitation',X'e81975e658679f3f6158cb22c6e1d73f69168a9a263d0564a7db106eeda192c2',X'e4b37c1ce62314217c5add92bec79fb1568e6a8ab8f28cd5c645b6e2f1e3a506');
CREATE TABLE headcount(
  day INTEGER not null,
  group_id INTEGER not null,        -- 0: in no group
  site_id INTEGER not null,         -- 0: at no site
  people INTEGER not null,
  primary key (day, group_id, site_id)
) STRICT;
CREATE TABLE organisation_identity(
  only_one INTEGER primary key check (only_one = 1),
  id TEXT not null,
  made_at INTEGER not null
) STRICT;
INSERT INTO organisation_identity VALUES(1,'aVLt1NffUrM2JY4a',1795350787247);
CREATE TABLE idempotency(
  person_id INTEGER not null,
  route TEXT not null,
  key TEXT not null,
  body_hash TEXT not null,
  answer TEXT not null,
  at INTEGER not null,
  primary key (person_id, route, key)
) STRICT;
INSERT INTO idempotency VALUES(912319794264556447,'POST /api/v1/invitations','e0f70750-c126-4ff2-b7d4-7035aff6d320','ad106242dde1c6a3a672f956d82c4f95af16d3d9cc3e8da81711c13b36523272','{"count":4}',1795350789323);
INSERT INTO idempotency VALUES(912319795276753408,'POST /api/v1/shares','b373c2e6-462d-4b6a-bf36-2b109fbde721','9b51024df2e5d2eb361edb5c462c9bade2fa9da7b8a69d9b037b2db71be6eec4','{"share":{"id":"cr8qsd4o8p0v7","story_id":"dqlaf4vu4kdfn","story_title":"L’hydrogène au four","picture_url":null,"network":"linkedin","text":"Ce que j’en retiens.","state":"opened","opened_at":"2026-11-22T12:33:11.557Z","declared_at":null,"link":"http://127.0.0.1:31900/r/EAKiJ2MQj5B41SDML","tracked":true,"clicks":0,"filtered":0,"incomplete":false,"theme_ids":[]},"open_url":"https://www.linkedin.com/sharing/share-offsite/?url=http%3A%2F%2F127.0.0.1%3A31900%2Fr%2FEAKiJ2MQj5B41SDML","copy_text":"Ce que j’en retiens.","qr_path":null,"qr_size":null}',1795350791564);
CREATE TABLE job(
  id INTEGER primary key,
  kind TEXT not null,
  payload TEXT not null,
  unique_key TEXT unique,
  run_at INTEGER not null,
  leased_until INTEGER not null default 0,
  lease TEXT not null default '',
  attempts INTEGER not null default 0,
  dead_at INTEGER,
  failure TEXT not null default ''
) STRICT;
INSERT INTO job VALUES(912319790964983068,'today.forget_choices','{}','every:today.forget_choices',1795437188648,0,'',0,NULL,'');
INSERT INTO job VALUES(912319790965051143,'sharing.close_night','{}','every:sharing.close_night',1795354388654,0,'',0,NULL,'');
INSERT INTO job VALUES(912319790965196778,'people.clean','{}','every:people.clean',1795372388799,0,'',0,NULL,'');
INSERT INTO job VALUES(912319790966373228,'app.sweep_runtime','{}','every:app.sweep_runtime',1795354388765,0,'',0,NULL,'');
INSERT INTO job VALUES(912319790966394895,'sources.prune','{}','every:sources.prune',1795437188794,0,'',0,NULL,'');
INSERT INTO job VALUES(912319790967184136,'sources.due','{}','every:sources.due',1795350848995,0,'',0,NULL,'');
INSERT INTO job VALUES(912319790967860286,'people.reminders','{}','every:people.reminders',1795354389001,0,'',0,NULL,'');
INSERT INTO job VALUES(912319790968024004,'mail.deliver','{}','every:mail.deliver',1795350819020,0,'',0,NULL,'');
CREATE TABLE second_factor(
  person_id INTEGER primary key references person(id),
  sealed_secret BLOB,             -- in force; null while the first one waits for its code
  sealed_next BLOB,               -- shown once, in force when its first code was right
  last_step INTEGER not null,       -- the 30 s step of the newest code used: none opens twice
  set_at INTEGER
) STRICT;
CREATE TABLE recovery_code(
  code_hash BLOB primary key,     -- keyed: a code is short enough to be tried through
  person_id INTEGER not null references person(id),
  used_at INTEGER
) STRICT;
CREATE TABLE theme(
  id INTEGER primary key,
  name_fr TEXT not null,
  name_en TEXT not null,
  colour TEXT not null check (colour in ('sapin', 'miel', 'peche', 'ardoise', 'prune')),
  made_at INTEGER not null
) STRICT;
CREATE TABLE media_file(
  sha256 TEXT primary key,
  type TEXT not null,
  bytes INTEGER not null,
  attachment_name TEXT
) STRICT;
CREATE TABLE media(
  id INTEGER primary key,
  kind TEXT not null check (kind in ('picture', 'document')),
  name TEXT not null,
  alt TEXT not null,
  sha256 TEXT not null references media_file(sha256),
  cover_sha256 TEXT references media_file(sha256),
  wide_sha256 TEXT references media_file(sha256),
  width INTEGER,
  height INTEGER,
  bytes INTEGER not null,
  made_at INTEGER not null,
  made_by INTEGER
) STRICT;
CREATE TABLE story(
  id INTEGER primary key,
  state TEXT not null check (state in ('draft', 'published', 'withdrawn')),
  kind TEXT not null,
  claimed_stance TEXT not null check (claimed_stance in ('useful', 'company')),
  stance TEXT not null check (stance in ('useful', 'company')),
  stance_reason TEXT not null,
  seconded INTEGER not null default 0 check (seconded in (0, 1)),
  title TEXT not null,
  summary TEXT not null,
  why TEXT not null,
  address TEXT,
  address_key TEXT,
  own_host INTEGER not null default 0 check (own_host in (0, 1)),
  site_name TEXT not null,
  language TEXT not null,
  reading_minutes INTEGER,
  picture_id INTEGER references media(id),
  document_id INTEGER references media(id),
  restricted INTEGER not null check (restricted in (0, 1)),
  marks TEXT not null,
  embargo_until INTEGER,
  expires_at INTEGER,
  published_at INTEGER,
  visible_from INTEGER,
  shared_class INTEGER not null default 0,
  version INTEGER not null,
  made_at INTEGER not null,
  made_by INTEGER,
  changed_at INTEGER not null
) STRICT;
INSERT INTO story VALUES(912319804465913166,'published','article','useful','useful','',0,'L’hydrogène au four','Six mois d’essai.','On nous le demande.','https://acier.example/1','acier.example/1',0,'acier.example','fr',NULL,NULL,NULL,0,'',NULL,NULL,1795350791545,1795350791545,0,1,1795350791466,912319795276753410,1795350791545);
CREATE TABLE story_history(
  id INTEGER primary key,
  story_id INTEGER not null references story(id),
  version INTEGER not null,
  change TEXT not null check (change in ('made', 'edited', 'published', 'withdrawn', 'relabelled')),
  content TEXT not null,
  at INTEGER not null,
  turn INTEGER not null,
  person_id INTEGER,
  unique (story_id, turn)
) STRICT;
INSERT INTO story_history VALUES(912319804462461302,912319804465913166,1,'made','{"title":"L’hydrogène au four","summary":"Six mois d’essai.","why":"On nous le demande.","address":"https://acier.example/1","kind":"article","stance":"useful","marks":""}',1795350791466,0,912319795276753410);
INSERT INTO story_history VALUES(912319804796843814,912319804465913166,1,'published','{"title":"L’hydrogène au four","summary":"Six mois d’essai.","why":"On nous le demande.","address":"https://acier.example/1","kind":"article","stance":"useful","marks":""}',1795350791545,1,912319795276753410);
CREATE TABLE story_relabel(
  id INTEGER primary key,
  story_id INTEGER not null references story(id),
  stance TEXT not null,
  at INTEGER not null,
  turn INTEGER not null,
  person_id INTEGER,
  unique (story_id, turn)
) STRICT;
CREATE TABLE story_theme(
  story_id INTEGER not null references story(id),
  theme_id INTEGER not null references theme(id),
  place INTEGER not null,
  primary key (story_id, theme_id)
) STRICT;
CREATE TABLE story_lane(
  lane TEXT not null,
  visible_from INTEGER not null,
  story_id INTEGER not null references story(id),
  primary key (lane, visible_from, story_id)
) STRICT;
INSERT INTO story_lane VALUES('*/*',1795350791545,912319804465913166);
CREATE TABLE variant(
  id INTEGER primary key,
  story_id INTEGER not null references story(id),
  network TEXT,
  language TEXT not null,
  label TEXT not null,
  text TEXT not null,
  place INTEGER not null
) STRICT;
INSERT INTO variant VALUES(912319804463470584,912319804465913166,'linkedin','fr','Court','Six mois d’essai.',0);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','story_search','story_search',0,'CREATE VIRTUAL TABLE story_search using fts5(title_terms, body_terms, tokenize = ''unicode61 remove_diacritics 0'')');
CREATE TABLE IF NOT EXISTS 'story_search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO story_search_data VALUES(1,X'01050e');
INSERT INTO story_search_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO story_search_data VALUES(137438953473,X'0000014b043061636986aaa6e0baaafd9d4e0601010d0402657286aaa6e0baaafd9d4e0601010c02017586aaa6e0baaafd9d4e020501016486aaa6e0baaafd9d4e060101050205656d616e6486aaa6e0baaafd9d4e0601010b07016586aaa6e0baaafd9d4e0601010a0105657373616986aaa6e0baaafd9d4e06010106020578616d706c86aaa6e0baaafd9d4e0601010f07016586aaa6e0baaafd9d4e0601010e0104666f757286aaa6e0baaafd9d4e02060108687964726f67656e86aaa6e0baaafd9d4e020409016586aaa6e0baaafd9d4e020301016c86aaa6e0baaafd9d4e020202016586aaa6e0baaafd9d4e0601010901036d6f6986aaa6e0baaafd9d4e0601010404017386aaa6e0baaafd9d4e0601010301046e6f757386aaa6e0baaafd9d4e0601010801026f6e86aaa6e0baaafd9d4e06010107010373697886aaa6e0baaafd9d4e060101020412110e10141014141011150e0e1012101311');
INSERT INTO story_search_data VALUES(274877906945,X'0000014b043061636986aaa6e0baaafd9d4e0701010d0402657286aaa6e0baaafd9d4e0701010c02017586aaa6e0baaafd9d4e030501016486aaa6e0baaafd9d4e070101050205656d616e6486aaa6e0baaafd9d4e0701010b07016586aaa6e0baaafd9d4e0701010a0105657373616986aaa6e0baaafd9d4e07010106020578616d706c86aaa6e0baaafd9d4e0701010f07016586aaa6e0baaafd9d4e0701010e0104666f757286aaa6e0baaafd9d4e03060108687964726f67656e86aaa6e0baaafd9d4e030409016586aaa6e0baaafd9d4e030301016c86aaa6e0baaafd9d4e030202016586aaa6e0baaafd9d4e0701010901036d6f6986aaa6e0baaafd9d4e0701010404017386aaa6e0baaafd9d4e0701010301046e6f757386aaa6e0baaafd9d4e0701010801026f6e86aaa6e0baaafd9d4e07010107010373697886aaa6e0baaafd9d4e070101020412110e10141014141011150e0e1012101311');
CREATE TABLE IF NOT EXISTS 'story_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO story_search_idx VALUES(1,X'',2);
INSERT INTO story_search_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'story_search_content'(id INTEGER PRIMARY KEY, c0, c1);
INSERT INTO story_search_content VALUES(912319804465913166,'l hydrogene hydrogen au four','six mois moi d essai on nous le demande demand acier aci example exampl');
CREATE TABLE IF NOT EXISTS 'story_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO story_search_docsize VALUES(912319804465913166,X'050e');
CREATE TABLE IF NOT EXISTS 'story_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO story_search_config VALUES('version',4);
CREATE TABLE keeping(
  person_id INTEGER not null,
  story_id INTEGER not null,
  at INTEGER not null,
  primary key (person_id, story_id)
) STRICT;
CREATE TABLE aside(
  person_id INTEGER not null,
  story_id INTEGER not null,
  reason TEXT not null check (reason in ('not_for_me', 'less_of_theme')),
  at INTEGER not null,
  primary key (person_id, story_id)
) STRICT;
CREATE TABLE less_of(
  person_id INTEGER not null,
  theme_id INTEGER not null,
  story_id INTEGER not null,
  at INTEGER not null,
  primary key (person_id, theme_id, story_id)
) STRICT;
CREATE TABLE today_choice(
  person_id INTEGER not null,
  day INTEGER not null,
  place INTEGER not null,
  story_id INTEGER not null,
  reason TEXT not null,
  theme_id INTEGER,
  primary key (person_id, day, place)
) STRICT;
CREATE TABLE source(
  id INTEGER primary key,
  name TEXT not null,
  address TEXT not null,
  feed_address TEXT not null,
  feed_key TEXT not null,
  site_address TEXT,
  kind TEXT not null check (kind in ('rss', 'atom', 'json')),
  etag TEXT not null default '',
  last_modified TEXT not null default '',
  interval_ms INTEGER not null,
  polled_at INTEGER,
  next_poll_at INTEGER,
  failures INTEGER not null default 0,
  failing_since INTEGER,
  failure_code TEXT,
  made_at INTEGER not null,
  made_by INTEGER
) STRICT;
CREATE TABLE source_theme(
  source_id INTEGER not null references source(id),
  theme_id INTEGER not null references theme(id),
  place INTEGER not null,
  primary key (source_id, theme_id)
) STRICT;
CREATE TABLE watch_item(
  id INTEGER primary key,
  title TEXT not null,
  summary TEXT not null,
  address TEXT not null,
  address_key TEXT not null,
  title_key TEXT not null,
  picture_address TEXT,
  picture_id INTEGER,
  language TEXT,
  published_at INTEGER,
  found_at INTEGER not null,
  sort_at INTEGER not null,
  decision TEXT check (decision in ('kept', 'dropped')),
  decision_id INTEGER,
  story_id INTEGER
) STRICT;
CREATE TABLE watch_sighting(
  source_id INTEGER not null references source(id),
  external_id TEXT not null,
  item_id INTEGER not null references watch_item(id),
  found_at INTEGER not null,
  last_seen_at INTEGER not null,
  primary key (source_id, external_id)
) STRICT;
CREATE TABLE watch_decision(
  id INTEGER primary key,
  decision TEXT not null check (decision in ('kept', 'dropped')),
  at INTEGER not null,
  person_id INTEGER
) STRICT;
CREATE TABLE link(
  id INTEGER primary key,
  code INTEGER not null unique,
  destination TEXT not null,
  network TEXT not null,
  pass_query INTEGER not null check (pass_query in (0, 1)),
  person_id INTEGER,
  made_at INTEGER not null,
  closed_at INTEGER,
  proved_at INTEGER
) STRICT;
INSERT INTO link VALUES(912319804848170149,-6556659251567590907,'https://acier.example/1?utm_source=linkedin&utm_medium=social&utm_campaign=essaim','linkedin',0,912319795276753408,1795350791558,NULL,NULL);
INSERT INTO link VALUES(912319804905755303,7664251955427148684,'https://acier.example/1?utm_source=bluesky&utm_medium=social&utm_campaign=essaim','bluesky',0,912319817488878940,1795350791571,NULL,NULL);
CREATE TABLE click_position(
  only_one INTEGER primary key check (only_one = 1),
  seq INTEGER not null
) STRICT;
INSERT INTO click_position VALUES(1,3);
CREATE TABLE click_hour(
  link_id INTEGER not null,
  hour INTEGER not null,
  network TEXT not null,
  people INTEGER not null,
  filtered INTEGER not null,
  primary key (link_id, hour, network)
) STRICT;
INSERT INTO click_hour VALUES(912319804848170149,498708,'',3,0);
CREATE TABLE click_day(
  link_id INTEGER not null,
  day INTEGER not null,
  network TEXT not null,
  host TEXT not null,
  class INTEGER not null,
  clicks INTEGER not null,
  primary key (link_id, day, network, host, class)
) STRICT;
INSERT INTO click_day VALUES(912319804848170149,20779,'','',0,3);
CREATE TABLE incomplete_hour(
  hour INTEGER primary key,
  marked_at INTEGER not null
) STRICT;
CREATE TABLE draft (
  person_id INTEGER not null,
  story_id INTEGER not null,
  network TEXT not null,
  text TEXT not null,
  saved_at INTEGER not null,
  primary key (person_id, story_id, network)
) STRICT;
INSERT INTO draft VALUES(912319795276753408,912319804465913166,'x','Un brouillon',1795350791724);
CREATE TABLE share (
  id INTEGER primary key,
  person_id INTEGER not null,
  story_id INTEGER not null,
  story_version INTEGER not null,
  network TEXT not null,
  turn INTEGER not null,
  text TEXT not null,
  link_id INTEGER,
  server TEXT,
  originality INTEGER not null,
  group_id INTEGER,
  site_id INTEGER,
  local_day INTEGER not null,
  opened_at INTEGER not null,
  unique (person_id, story_id, network, turn)
) STRICT;
INSERT INTO share VALUES(912319804846283503,912319795276753408,912319804465913166,1,'linkedin',1,'Ce que j’en retiens.',912319804848170149,NULL,3,912319795277763791,912319795277763792,20779,1795350791557);
INSERT INTO share VALUES(912319804901413528,912319817488878940,912319804465913166,1,'bluesky',1,'',912319804905755303,NULL,3,912319795277763791,912319795277763792,20779,1795350791570);
CREATE TABLE share_outcome (
  share_id INTEGER not null,
  said INTEGER not null,
  outcome TEXT not null,
  at INTEGER not null,
  primary key (share_id, said)
) STRICT;
CREATE TABLE share_deletion (
  share_id INTEGER primary key,
  at INTEGER not null
) STRICT;
CREATE TABLE published_signature (
  id INTEGER primary key,
  story_id INTEGER not null,
  author INTEGER not null,
  signature BLOB not null
) STRICT;
CREATE TABLE story_sharing_class (
  story_id INTEGER primary key,
  people INTEGER not null
) STRICT;
CREATE TABLE variant_use_class (
  variant_id INTEGER primary key,
  people INTEGER not null
) STRICT;
CREATE TABLE sharing_close (
  day INTEGER primary key
) STRICT;
INSERT INTO sharing_close VALUES(20779);
CREATE TABLE demo_mark(
  only_one INTEGER primary key check (only_one = 1),
  begun_at INTEGER not null,
  filled_at INTEGER
) STRICT;
CREATE UNIQUE INDEX group_parent_now on group_parent(group_id) where until_at is null;
CREATE INDEX person_search on person(search_key) where listed_at is not null;
CREATE INDEX person_site on person(site_id);
CREATE UNIQUE INDEX group_membership_now on group_membership(person_id) where until_at is null;
CREATE INDEX group_membership_group on group_membership(group_id, until_at);
CREATE UNIQUE INDEX role_grant_now on role_grant(person_id, role) where until_at is null;
CREATE INDEX session_person on session(person_id);
CREATE INDEX sign_in_link_end on sign_in_link(ends_at);
CREATE INDEX notice_person on notice(person_id, at);
CREATE INDEX guide_text_language on guide_text(language, id);
CREATE INDEX consent_event_person on consent_event(person_id, purpose, id);
CREATE INDEX invitation_person on invitation(person_id);
CREATE INDEX invitation_reminder on invitation(remind_on) where remind_on is not null;
CREATE INDEX setting_key on setting(key, id);
CREATE INDEX outbox_due on outbox(due_at) where sealed is not null;
CREATE INDEX outbox_person on outbox(person_id) where person_id is not null;
CREATE INDEX outbox_day on outbox(day);
CREATE INDEX import_row_email on import_row(import_id, email_key, line);
CREATE INDEX idempotency_at on idempotency(at);
CREATE INDEX job_due on job(run_at) where dead_at is null;
CREATE INDEX recovery_code_person on recovery_code(person_id);
CREATE INDEX outbox_urgent on outbox(due_at) where sealed is not null and kind in ('sign_in', 'join', 'new_browser',
  'password_changed', 'email_changed', 'second_factor_set', 'second_factor_removed');
CREATE UNIQUE INDEX theme_name_fr on theme(name_fr);
CREATE INDEX media_made_by on media(made_by, made_at);
CREATE INDEX story_newest on story(state, visible_from, id);
CREATE INDEX story_changed on story(state, changed_at, id);
CREATE INDEX story_address on story(address_key);
CREATE INDEX story_made_by on story(made_by);
CREATE INDEX story_history_person on story_history(person_id);
CREATE INDEX story_relabel_person on story_relabel(person_id);
CREATE INDEX story_theme_theme on story_theme(theme_id, story_id);
CREATE INDEX story_lane_story on story_lane(story_id, lane);
CREATE INDEX variant_story on variant(story_id, place);
CREATE INDEX keeping_newest on keeping(person_id, at, story_id);
CREATE UNIQUE INDEX today_choice_story on today_choice(person_id, day, story_id);
CREATE INDEX today_choice_day on today_choice(day);
CREATE UNIQUE INDEX source_feed_key on source(feed_key);
CREATE INDEX source_due on source(next_poll_at);
CREATE INDEX source_made_by on source(made_by);
CREATE INDEX source_theme_theme on source_theme(theme_id, source_id);
CREATE INDEX watch_item_newest on watch_item(decision, sort_at, id);
CREATE INDEX watch_item_address on watch_item(address_key);
CREATE INDEX watch_item_title on watch_item(title_key, found_at);
CREATE INDEX watch_item_decision on watch_item(decision_id);
CREATE INDEX watch_sighting_item on watch_sighting(item_id, found_at);
CREATE INDEX watch_decision_person on watch_decision(person_id);
CREATE INDEX link_person on link(person_id) where person_id is not null;
CREATE INDEX share_by_person on share (person_id, id);
CREATE INDEX share_by_story on share (story_id, opened_at);
CREATE INDEX share_by_link on share (link_id);
CREATE VIEW told_share as
select s.id, s.person_id, s.story_id, s.story_version, s.network, s.turn, s.text, s.link_id, s.server, s.originality,
  s.group_id, s.site_id, s.local_day, s.opened_at, o.outcome as outcome, o.at as said_at
from share s
left join share_outcome o on o.share_id = s.id
  and o.said = (select max(last.said) from share_outcome last where last.share_id = s.id)
where not exists (select 1 from share_deletion d where d.share_id = s.id);
CREATE INDEX published_signature_by_story on published_signature (story_id);
PRAGMA writable_schema=OFF;
COMMIT;
