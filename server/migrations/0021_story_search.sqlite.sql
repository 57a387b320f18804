-- Folded and stemmed words of each story (features/content/search); rowid is the story's id.
create virtual table story_search using fts5(title_terms, body_terms, tokenize = 'unicode61 remove_diacritics 0');
