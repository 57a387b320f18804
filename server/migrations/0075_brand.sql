-- An organisation's own mark, drawn anew, with the icons made from it; each is a file of the blob folder, by its SHA-256.
-- Which one is in force is a setting (brand.mark), as is the colour (brand.colour).
create table brand_mark(
  sha256 TEXT primary key,
  width BIGINT not null,
  height BIGINT not null,
  seen_on_light BIGINT not null,   -- percent of what is drawn that can be told from a light ground
  seen_on_dark BIGINT not null,
  icon_48 TEXT not null,
  icon_180 TEXT not null,
  icon_192 TEXT not null,
  icon_512 TEXT not null,
  maskable_512 TEXT not null,
  letterhead TEXT not null,        -- as mails carry it
  made_at BIGINT not null
) STRICT;
