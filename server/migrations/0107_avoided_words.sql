-- Words that the guide advises against, in a language and (empty: everywhere) a country, with its reason.
create table avoided_word(
  language TEXT not null,
  country TEXT not null,
  word_key TEXT not null,
  word TEXT not null,
  reason TEXT not null,
  instead TEXT not null,
  primary key (language, country, word_key)
) STRICT;
