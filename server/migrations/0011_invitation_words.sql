-- The inviter's own words stand on the page as in the mail. `answered_at` says when somebody joined: until then, or
-- until it expires, an invitation is open in any browser, so no browser is bound to it any more.
alter table invitation add column message TEXT not null default '';
alter table invitation drop column browser_hash;
