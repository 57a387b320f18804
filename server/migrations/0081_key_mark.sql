-- Which key this data was made with: a keyed hash that says nothing of the key. Links, sealed letters, second factors and
-- refusals open with that key only, so that a lost one must be noticed, and never be replaced by a new one.
alter table organisation_identity add column key_mark BYTES;
