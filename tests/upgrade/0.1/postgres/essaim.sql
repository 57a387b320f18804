--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: aside; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.aside (
    person_id bigint NOT NULL,
    story_id bigint NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT aside_reason_check CHECK ((reason = ANY (ARRAY['not_for_me'::text, 'less_of_theme'::text])))
);


--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    number bigint NOT NULL,
    at bigint NOT NULL,
    actor_id bigint,
    action text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL
);


--
-- Name: charter_text; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.charter_text (
    version bigint NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    body text NOT NULL
);


--
-- Name: charter_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.charter_version (
    version bigint NOT NULL,
    at bigint NOT NULL,
    author_id bigint
);


--
-- Name: click; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.click (
    seq bigint NOT NULL,
    id bytea NOT NULL,
    link_id bigint NOT NULL,
    code bigint,
    at bigint NOT NULL,
    class bigint NOT NULL,
    network text NOT NULL,
    host text NOT NULL,
    device bigint NOT NULL,
    country text NOT NULL,
    visitor bytea
);


--
-- Name: click_day; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.click_day (
    link_id bigint NOT NULL,
    day bigint NOT NULL,
    network text NOT NULL,
    host text NOT NULL,
    class bigint NOT NULL,
    clicks bigint NOT NULL
);


--
-- Name: click_hour; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.click_hour (
    link_id bigint NOT NULL,
    hour bigint NOT NULL,
    network text NOT NULL,
    people bigint NOT NULL,
    filtered bigint NOT NULL
);


--
-- Name: click_position; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.click_position (
    only_one bigint NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT click_position_only_one_check CHECK ((only_one = 1))
);


--
-- Name: click_seq_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.click ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.click_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: consent_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.consent_event (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    purpose text NOT NULL,
    text_version text NOT NULL,
    given bigint NOT NULL,
    at bigint NOT NULL,
    channel text NOT NULL,
    CONSTRAINT consent_event_given_check CHECK ((given = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: demo_mark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.demo_mark (
    only_one bigint NOT NULL,
    begun_at bigint NOT NULL,
    filled_at bigint,
    CONSTRAINT demo_mark_only_one_check CHECK ((only_one = 1))
);


--
-- Name: draft; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.draft (
    person_id bigint NOT NULL,
    story_id bigint NOT NULL,
    network text NOT NULL,
    text text NOT NULL,
    saved_at bigint NOT NULL
);


--
-- Name: group_membership; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_membership (
    person_id bigint NOT NULL,
    group_id bigint NOT NULL,
    from_at bigint NOT NULL,
    until_at bigint
);


--
-- Name: group_parent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_parent (
    group_id bigint NOT NULL,
    parent_id bigint,
    from_at bigint NOT NULL,
    until_at bigint
);


--
-- Name: guide_text; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.guide_text (
    id bigint NOT NULL,
    language text NOT NULL,
    dos text NOT NULL,
    donts text NOT NULL,
    body text NOT NULL,
    at bigint NOT NULL,
    author_id bigint
);


--
-- Name: headcount; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.headcount (
    day bigint NOT NULL,
    group_id bigint NOT NULL,
    site_id bigint NOT NULL,
    people bigint NOT NULL
);


--
-- Name: idempotency; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency (
    person_id bigint NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    answer text NOT NULL,
    at bigint NOT NULL
);


--
-- Name: import_preview; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_preview (
    id bigint NOT NULL,
    made_by bigint NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    sealed bytea NOT NULL
);


--
-- Name: import_row; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_row (
    import_id bigint NOT NULL,
    line bigint NOT NULL,
    column_number bigint NOT NULL,
    new_id bigint NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    search_key text NOT NULL,
    language text NOT NULL,
    country text NOT NULL,
    status text NOT NULL,
    group_id bigint NOT NULL,
    site_id bigint NOT NULL,
    job_family_id bigint NOT NULL,
    change text DEFAULT ''::text NOT NULL
);


--
-- Name: incomplete_hour; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.incomplete_hour (
    hour bigint NOT NULL,
    marked_at bigint NOT NULL
);


--
-- Name: invitation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invitation (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    invited_by bigint NOT NULL,
    channel text NOT NULL,
    token_hash bytea NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    answered_at bigint,
    remind_on text,
    message text DEFAULT ''::text NOT NULL,
    CONSTRAINT invitation_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'link'::text, 'reminder'::text])))
);


--
-- Name: invitation_link_made; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invitation_link_made (
    person_id bigint NOT NULL,
    made_by bigint NOT NULL,
    at bigint NOT NULL
);


--
-- Name: job; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job (
    id bigint NOT NULL,
    kind text NOT NULL,
    payload text NOT NULL,
    unique_key text,
    run_at bigint NOT NULL,
    leased_until bigint DEFAULT 0 NOT NULL,
    lease text DEFAULT ''::text NOT NULL,
    attempts bigint DEFAULT 0 NOT NULL,
    dead_at bigint,
    failure text DEFAULT ''::text NOT NULL
);


--
-- Name: job_family; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job_family (
    id bigint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL
);


--
-- Name: keeping; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.keeping (
    person_id bigint NOT NULL,
    story_id bigint NOT NULL,
    at bigint NOT NULL
);


--
-- Name: known_browser; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.known_browser (
    person_id bigint NOT NULL,
    browser_hash bytea NOT NULL,
    first_day bigint NOT NULL
);


--
-- Name: less_of; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.less_of (
    person_id bigint NOT NULL,
    theme_id bigint NOT NULL,
    story_id bigint NOT NULL,
    at bigint NOT NULL
);


--
-- Name: link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.link (
    id bigint NOT NULL,
    code bigint NOT NULL,
    destination text NOT NULL,
    network text NOT NULL,
    pass_query bigint NOT NULL,
    person_id bigint,
    made_at bigint NOT NULL,
    closed_at bigint,
    proved_at bigint,
    CONSTRAINT link_pass_query_check CHECK ((pass_query = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: media; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.media (
    id bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    alt text NOT NULL,
    sha256 text NOT NULL,
    cover_sha256 text,
    wide_sha256 text,
    width bigint,
    height bigint,
    bytes bigint NOT NULL,
    made_at bigint NOT NULL,
    made_by bigint,
    CONSTRAINT media_kind_check CHECK ((kind = ANY (ARRAY['picture'::text, 'document'::text])))
);


--
-- Name: media_file; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.media_file (
    sha256 text NOT NULL,
    type text NOT NULL,
    bytes bigint NOT NULL,
    attachment_name text
);


--
-- Name: migration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.migration (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
);


--
-- Name: notice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notice (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    code text NOT NULL,
    details text NOT NULL,
    at bigint NOT NULL,
    seen_at bigint
);


--
-- Name: org_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.org_group (
    id bigint NOT NULL,
    name text NOT NULL,
    made_at bigint NOT NULL
);


--
-- Name: organisation_identity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisation_identity (
    only_one bigint NOT NULL,
    id text NOT NULL,
    made_at bigint NOT NULL,
    CONSTRAINT organisation_identity_only_one_check CHECK ((only_one = 1))
);


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    kind text NOT NULL,
    day bigint NOT NULL,
    state text NOT NULL,
    person_id bigint,
    sealed bytea,
    attempts bigint DEFAULT 0 NOT NULL,
    due_at bigint NOT NULL,
    useful_until bigint NOT NULL,
    leased_until bigint DEFAULT 0 NOT NULL,
    failure text DEFAULT ''::text NOT NULL,
    CONSTRAINT outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'no_mail_server'::text, 'sent'::text, 'failed'::text, 'expired'::text])))
);


--
-- Name: password; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.password (
    person_id bigint NOT NULL,
    hash text NOT NULL,
    set_at bigint NOT NULL
);


--
-- Name: person; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.person (
    id bigint NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    search_key text NOT NULL,
    language text NOT NULL,
    country text NOT NULL,
    site_id bigint,
    job_family_id bigint,
    status text NOT NULL,
    made_at bigint NOT NULL,
    listed_at bigint,
    erased_at bigint,
    CONSTRAINT person_status_check CHECK ((status = ANY (ARRAY['employee'::text, 'partner'::text, 'agent'::text])))
);


--
-- Name: preference; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.preference (
    person_id bigint NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    at bigint NOT NULL
);


--
-- Name: published_signature; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.published_signature (
    id bigint NOT NULL,
    story_id bigint NOT NULL,
    author bigint NOT NULL,
    signature bytea NOT NULL
);


--
-- Name: recovery_code; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recovery_code (
    code_hash bytea NOT NULL,
    person_id bigint NOT NULL,
    used_at bigint
);


--
-- Name: refusal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.refusal (
    email_hash bytea NOT NULL,
    ends_at bigint NOT NULL
);


--
-- Name: role_grant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.role_grant (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    role text NOT NULL,
    from_at bigint NOT NULL,
    until_at bigint,
    granted_by bigint,
    ended_by bigint,
    CONSTRAINT role_grant_role_check CHECK ((role = ANY (ARRAY['editor'::text, 'lead'::text, 'administrator'::text])))
);


--
-- Name: second_factor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.second_factor (
    person_id bigint NOT NULL,
    sealed_secret bytea,
    sealed_next bytea,
    last_step bigint NOT NULL,
    set_at bigint
);


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    origin text NOT NULL,
    browser text NOT NULL,
    made_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    pending bigint DEFAULT 0 NOT NULL,
    CONSTRAINT session_origin_check CHECK ((origin = ANY (ARRAY['password'::text, 'link'::text, 'invitation'::text, 'setup'::text, 'join'::text])))
);


--
-- Name: setting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setting (
    id bigint NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    at bigint NOT NULL,
    author_id bigint
);


--
-- Name: setup_link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setup_link (
    token_hash bytea NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    used_at bigint
);


--
-- Name: share; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.share (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    story_id bigint NOT NULL,
    story_version bigint NOT NULL,
    network text NOT NULL,
    turn bigint NOT NULL,
    text text NOT NULL,
    link_id bigint,
    server text,
    originality bigint NOT NULL,
    group_id bigint,
    site_id bigint,
    local_day bigint NOT NULL,
    opened_at bigint NOT NULL
);


--
-- Name: share_deletion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.share_deletion (
    share_id bigint NOT NULL,
    at bigint NOT NULL
);


--
-- Name: share_outcome; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.share_outcome (
    share_id bigint NOT NULL,
    said bigint NOT NULL,
    outcome text NOT NULL,
    at bigint NOT NULL
);


--
-- Name: sharing_close; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sharing_close (
    day bigint NOT NULL
);


--
-- Name: sign_in_link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_in_link (
    token_hash bytea NOT NULL,
    browser_hash bytea NOT NULL,
    purpose text NOT NULL,
    person_id bigint,
    sealed_email bytea,
    language text NOT NULL,
    made_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    used_at bigint,
    CONSTRAINT sign_in_link_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'join'::text])))
);


--
-- Name: site; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.site (
    id bigint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    country text NOT NULL,
    time_zone text NOT NULL,
    zone_id bigint
);


--
-- Name: source; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.source (
    id bigint NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    feed_address text NOT NULL,
    feed_key text NOT NULL,
    site_address text,
    kind text NOT NULL,
    etag text DEFAULT ''::text NOT NULL,
    last_modified text DEFAULT ''::text NOT NULL,
    interval_ms bigint NOT NULL,
    polled_at bigint,
    next_poll_at bigint,
    failures bigint DEFAULT 0 NOT NULL,
    failing_since bigint,
    failure_code text,
    made_at bigint NOT NULL,
    made_by bigint,
    CONSTRAINT source_kind_check CHECK ((kind = ANY (ARRAY['rss'::text, 'atom'::text, 'json'::text])))
);


--
-- Name: source_theme; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.source_theme (
    source_id bigint NOT NULL,
    theme_id bigint NOT NULL,
    place bigint NOT NULL
);


--
-- Name: story; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.story (
    id bigint NOT NULL,
    state text NOT NULL,
    kind text NOT NULL,
    claimed_stance text NOT NULL,
    stance text NOT NULL,
    stance_reason text NOT NULL,
    seconded bigint DEFAULT 0 NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    why text NOT NULL,
    address text,
    address_key text,
    own_host bigint DEFAULT 0 NOT NULL,
    site_name text NOT NULL,
    language text NOT NULL,
    reading_minutes bigint,
    picture_id bigint,
    document_id bigint,
    restricted bigint NOT NULL,
    marks text NOT NULL,
    embargo_until bigint,
    expires_at bigint,
    published_at bigint,
    visible_from bigint,
    shared_class bigint DEFAULT 0 NOT NULL,
    version bigint NOT NULL,
    made_at bigint NOT NULL,
    made_by bigint,
    changed_at bigint NOT NULL,
    CONSTRAINT story_claimed_stance_check CHECK ((claimed_stance = ANY (ARRAY['useful'::text, 'company'::text]))),
    CONSTRAINT story_own_host_check CHECK ((own_host = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT story_restricted_check CHECK ((restricted = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT story_seconded_check CHECK ((seconded = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT story_stance_check CHECK ((stance = ANY (ARRAY['useful'::text, 'company'::text]))),
    CONSTRAINT story_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text])))
);


--
-- Name: story_history; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.story_history (
    id bigint NOT NULL,
    story_id bigint NOT NULL,
    version bigint NOT NULL,
    change text NOT NULL,
    content text NOT NULL,
    at bigint NOT NULL,
    turn bigint NOT NULL,
    person_id bigint,
    CONSTRAINT story_history_change_check CHECK ((change = ANY (ARRAY['made'::text, 'edited'::text, 'published'::text, 'withdrawn'::text, 'relabelled'::text])))
);


--
-- Name: story_lane; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.story_lane (
    lane text NOT NULL,
    visible_from bigint NOT NULL,
    story_id bigint NOT NULL
);


--
-- Name: story_relabel; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.story_relabel (
    id bigint NOT NULL,
    story_id bigint NOT NULL,
    stance text NOT NULL,
    at bigint NOT NULL,
    turn bigint NOT NULL,
    person_id bigint
);


--
-- Name: story_search; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.story_search (
    story_id bigint NOT NULL,
    terms tsvector NOT NULL
);


--
-- Name: story_sharing_class; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.story_sharing_class (
    story_id bigint NOT NULL,
    people bigint NOT NULL
);


--
-- Name: story_theme; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.story_theme (
    story_id bigint NOT NULL,
    theme_id bigint NOT NULL,
    place bigint NOT NULL
);


--
-- Name: theme; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.theme (
    id bigint NOT NULL,
    name_fr text NOT NULL,
    name_en text NOT NULL,
    colour text NOT NULL,
    made_at bigint NOT NULL,
    CONSTRAINT theme_colour_check CHECK ((colour = ANY (ARRAY['sapin'::text, 'miel'::text, 'peche'::text, 'ardoise'::text, 'prune'::text])))
);


--
-- Name: today_choice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.today_choice (
    person_id bigint NOT NULL,
    day bigint NOT NULL,
    place bigint NOT NULL,
    story_id bigint NOT NULL,
    reason text NOT NULL,
    theme_id bigint
);


--
-- Name: told_share; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.told_share AS
 SELECT s.id,
    s.person_id,
    s.story_id,
    s.story_version,
    s.network,
    s.turn,
    s.text,
    s.link_id,
    s.server,
    s.originality,
    s.group_id,
    s.site_id,
    s.local_day,
    s.opened_at,
    o.outcome,
    o.at AS said_at
   FROM (public.share s
     LEFT JOIN public.share_outcome o ON (((o.share_id = s.id) AND (o.said = ( SELECT max(last.said) AS max
           FROM public.share_outcome last
          WHERE (last.share_id = s.id))))))
  WHERE (NOT (EXISTS ( SELECT 1
           FROM public.share_deletion d
          WHERE (d.share_id = s.id))));


--
-- Name: variant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.variant (
    id bigint NOT NULL,
    story_id bigint NOT NULL,
    network text,
    language text NOT NULL,
    label text NOT NULL,
    text text NOT NULL,
    place bigint NOT NULL
);


--
-- Name: variant_use_class; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.variant_use_class (
    variant_id bigint NOT NULL,
    people bigint NOT NULL
);


--
-- Name: visitors_forgotten; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.visitors_forgotten (
    only_one bigint NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT visitors_forgotten_only_one_check CHECK ((only_one = 1))
);


--
-- Name: watch_decision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.watch_decision (
    id bigint NOT NULL,
    decision text NOT NULL,
    at bigint NOT NULL,
    person_id bigint,
    CONSTRAINT watch_decision_decision_check CHECK ((decision = ANY (ARRAY['kept'::text, 'dropped'::text])))
);


--
-- Name: watch_item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.watch_item (
    id bigint NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    address text NOT NULL,
    address_key text NOT NULL,
    title_key text NOT NULL,
    picture_address text,
    picture_id bigint,
    language text,
    published_at bigint,
    found_at bigint NOT NULL,
    sort_at bigint NOT NULL,
    decision text,
    decision_id bigint,
    story_id bigint,
    CONSTRAINT watch_item_decision_check CHECK ((decision = ANY (ARRAY['kept'::text, 'dropped'::text])))
);


--
-- Name: watch_sighting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.watch_sighting (
    source_id bigint NOT NULL,
    external_id text NOT NULL,
    item_id bigint NOT NULL,
    found_at bigint NOT NULL,
    last_seen_at bigint NOT NULL
);


--
-- Name: zone; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.zone (
    id bigint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    parent_id bigint
);


--
-- Data for Name: aside; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit VALUES (1, 1795350802131, NULL, 'fetcher.internal_hosts', 'configuration', '127.0.0.1', '\x', '\x99f48445ee5dbe4cb866a96bc3ac36cccb59be89b1170eb923fe7bb9f632d64f');
INSERT INTO public.audit VALUES (2, 1795350802781, 912319851923973708, 'setup.done', 'organisation', '', '\x99f48445ee5dbe4cb866a96bc3ac36cccb59be89b1170eb923fe7bb9f632d64f', '\x63bd842ed86adcda0750c6d6d3d986be18885f6b19fe36a45c9e4a6a224f7a54');
INSERT INTO public.audit VALUES (3, 1795350802870, 912319851923973708, 'session.opened', 'session', 'setup', '\x63bd842ed86adcda0750c6d6d3d986be18885f6b19fe36a45c9e4a6a224f7a54', '\xd323c6e2402b9d86aef9d44506d5ee5407ec15f30002a670e1397778b3ba2618');
INSERT INTO public.audit VALUES (4, 1795350803312, 912319851923973708, 'people.imported', 'people', '', '\xd323c6e2402b9d86aef9d44506d5ee5407ec15f30002a670e1397778b3ba2618', '\x9d2e56a96993c226292be6067cc96a561a1b7b4dee06a643caef2cb9e10f8da9');
INSERT INTO public.audit VALUES (5, 1795350803562, 912319851923973708, 'role.granted', 'role editor', '912319854147961141', '\x9d2e56a96993c226292be6067cc96a561a1b7b4dee06a643caef2cb9e10f8da9', '\xf6f83e4866e29b28fc35bc8e0c8c0114099f184ea20d5001a71ffd4d87ab7d1b');
INSERT INTO public.audit VALUES (6, 1795350803899, 912319851923973708, 'role.granted', 'role lead', '912319854147961142', '\xf6f83e4866e29b28fc35bc8e0c8c0114099f184ea20d5001a71ffd4d87ab7d1b', '\x526fef1111cb40eab987e8ae9e4a97ba13eb9525fea55e969ef7217f9ff6ad05');
INSERT INTO public.audit VALUES (7, 1795350804019, 912319851923973708, 'invitations.sent', 'people', '', '\x526fef1111cb40eab987e8ae9e4a97ba13eb9525fea55e969ef7217f9ff6ad05', '\x73550dee7d15992e2b6480a05c50dc64bd81845689df5b1ba01c3f69112aad91');
INSERT INTO public.audit VALUES (8, 1795350805493, NULL, 'invitation.accepted', 'person', '3ichs4srskm3j', '\x73550dee7d15992e2b6480a05c50dc64bd81845689df5b1ba01c3f69112aad91', '\xb17d22ae8bc162752c1a88bf56356164cfe2e7af3601ad8d6a193dea5ae94c2a');
INSERT INTO public.audit VALUES (9, 1795350805682, 912319854147961139, 'session.opened', 'session', 'invitation', '\xb17d22ae8bc162752c1a88bf56356164cfe2e7af3601ad8d6a193dea5ae94c2a', '\xaf5cd097c2dffc095c148a34b249d436a9899dcb894417ad9ef07c1968ffdb6e');
INSERT INTO public.audit VALUES (10, 1795350805906, NULL, 'invitation.accepted', 'person', 'a04rgcgdp728r', '\xaf5cd097c2dffc095c148a34b249d436a9899dcb894417ad9ef07c1968ffdb6e', '\x074a6f9a878d46b649f238d833593ed67363578e4a82662e83d3af4bbaa7a4af');
INSERT INTO public.audit VALUES (11, 1795350805915, 912319854147961140, 'session.opened', 'session', 'invitation', '\x074a6f9a878d46b649f238d833593ed67363578e4a82662e83d3af4bbaa7a4af', '\xf24eacacbe9983293a27e9eead9e17e21ad5a7d765b903c6d329cd205fee9133');
INSERT INTO public.audit VALUES (12, 1795350806026, NULL, 'invitation.accepted', 'person', '7r9ea6ohppn0o', '\xf24eacacbe9983293a27e9eead9e17e21ad5a7d765b903c6d329cd205fee9133', '\x0da4673773cf3f478414f7adb1e2959d08811759e9bbeaeb2d0faca0650a4a64');
INSERT INTO public.audit VALUES (13, 1795350806123, 912319854147961141, 'session.opened', 'session', 'invitation', '\x0da4673773cf3f478414f7adb1e2959d08811759e9bbeaeb2d0faca0650a4a64', '\x76a096a97f2c4c6408306539a9c58df698a59b45814223c473ed567cc6986977');


--
-- Data for Name: charter_text; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: charter_version; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: click; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.click OVERRIDING SYSTEM VALUE VALUES (1, '\x9ca8b49b3f3d18a0f2567dcbfd6c3d68', 912319866508249828, NULL, 1795350809044, 0, '', '', 3, '', '\xdaa4bcd8125922fdcfe9d5ffb21c9c64');
INSERT INTO public.click OVERRIDING SYSTEM VALUE VALUES (2, '\xfc4e4d7e36a1c85a5a2d29f1f3a1343b', 912319866508249828, NULL, 1795350809115, 0, '', '', 3, '', '\x49a738987a53a29abde4d89ef2b287cc');
INSERT INTO public.click OVERRIDING SYSTEM VALUE VALUES (3, '\x8c7de095eb0731dcc838bbfd056f7260', 912319866508249828, NULL, 1795350809250, 0, '', '', 3, '', '\xe38c794b8e5c0d96a4f276cdcd7d31d6');


--
-- Data for Name: click_day; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.click_day VALUES (912319866508249828, 20779, '', '', 0, 3);


--
-- Data for Name: click_hour; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.click_hour VALUES (912319866508249828, 498708, '', 3, 0);


--
-- Data for Name: click_position; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.click_position VALUES (1, 3);


--
-- Data for Name: consent_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.consent_event VALUES (912319863875431448, 912319854147961139, 'charter', '1/fr', 1, 1795350805631, 'app');
INSERT INTO public.consent_event VALUES (912319865032433079, 912319854147961140, 'charter', '1/fr', 1, 1795350805907, 'app');
INSERT INTO public.consent_event VALUES (912319865889697179, 912319854147961141, 'charter', '1/fr', 1, 1795350806111, 'app');
INSERT INTO public.consent_event VALUES (912319881622558037, 912319854147961140, 'charter', '1/fr', 0, 1795350809862, 'app');


--
-- Data for Name: demo_mark; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: draft; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.draft VALUES (912319854147961139, 912319866304527941, 'x', 'Un brouillon', 1795350806732);


--
-- Data for Name: group_membership; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.group_membership VALUES (912319854147961139, 912319854151628322, 1795350803312, NULL);
INSERT INTO public.group_membership VALUES (912319854147961140, 912319854151628322, 1795350803312, NULL);
INSERT INTO public.group_membership VALUES (912319854147961141, 912319854151628325, 1795350803312, NULL);
INSERT INTO public.group_membership VALUES (912319854147961142, 912319854151628325, 1795350803312, NULL);


--
-- Data for Name: group_parent; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.group_parent VALUES (912319854151628321, NULL, 1795350803312, NULL);
INSERT INTO public.group_parent VALUES (912319854151628322, 912319854151628321, 1795350803312, NULL);
INSERT INTO public.group_parent VALUES (912319854151628325, NULL, 1795350803312, NULL);


--
-- Data for Name: guide_text; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: headcount; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idempotency VALUES (912319851923973708, 'POST /api/v1/invitations', '80c066a3-ee4e-4bfb-8e8e-874b22ce280d', 'ab45a43ebccf95e4b24535d99b174c298f552c1c0f69a57c7a940dc9cf4a94d3', '{"count":4}', 1795350804019);
INSERT INTO public.idempotency VALUES (912319854147961139, 'POST /api/v1/shares', '04553ba8-9258-4b56-9845-6ec3d6f2d764', 'faf59793afe8c4170fda877259e1de06f9b9b31fc32851dfe54dd58adab86fc3', '{"share":{"id":"4c0n1gj3tif80","story_id":"5g2i9mooou5af","story_title":"L’hydrogène au four","picture_url":null,"network":"linkedin","text":"Ce que j’en retiens.","state":"opened","opened_at":"2026-11-22T12:33:26.256Z","declared_at":null,"link":"http://127.0.0.1:31900/r/G2FxpNqV4744cfh8c","tracked":true,"clicks":0,"filtered":0,"incomplete":false,"theme_ids":[]},"open_url":"https://www.linkedin.com/sharing/share-offsite/?url=http%3A%2F%2F127.0.0.1%3A31900%2Fr%2FG2FxpNqV4744cfh8c","copy_text":"Ce que j’en retiens.","qr_path":null,"qr_size":null}', 1795350806362);


--
-- Data for Name: import_preview; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: import_row; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: incomplete_hour; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invitation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.invitation VALUES (912319857189861150, 912319854147961142, 912319851923973708, 'mail', '\x79e1cbb0f533e19362b2b731a422c57a35296b3f2d14cfc97fc26a56b1956896', 1795350804037, 1795955604037, NULL, NULL, '');
INSERT INTO public.invitation VALUES (912319857132040185, 912319854147961139, 912319851923973708, 'mail', '\x355d06142918e8a2ad49db2b9512c70c951db7607f8c370aa5f9bce3c4511e46', 1795350804023, 1795955604023, 1795350805631, NULL, '');
INSERT INTO public.invitation VALUES (912319857162675465, 912319854147961140, 912319851923973708, 'mail', '\xb322aaf7126a9e243fa9d15007ff67d5aeb2b925ae982341fdf80db633afd4c4', 1795350804030, 1795955604030, 1795350805907, NULL, '');
INSERT INTO public.invitation VALUES (912319857182670188, 912319854147961141, 912319851923973708, 'mail', '\xd856064f5907226de7c243477d14229239e4dae1b001491ec5338ec100fca2af', 1795350804035, 1795955604035, 1795350806111, NULL, '');


--
-- Data for Name: invitation_link_made; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job VALUES (912319849216914120, 'app.sweep_runtime', '{}', 'every:app.sweep_runtime', 1795354402167, 0, '', 0, NULL, '');
INSERT INTO public.job VALUES (912319849221340469, 'people.clean', '{}', 'every:people.clean', 1795372402295, 0, '', 0, NULL, '');
INSERT INTO public.job VALUES (912319849220533737, 'mail.deliver', '{}', 'every:mail.deliver', 1795350832325, 0, '', 0, NULL, '');
INSERT INTO public.job VALUES (912319849221969806, 'people.reminders', '{}', 'every:people.reminders', 1795354402332, 0, '', 0, NULL, '');
INSERT INTO public.job VALUES (912319849220440770, 'sharing.close_night', '{}', 'every:sharing.close_night', 1795354402348, 0, '', 0, NULL, '');
INSERT INTO public.job VALUES (912319849223269487, 'sources.due', '{}', 'every:sources.due', 1795350862350, 0, '', 0, NULL, '');
INSERT INTO public.job VALUES (912319849222684174, 'sources.prune', '{}', 'every:sources.prune', 1795437202354, 0, '', 0, NULL, '');
INSERT INTO public.job VALUES (912319849223257731, 'today.forget_choices', '{}', 'every:today.forget_choices', 1795437202356, 0, '', 0, NULL, '');


--
-- Data for Name: job_family; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job_family VALUES (912319854151628324, 'sales', 'sales');
INSERT INTO public.job_family VALUES (912319854151628327, 'communication', 'communication');


--
-- Data for Name: keeping; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: known_browser; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.known_browser VALUES (912319851923973708, '\x25a780ba6961229b4452879ba849b1f964c09ad74afa6f51fd52001369544e55', 20779);
INSERT INTO public.known_browser VALUES (912319854147961139, '\x5fd20a0a63f4f4c1fcaa9c1505879eb63a13ebf900c375edb2c04fb763f1b994', 20779);
INSERT INTO public.known_browser VALUES (912319854147961141, '\x477b60356196c94772c25954be983f1d53a38d5a579f9b1c5d63f029eb4cae60', 20779);


--
-- Data for Name: less_of; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: link; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.link VALUES (912319866508249828, -4987394251219197842, 'https://acier.example/1?utm_source=linkedin&utm_medium=social&utm_campaign=essaim', 'linkedin', 0, 912319854147961139, 1795350806259, NULL, NULL);
INSERT INTO public.link VALUES (912319867575716783, 2003656089989924749, 'https://acier.example/1?utm_source=bluesky&utm_medium=social&utm_campaign=essaim', 'bluesky', 0, 912319881623093426, 1795350806513, NULL, NULL);


--
-- Data for Name: media; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: media_file; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: migration; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.migration VALUES ('0001_people', '79edc1a97ad1cf88b7c59403d57590e9e5e3206784bda36f904cc7efc3b8672c', 1795350797222);
INSERT INTO public.migration VALUES ('0002_sessions', 'd7cd356616684c5e52126d3a95b9c3e4cf3815b3a79547461bd50fe0ba4c9f9b', 1795350797222);
INSERT INTO public.migration VALUES ('0003_membership', 'd480115fa3069d7326cdc0991f9102ead350d97f6622b2af13e49db23b21616a', 1795350797222);
INSERT INTO public.migration VALUES ('0004_preferences', '074ae84f51afe7545e8b535eb8bc9aef45243bfd13cf4af0c3cbd763fc3f6376', 1795350797222);
INSERT INTO public.migration VALUES ('0005_settings', 'b5a04ce4670c93b2c6eb7d34c8ed48bdbb430298efa1ec3e70f0897006ed9eaa', 1795350797222);
INSERT INTO public.migration VALUES ('0006_outbox', '9a42831dcd7a05dd9345436d4549272f30795ad1bfa08cede2865b768e8f9b6b', 1795350797222);
INSERT INTO public.migration VALUES ('0007_imports', 'c56704378c6b6020966b0d048778951cec8074631fd3633affc8b1655731ef1c', 1795350797222);
INSERT INTO public.migration VALUES ('0008_audit', '463833a441d99b85c99d5b2bb6a63f70ecbe81b7d8b24cac3eb1c8a071e3f24f', 1795350797222);
INSERT INTO public.migration VALUES ('0009_headcounts', '8648eba06584b4d60c85ee080b0e46be414763d60fa6feb1e4f477022665ae21', 1795350797222);
INSERT INTO public.migration VALUES ('0010_platform', '4eb4273edfdc9f583485dafa144630411ec0d332a5ad123734b4ca91939119d4', 1795350797222);
INSERT INTO public.migration VALUES ('0011_invitation_words', '4b08546620d24a5f87e8af5a45e1399071352b51edfeeba5707fa9b6d380f251', 1795350797222);
INSERT INTO public.migration VALUES ('0012_second_factor', '1700f39ddbc271897963b380a940c9ea68c37c1584bfd15516f0ec7315b12100', 1795350797222);
INSERT INTO public.migration VALUES ('0013_urgent_letters', '75a35bf723c1f3eb21b4e18f991b733dfdce8abe56cfbb45910c5c6b07cf0207', 1795350797222);
INSERT INTO public.migration VALUES ('0014_security_letters', '12ec91ebd08ba6540574a8a086bf6ba963f1de87935de5677175a12cb930bf85', 1795350797222);
INSERT INTO public.migration VALUES ('0020_stories', '876a7c7a289ff8734066a31731967ad8092293bf0db126e043e65e5422b69e5f', 1795350797222);
INSERT INTO public.migration VALUES ('0021_story_search.postgres', 'fbc931141b2170c495e5cdba45f526921dccc06fdd4ee48d0370c32677b5552e', 1795350797222);
INSERT INTO public.migration VALUES ('0022_today', '590bc431f2c14db7a3032a29cf37e0ce100e6aac9bb62d7d4a16485eb2de0ab1', 1795350797222);
INSERT INTO public.migration VALUES ('0030_sources', 'affdbcaed28a5407d5a7b277bc5b3005484dfa0e196d7d21175e3aff94eda408', 1795350797222);
INSERT INTO public.migration VALUES ('0040_links', '83c8b86a062a49d56e94ee805ebba6e42466032cc2ae5f6a55a2d62ccef1f7c3', 1795350797222);
INSERT INTO public.migration VALUES ('0050_sharing', '56610a553c2c3655ce3d35820388d09cd62d837c5ff9d5734a3fe13c18bd381e', 1795350797222);
INSERT INTO public.migration VALUES ('0900_demo', 'ff9651d33be4924700a799ac025ff02d98f890a2a7dfa0dc1fdfc2f25d47dd5e', 1795350797222);
INSERT INTO public.migration VALUES ('clicks/0001_clicks.postgres', '49e35a6d4a48fa5726857d29b53be589c61c23779f13c58ae95220bd048a5465', 1795350801326);


--
-- Data for Name: notice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: org_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.org_group VALUES (912319854151628321, 'Ventes', 1795350803312);
INSERT INTO public.org_group VALUES (912319854151628322, 'France', 1795350803312);
INSERT INTO public.org_group VALUES (912319854151628325, 'Communication', 1795350803312);


--
-- Data for Name: organisation_identity; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.organisation_identity VALUES (1, 'rIrVxTTTKQmvvHVw', 1795350800684);


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES (912319857137658713, 'invitation', 20779, 'sent', NULL, NULL, 0, 1795350804024, 1795955604024, 1795350924052, '');
INSERT INTO public.outbox VALUES (912319857185633072, 'invitation', 20779, 'sent', NULL, NULL, 0, 1795350804036, 1795955604036, 1795350924391, '');
INSERT INTO public.outbox VALUES (912319857195993905, 'invitation', 20779, 'sent', NULL, NULL, 0, 1795350804038, 1795955604038, 1795350924801, '');
INSERT INTO public.outbox VALUES (912319857163479888, 'invitation', 20779, 'sent', NULL, NULL, 0, 1795350804031, 1795955604031, 1795350924212, '');


--
-- Data for Name: password; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.password VALUES (912319851923973708, '$argon2id$v=19$m=32768,t=2,p=1$C3SR42mIIU/m8+aS065sgQ$CGIbHaedxOW0gtTULoNrfUN0qu86omDPbknspWU1LkI', 1795350802781);


--
-- Data for Name: person; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.person VALUES (912319851923973708, 'Camille Roux', 'camille@acieries.example', 'camille@acieries.example', ' camille roux camille@acieries.example', 'fr', '', NULL, NULL, 'employee', 1795350802781, 1795350802781, NULL);
INSERT INTO public.person VALUES (912319854147961139, 'Awa Diallo', 'awa@acieries.example', 'awa@acieries.example', ' awa diallo awa@acieries.example', 'fr', 'FR', 912319854151628323, 912319854151628324, 'employee', 1795350803312, 1795350803312, NULL);
INSERT INTO public.person VALUES (912319854147961140, 'Paul Martin', 'paul@acieries.example', 'paul@acieries.example', ' paul martin paul@acieries.example', 'fr', 'FR', 912319854151628323, 912319854151628324, 'employee', 1795350803312, 1795350803312, NULL);
INSERT INTO public.person VALUES (912319854147961141, 'Ed Stone', 'ed@acieries.example', 'ed@acieries.example', ' ed stone ed@acieries.example', 'en', 'GB', 912319854151628326, 912319854151628327, 'employee', 1795350803312, 1795350803312, NULL);
INSERT INTO public.person VALUES (912319854147961142, 'Lea Berger', 'lea@acieries.example', 'lea@acieries.example', ' lea berger lea@acieries.example', 'fr', 'FR', 912319854151628323, 912319854151628327, 'employee', 1795350803312, 1795350803312, NULL);


--
-- Data for Name: preference; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: published_signature; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: recovery_code; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: refusal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.refusal VALUES ('\x47c22a3a5d0dc7c43fbfdcb4c2179301bbfe9103e45a5abd854aa700499e2bca', 1826886806132);


--
-- Data for Name: role_grant; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.role_grant VALUES (912319851923571330, 912319851923973708, 'administrator', 1795350802781, NULL, NULL, NULL);
INSERT INTO public.role_grant VALUES (912319855198280098, 912319854147961141, 'editor', 1795350803562, NULL, 912319851923973708, NULL);
INSERT INTO public.role_grant VALUES (912319856612889965, 912319854147961142, 'lead', 1795350803899, NULL, 912319851923973708, NULL);


--
-- Data for Name: second_factor; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.session VALUES (912319852296541267, 912319851923973708, '\x14caea5be93c7ef41a35dd819bf81338ebf6c7ad9a850f4bec09d907be41ad41', 'setup', '', 1795350802870, 1795348800000, 1795955602870, 0);
INSERT INTO public.session VALUES (912319864090879492, 912319854147961139, '\x9b8cd05badd377e8127ab85151ae15d9b290d06aa020f7c20ef6dccdd781daab', 'invitation', '', 1795350805682, 1795305600000, 1803126805682, 0);
INSERT INTO public.session VALUES (912319865941295232, 912319854147961141, '\x34a8b6ff89f2c8ea0ca27f34ae1360fb05cc3a63d74feb0e6c8eff4fb6f0c7dd', 'invitation', '', 1795350806123, 1795305600000, 1803126806123, 0);


--
-- Data for Name: setting; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.setting VALUES (912319851922037078, 'organisation_name', '"Aciéries du Nord"', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851922037079, 'programme_name', '"Les Éclaireurs"', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851922037080, 'default_language', '"fr"', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851923216378, 'languages', '["fr","en"]', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851923216379, 'mail_domains', '[]', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515032, 'own_hosts', '[]', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515033, 'working_time', '"unsaid"', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515034, 'stories_per_day', '5', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515035, 'mix_useful_percent', '80', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515036, 'daily_share_cap', '3', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515037, 'utm_source_template', '"{network}"', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515038, 'utm_medium', '"social"', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515039, 'utm_campaign_template', '"essaim"', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515040, 'pass_query', 'false', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515041, 'disclosure_fr', '""', 1795350802781, 912319851923973708);
INSERT INTO public.setting VALUES (912319851924515042, 'disclosure_en', '""', 1795350802781, 912319851923973708);


--
-- Data for Name: setup_link; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.setup_link VALUES ('\x5e900d41ec2a85d444ad4293fa8f8463151026e2413ed037ded8a57963abbf53', 1795350802138, 1795437202138, 1795350802398);


--
-- Data for Name: share; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.share VALUES (912319866496242987, 912319854147961139, 912319866304527941, 1, 'linkedin', 1, 'Ce que j’en retiens.', 912319866508249828, NULL, 3, 912319854151628322, 912319854151628323, 20779, 1795350806256);
INSERT INTO public.share VALUES (912319867540178456, 912319881623093426, 912319866304527941, 1, 'bluesky', 1, '', 912319867575716783, NULL, 3, 912319854151628322, 912319854151628323, 20779, 1795350806505);


--
-- Data for Name: share_deletion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: share_outcome; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: sharing_close; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.sharing_close VALUES (20779);


--
-- Data for Name: sign_in_link; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: site; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.site VALUES (912319854151628323, 'Lyon', 'lyon', 'FR', 'Europe/Paris', 912319854151336509);
INSERT INTO public.site VALUES (912319854151628326, 'London', 'london', 'GB', 'Europe/London', 912319854149601991);


--
-- Data for Name: source; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: source_theme; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: story; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.story VALUES (912319866304527941, 'published', 'article', 'useful', 'useful', '', 0, 'L’hydrogène au four', 'Six mois d’essai.', 'On nous le demande.', 'https://acier.example/1', 'acier.example/1', 0, 'acier.example', 'fr', NULL, NULL, NULL, 0, '', NULL, NULL, 1795350806232, 1795350806232, 0, 1, 1795350806210, 912319854147961141, 1795350806232);


--
-- Data for Name: story_history; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.story_history VALUES (912319866304533058, 912319866304527941, 1, 'made', '{"title":"L’hydrogène au four","summary":"Six mois d’essai.","why":"On nous le demande.","address":"https://acier.example/1","kind":"article","stance":"useful","marks":""}', 1795350806210, 0, 912319854147961141);
INSERT INTO public.story_history VALUES (912319866395657624, 912319866304527941, 1, 'published', '{"title":"L’hydrogène au four","summary":"Six mois d’essai.","why":"On nous le demande.","address":"https://acier.example/1","kind":"article","stance":"useful","marks":""}', 1795350806232, 1, 912319854147961141);


--
-- Data for Name: story_lane; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.story_lane VALUES ('*/*', 1795350806232, 912319866304527941);


--
-- Data for Name: story_relabel; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: story_search; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.story_search VALUES (912319866304527941, '''aci'':13B ''acier'':13B ''au'':3A ''d'':7B ''demand'':12B ''demande'':12B ''essai'':8B ''exampl'':14B ''example'':14B ''four'':4A ''hydrogen'':2A ''hydrogene'':2A ''l'':1A ''le'':11B ''moi'':6B ''mois'':6B ''nous'':10B ''on'':9B ''six'':5B');


--
-- Data for Name: story_sharing_class; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: story_theme; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: theme; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: today_choice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: variant; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.variant VALUES (912319866304731181, 912319866304527941, 'linkedin', 'fr', 'Court', 'Six mois d’essai.', 0);


--
-- Data for Name: variant_use_class; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: visitors_forgotten; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.visitors_forgotten VALUES (1, 0);


--
-- Data for Name: watch_decision; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: watch_item; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: watch_sighting; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: zone; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.zone VALUES (912319854151336509, 'FR', 'fr', NULL);
INSERT INTO public.zone VALUES (912319854149601991, 'GB', 'gb', NULL);


--
-- Name: click_seq_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.click_seq_seq', 3, true);


--
-- Name: aside aside_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.aside
    ADD CONSTRAINT aside_pkey PRIMARY KEY (person_id, story_id);


--
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (number);


--
-- Name: charter_text charter_text_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.charter_text
    ADD CONSTRAINT charter_text_pkey PRIMARY KEY (version, language);


--
-- Name: charter_version charter_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.charter_version
    ADD CONSTRAINT charter_version_pkey PRIMARY KEY (version);


--
-- Name: click_day click_day_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.click_day
    ADD CONSTRAINT click_day_pkey PRIMARY KEY (link_id, day, network, host, class);


--
-- Name: click_hour click_hour_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.click_hour
    ADD CONSTRAINT click_hour_pkey PRIMARY KEY (link_id, hour, network);


--
-- Name: click click_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.click
    ADD CONSTRAINT click_id_key UNIQUE (id);


--
-- Name: click click_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.click
    ADD CONSTRAINT click_pkey PRIMARY KEY (seq);


--
-- Name: click_position click_position_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.click_position
    ADD CONSTRAINT click_position_pkey PRIMARY KEY (only_one);


--
-- Name: consent_event consent_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consent_event
    ADD CONSTRAINT consent_event_pkey PRIMARY KEY (id);


--
-- Name: demo_mark demo_mark_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.demo_mark
    ADD CONSTRAINT demo_mark_pkey PRIMARY KEY (only_one);


--
-- Name: draft draft_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (person_id, story_id, network);


--
-- Name: guide_text guide_text_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.guide_text
    ADD CONSTRAINT guide_text_pkey PRIMARY KEY (id);


--
-- Name: headcount headcount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.headcount
    ADD CONSTRAINT headcount_pkey PRIMARY KEY (day, group_id, site_id);


--
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (person_id, route, key);


--
-- Name: import_preview import_preview_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_preview
    ADD CONSTRAINT import_preview_pkey PRIMARY KEY (id);


--
-- Name: import_row import_row_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_row
    ADD CONSTRAINT import_row_pkey PRIMARY KEY (import_id, line);


--
-- Name: incomplete_hour incomplete_hour_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.incomplete_hour
    ADD CONSTRAINT incomplete_hour_pkey PRIMARY KEY (hour);


--
-- Name: invitation_link_made invitation_link_made_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation_link_made
    ADD CONSTRAINT invitation_link_made_pkey PRIMARY KEY (person_id);


--
-- Name: invitation invitation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);


--
-- Name: invitation invitation_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_token_hash_key UNIQUE (token_hash);


--
-- Name: job_family job_family_name_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job_family
    ADD CONSTRAINT job_family_name_key_key UNIQUE (name_key);


--
-- Name: job_family job_family_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job_family
    ADD CONSTRAINT job_family_pkey PRIMARY KEY (id);


--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);


--
-- Name: job job_unique_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_unique_key_key UNIQUE (unique_key);


--
-- Name: keeping keeping_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.keeping
    ADD CONSTRAINT keeping_pkey PRIMARY KEY (person_id, story_id);


--
-- Name: known_browser known_browser_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.known_browser
    ADD CONSTRAINT known_browser_pkey PRIMARY KEY (person_id, browser_hash);


--
-- Name: less_of less_of_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.less_of
    ADD CONSTRAINT less_of_pkey PRIMARY KEY (person_id, theme_id, story_id);


--
-- Name: link link_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_code_key UNIQUE (code);


--
-- Name: link link_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_pkey PRIMARY KEY (id);


--
-- Name: media_file media_file_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.media_file
    ADD CONSTRAINT media_file_pkey PRIMARY KEY (sha256);


--
-- Name: media media_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_pkey PRIMARY KEY (id);


--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);


--
-- Name: notice notice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);


--
-- Name: org_group org_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.org_group
    ADD CONSTRAINT org_group_pkey PRIMARY KEY (id);


--
-- Name: organisation_identity organisation_identity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisation_identity
    ADD CONSTRAINT organisation_identity_pkey PRIMARY KEY (only_one);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);


--
-- Name: password password_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.password
    ADD CONSTRAINT password_pkey PRIMARY KEY (person_id);


--
-- Name: person person_email_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_email_key_key UNIQUE (email_key);


--
-- Name: person person_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);


--
-- Name: preference preference_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.preference
    ADD CONSTRAINT preference_pkey PRIMARY KEY (person_id, key);


--
-- Name: published_signature published_signature_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.published_signature
    ADD CONSTRAINT published_signature_pkey PRIMARY KEY (id);


--
-- Name: recovery_code recovery_code_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (code_hash);


--
-- Name: refusal refusal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refusal
    ADD CONSTRAINT refusal_pkey PRIMARY KEY (email_hash);


--
-- Name: role_grant role_grant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT role_grant_pkey PRIMARY KEY (id);


--
-- Name: second_factor second_factor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.second_factor
    ADD CONSTRAINT second_factor_pkey PRIMARY KEY (person_id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);


--
-- Name: session session_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_token_hash_key UNIQUE (token_hash);


--
-- Name: setting setting_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (id);


--
-- Name: setup_link setup_link_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setup_link
    ADD CONSTRAINT setup_link_pkey PRIMARY KEY (token_hash);


--
-- Name: share_deletion share_deletion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share_deletion
    ADD CONSTRAINT share_deletion_pkey PRIMARY KEY (share_id);


--
-- Name: share_outcome share_outcome_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share_outcome
    ADD CONSTRAINT share_outcome_pkey PRIMARY KEY (share_id, said);


--
-- Name: share share_person_id_story_id_network_turn_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share
    ADD CONSTRAINT share_person_id_story_id_network_turn_key UNIQUE (person_id, story_id, network, turn);


--
-- Name: share share_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.share
    ADD CONSTRAINT share_pkey PRIMARY KEY (id);


--
-- Name: sharing_close sharing_close_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sharing_close
    ADD CONSTRAINT sharing_close_pkey PRIMARY KEY (day);


--
-- Name: sign_in_link sign_in_link_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in_link
    ADD CONSTRAINT sign_in_link_pkey PRIMARY KEY (token_hash);


--
-- Name: site site_name_key_country_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_name_key_country_key UNIQUE (name_key, country);


--
-- Name: site site_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_pkey PRIMARY KEY (id);


--
-- Name: source source_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (id);


--
-- Name: source_theme source_theme_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_theme
    ADD CONSTRAINT source_theme_pkey PRIMARY KEY (source_id, theme_id);


--
-- Name: story_history story_history_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_history
    ADD CONSTRAINT story_history_pkey PRIMARY KEY (id);


--
-- Name: story_history story_history_story_id_turn_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_history
    ADD CONSTRAINT story_history_story_id_turn_key UNIQUE (story_id, turn);


--
-- Name: story_lane story_lane_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_lane
    ADD CONSTRAINT story_lane_pkey PRIMARY KEY (lane, visible_from, story_id);


--
-- Name: story story_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story
    ADD CONSTRAINT story_pkey PRIMARY KEY (id);


--
-- Name: story_relabel story_relabel_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_relabel
    ADD CONSTRAINT story_relabel_pkey PRIMARY KEY (id);


--
-- Name: story_relabel story_relabel_story_id_turn_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_relabel
    ADD CONSTRAINT story_relabel_story_id_turn_key UNIQUE (story_id, turn);


--
-- Name: story_search story_search_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_search
    ADD CONSTRAINT story_search_pkey PRIMARY KEY (story_id);


--
-- Name: story_sharing_class story_sharing_class_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_sharing_class
    ADD CONSTRAINT story_sharing_class_pkey PRIMARY KEY (story_id);


--
-- Name: story_theme story_theme_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_theme
    ADD CONSTRAINT story_theme_pkey PRIMARY KEY (story_id, theme_id);


--
-- Name: theme theme_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.theme
    ADD CONSTRAINT theme_pkey PRIMARY KEY (id);


--
-- Name: today_choice today_choice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.today_choice
    ADD CONSTRAINT today_choice_pkey PRIMARY KEY (person_id, day, place);


--
-- Name: variant variant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.variant
    ADD CONSTRAINT variant_pkey PRIMARY KEY (id);


--
-- Name: variant_use_class variant_use_class_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.variant_use_class
    ADD CONSTRAINT variant_use_class_pkey PRIMARY KEY (variant_id);


--
-- Name: visitors_forgotten visitors_forgotten_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visitors_forgotten
    ADD CONSTRAINT visitors_forgotten_pkey PRIMARY KEY (only_one);


--
-- Name: watch_decision watch_decision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watch_decision
    ADD CONSTRAINT watch_decision_pkey PRIMARY KEY (id);


--
-- Name: watch_item watch_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watch_item
    ADD CONSTRAINT watch_item_pkey PRIMARY KEY (id);


--
-- Name: watch_sighting watch_sighting_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watch_sighting
    ADD CONSTRAINT watch_sighting_pkey PRIMARY KEY (source_id, external_id);


--
-- Name: zone zone_name_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.zone
    ADD CONSTRAINT zone_name_key_key UNIQUE (name_key);


--
-- Name: zone zone_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.zone
    ADD CONSTRAINT zone_pkey PRIMARY KEY (id);


--
-- Name: click_orphan; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX click_orphan ON public.click USING btree (code) WHERE (code IS NOT NULL);


--
-- Name: consent_event_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX consent_event_person ON public.consent_event USING btree (person_id, purpose, id);


--
-- Name: group_membership_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX group_membership_group ON public.group_membership USING btree (group_id, until_at);


--
-- Name: group_membership_now; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX group_membership_now ON public.group_membership USING btree (person_id) WHERE (until_at IS NULL);


--
-- Name: group_parent_now; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX group_parent_now ON public.group_parent USING btree (group_id) WHERE (until_at IS NULL);


--
-- Name: guide_text_language; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX guide_text_language ON public.guide_text USING btree (language, id);


--
-- Name: idempotency_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_at ON public.idempotency USING btree (at);


--
-- Name: import_row_email; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX import_row_email ON public.import_row USING btree (import_id, email_key, line);


--
-- Name: invitation_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitation_person ON public.invitation USING btree (person_id);


--
-- Name: invitation_reminder; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitation_reminder ON public.invitation USING btree (remind_on) WHERE (remind_on IS NOT NULL);


--
-- Name: job_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_due ON public.job USING btree (run_at) WHERE (dead_at IS NULL);


--
-- Name: keeping_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX keeping_newest ON public.keeping USING btree (person_id, at, story_id);


--
-- Name: link_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX link_person ON public.link USING btree (person_id) WHERE (person_id IS NOT NULL);


--
-- Name: media_made_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX media_made_by ON public.media USING btree (made_by, made_at);


--
-- Name: notice_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notice_person ON public.notice USING btree (person_id, at);


--
-- Name: outbox_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_day ON public.outbox USING btree (day);


--
-- Name: outbox_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_due ON public.outbox USING btree (due_at) WHERE (sealed IS NOT NULL);


--
-- Name: outbox_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_person ON public.outbox USING btree (person_id) WHERE (person_id IS NOT NULL);


--
-- Name: outbox_urgent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_urgent ON public.outbox USING btree (due_at) WHERE ((sealed IS NOT NULL) AND (kind = ANY (ARRAY['sign_in'::text, 'join'::text, 'new_browser'::text, 'password_changed'::text, 'email_changed'::text, 'second_factor_set'::text, 'second_factor_removed'::text])));


--
-- Name: person_search; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX person_search ON public.person USING btree (search_key) WHERE (listed_at IS NOT NULL);


--
-- Name: person_site; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX person_site ON public.person USING btree (site_id);


--
-- Name: published_signature_by_story; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX published_signature_by_story ON public.published_signature USING btree (story_id);


--
-- Name: recovery_code_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX recovery_code_person ON public.recovery_code USING btree (person_id);


--
-- Name: role_grant_now; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX role_grant_now ON public.role_grant USING btree (person_id, role) WHERE (until_at IS NULL);


--
-- Name: session_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_person ON public.session USING btree (person_id);


--
-- Name: setting_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX setting_key ON public.setting USING btree (key, id);


--
-- Name: share_by_link; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX share_by_link ON public.share USING btree (link_id);


--
-- Name: share_by_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX share_by_person ON public.share USING btree (person_id, id);


--
-- Name: share_by_story; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX share_by_story ON public.share USING btree (story_id, opened_at);


--
-- Name: sign_in_link_end; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_in_link_end ON public.sign_in_link USING btree (ends_at);


--
-- Name: source_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_due ON public.source USING btree (next_poll_at);


--
-- Name: source_feed_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX source_feed_key ON public.source USING btree (feed_key);


--
-- Name: source_made_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_made_by ON public.source USING btree (made_by);


--
-- Name: source_theme_theme; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_theme_theme ON public.source_theme USING btree (theme_id, source_id);


--
-- Name: story_address; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_address ON public.story USING btree (address_key);


--
-- Name: story_changed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_changed ON public.story USING btree (state, changed_at, id);


--
-- Name: story_history_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_history_person ON public.story_history USING btree (person_id);


--
-- Name: story_lane_story; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_lane_story ON public.story_lane USING btree (story_id, lane);


--
-- Name: story_made_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_made_by ON public.story USING btree (made_by);


--
-- Name: story_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_newest ON public.story USING btree (state, visible_from, id);


--
-- Name: story_relabel_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_relabel_person ON public.story_relabel USING btree (person_id);


--
-- Name: story_search_terms; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_search_terms ON public.story_search USING gin (terms);


--
-- Name: story_theme_theme; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX story_theme_theme ON public.story_theme USING btree (theme_id, story_id);


--
-- Name: theme_name_fr; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX theme_name_fr ON public.theme USING btree (name_fr);


--
-- Name: today_choice_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX today_choice_day ON public.today_choice USING btree (day);


--
-- Name: today_choice_story; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX today_choice_story ON public.today_choice USING btree (person_id, day, story_id);


--
-- Name: variant_story; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX variant_story ON public.variant USING btree (story_id, place);


--
-- Name: watch_decision_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watch_decision_person ON public.watch_decision USING btree (person_id);


--
-- Name: watch_item_address; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watch_item_address ON public.watch_item USING btree (address_key);


--
-- Name: watch_item_decision; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watch_item_decision ON public.watch_item USING btree (decision_id);


--
-- Name: watch_item_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watch_item_newest ON public.watch_item USING btree (decision, sort_at, id);


--
-- Name: watch_item_title; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watch_item_title ON public.watch_item USING btree (title_key, found_at);


--
-- Name: watch_sighting_item; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX watch_sighting_item ON public.watch_sighting USING btree (item_id, found_at);


--
-- Name: charter_text charter_text_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.charter_text
    ADD CONSTRAINT charter_text_version_fkey FOREIGN KEY (version) REFERENCES public.charter_version(version);


--
-- Name: consent_event consent_event_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consent_event
    ADD CONSTRAINT consent_event_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: group_membership group_membership_group_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_membership
    ADD CONSTRAINT group_membership_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.org_group(id);


--
-- Name: group_membership group_membership_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_membership
    ADD CONSTRAINT group_membership_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: group_parent group_parent_group_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_parent
    ADD CONSTRAINT group_parent_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.org_group(id);


--
-- Name: group_parent group_parent_parent_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_parent
    ADD CONSTRAINT group_parent_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.org_group(id);


--
-- Name: invitation_link_made invitation_link_made_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation_link_made
    ADD CONSTRAINT invitation_link_made_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: invitation invitation_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: known_browser known_browser_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.known_browser
    ADD CONSTRAINT known_browser_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: media media_cover_sha256_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_cover_sha256_fkey FOREIGN KEY (cover_sha256) REFERENCES public.media_file(sha256);


--
-- Name: media media_sha256_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_sha256_fkey FOREIGN KEY (sha256) REFERENCES public.media_file(sha256);


--
-- Name: media media_wide_sha256_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_wide_sha256_fkey FOREIGN KEY (wide_sha256) REFERENCES public.media_file(sha256);


--
-- Name: notice notice_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: password password_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.password
    ADD CONSTRAINT password_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: person person_job_family_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_job_family_id_fkey FOREIGN KEY (job_family_id) REFERENCES public.job_family(id);


--
-- Name: person person_site_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_site_id_fkey FOREIGN KEY (site_id) REFERENCES public.site(id);


--
-- Name: preference preference_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.preference
    ADD CONSTRAINT preference_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: recovery_code recovery_code_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: role_grant role_grant_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT role_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: second_factor second_factor_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.second_factor
    ADD CONSTRAINT second_factor_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: session session_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: sign_in_link sign_in_link_person_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_in_link
    ADD CONSTRAINT sign_in_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: site site_zone_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES public.zone(id);


--
-- Name: source_theme source_theme_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_theme
    ADD CONSTRAINT source_theme_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(id);


--
-- Name: source_theme source_theme_theme_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_theme
    ADD CONSTRAINT source_theme_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES public.theme(id);


--
-- Name: story story_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story
    ADD CONSTRAINT story_document_id_fkey FOREIGN KEY (document_id) REFERENCES public.media(id);


--
-- Name: story_history story_history_story_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_history
    ADD CONSTRAINT story_history_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);


--
-- Name: story_lane story_lane_story_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_lane
    ADD CONSTRAINT story_lane_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);


--
-- Name: story story_picture_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story
    ADD CONSTRAINT story_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES public.media(id);


--
-- Name: story_relabel story_relabel_story_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_relabel
    ADD CONSTRAINT story_relabel_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);


--
-- Name: story_theme story_theme_story_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_theme
    ADD CONSTRAINT story_theme_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);


--
-- Name: story_theme story_theme_theme_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.story_theme
    ADD CONSTRAINT story_theme_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES public.theme(id);


--
-- Name: variant variant_story_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.variant
    ADD CONSTRAINT variant_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.story(id);


--
-- Name: watch_sighting watch_sighting_item_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watch_sighting
    ADD CONSTRAINT watch_sighting_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.watch_item(id);


--
-- Name: watch_sighting watch_sighting_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watch_sighting
    ADD CONSTRAINT watch_sighting_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.source(id);


--
-- Name: zone zone_parent_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.zone
    ADD CONSTRAINT zone_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.zone(id);


--
-- PostgreSQL database dump complete
--


