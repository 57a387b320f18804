-- Three more roles that an organisation grants: recruiter, executive, data-protection.
create table role_grant_wider(
  id BIGINT primary key,
  person_id BIGINT not null references person(id),
  role TEXT not null
    check (role in ('editor', 'lead', 'recruiter', 'executive', 'data-protection', 'administrator')),
  from_at BIGINT not null,
  until_at BIGINT,
  granted_by BIGINT,
  ended_by BIGINT
) STRICT;
insert into role_grant_wider(id, person_id, role, from_at, until_at, granted_by, ended_by)
  select id, person_id, role, from_at, until_at, granted_by, ended_by from role_grant;
drop table role_grant;
alter table role_grant_wider rename to role_grant;
create unique index role_grant_now on role_grant(person_id, role) where until_at is null;

-- The change log: which rows of the audit's chain changed how the programme is run, and what about. It says nothing of
-- its own, so it cannot say anything else than the chain.
create table change_log(
  number BIGINT primary key references audit(number),
  topic TEXT not null
) STRICT;
create index change_log_topic on change_log(topic, number);
insert into change_log(number, topic)
  select number, case when action in ('role.granted', 'role.ended') then 'roles'
    when action in ('settings.changed', 'setup.done') then 'settings' else 'charter' end
  from audit where action in ('role.granted', 'role.ended', 'settings.changed', 'setup.done', 'charter.published',
    'guide.changed');
