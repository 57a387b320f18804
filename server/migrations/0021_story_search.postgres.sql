-- Folded and stemmed words of each story (features/content/search), weights A for titles and B for the rest.
create table story_search(
  story_id BIGINT primary key,
  terms tsvector not null
);
create index story_search_terms on story_search using gin(terms);
