-- Made by the program of commit 24ba2a6bdb6dfbd5c5d229e509a083876e40131d; past_test.go says how.
CREATE TABLE public.announcement (
    id text NOT NULL,
    meeting_id text NOT NULL,
    revision bigint NOT NULL,
    kind text NOT NULL,
    platform text NOT NULL,
    workspace text NOT NULL,
    channel text NOT NULL,
    due_at bigint NOT NULL,
    next_at bigint NOT NULL,
    priority bigint NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    sends bigint NOT NULL,
    fence bigint NOT NULL,
    began_at bigint,
    message text NOT NULL,
    problem text NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    CONSTRAINT announcement_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'leased'::text, 'sending'::text, 'sent'::text, 'skipped'::text, 'void'::text, 'dead'::text, 'unsure'::text])))
);
CREATE TABLE public.bun_migrations (
    id bigint NOT NULL,
    name character varying,
    group_id bigint,
    migrated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    needs_newer_meetbot boolean
);
CREATE SEQUENCE public.bun_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.bun_migrations_id_seq OWNED BY public.bun_migrations.id;
CREATE TABLE public.host (
    meeting_id text NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.identity (
    platform text NOT NULL,
    workspace text NOT NULL,
    user_id text NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.lease (
    name text NOT NULL,
    holder text NOT NULL,
    until bigint NOT NULL
);
CREATE TABLE public.meeting (
    id text NOT NULL,
    platform text NOT NULL,
    workspace text NOT NULL,
    request text NOT NULL,
    title text NOT NULL,
    organizer text NOT NULL,
    starts_at bigint NOT NULL,
    duration bigint NOT NULL,
    zone text NOT NULL,
    room text NOT NULL,
    reminders text NOT NULL,
    members_only boolean NOT NULL,
    ended_at bigint,
    cancelled_at bigint,
    created_at bigint NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT meeting_duration_check CHECK ((duration > 0))
);
CREATE TABLE public.person (
    id text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    zone text DEFAULT ''::text NOT NULL,
    zone_chosen boolean DEFAULT false NOT NULL
);
CREATE TABLE public.posting (
    meeting_id text NOT NULL,
    platform text NOT NULL,
    workspace text NOT NULL,
    channel text NOT NULL,
    place bigint NOT NULL,
    number bigint NOT NULL,
    card text NOT NULL,
    open boolean DEFAULT false NOT NULL
);
CREATE TABLE public.request (
    id text NOT NULL,
    made_at bigint NOT NULL,
    until bigint NOT NULL,
    answer text
);
CREATE TABLE public.session (
    hash text NOT NULL,
    platform text NOT NULL,
    workspace text NOT NULL,
    user_id text NOT NULL,
    used_at bigint NOT NULL,
    vouched_at bigint
);
CREATE TABLE public.setting (
    name text NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.ticket (
    hash text NOT NULL,
    platform text NOT NULL,
    workspace text NOT NULL,
    user_id text NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.workspace (
    platform text NOT NULL,
    id text NOT NULL,
    last_number bigint DEFAULT 0 NOT NULL
);
ALTER TABLE ONLY public.bun_migrations ALTER COLUMN id SET DEFAULT nextval('public.bun_migrations_id_seq'::regclass);
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('mAHX3VJrjUo4g3KwBkFhLw', 'abcdefghijklmnopqrstuvwxy0', 1, 'reminder', 'slack', 'T1', 'C1', 1795441800000000, 1795441800000000, 6, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('m0hVJS0agSKHRcoDo2RvqA', 'abcdefghijklmnopqrstuvwxy0', 1, 'start', 'slack', 'T1', 'C1', 1795442400000000, 1795442400000000, 0, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('7Bmjiptuhh4wfm-KYLJVQg', 'abcdefghijklmnopqrstuvwxy0', 1, 'end', 'discord', 'G1', 'C1', 1795444200000000, 1795444200000000, 1, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('YOMVTTEy6NTB6NP01kqY0w', 'abcdefghijklmnopqrstuvwxy0', 1, 'close', '', '', '', 1795444500000000, 1795444500000000, 3, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('fDneU31_F2DpMfs5XwlGAw', 'abcdefghijklmnopqrstuvwxy0', 1, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'leased', 1, 0, 1, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('x4sWWMlPfJ9lBPaW8eguCQ', 'abcdefghijklmnopqrstuvwxy0', 1, 'card', 'slack', 'T1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'slack 0', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('oPbyaWCkqgqCvhXFRtvPXQ', 'abcdefghijklmnopqrstuvwxy0', 1, 'card', 'discord', 'G1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'discord 0', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('PcMFrnXDha-PnC1Ul8WynQ', 'abcdefghijklmnopqrstuvwxy0', 1, 'blocked', 'slack', 'T1', 'Usending', 1795420800000000, 1795420815000000, 8, 'sending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('eb9jhZoNm0CtZOqB-oLgkA', 'abcdefghijklmnopqrstuvwxy0', 1, 'blocked', 'slack', 'T1', 'Usent', 1795420800000000, 1795420815000000, 8, 'sent', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('NO1w6rKBlNnDKtyeRJjUOg', 'abcdefghijklmnopqrstuvwxy0', 1, 'blocked', 'slack', 'T1', 'Uskipped', 1795420800000000, 1795420815000000, 8, 'skipped', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('jAGR88GGrUh4iiLOGzyPAA', 'abcdefghijklmnopqrstuvwxy0', 1, 'blocked', 'slack', 'T1', 'Uvoid', 1795420800000000, 1795420815000000, 8, 'void', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('7V4BiA7ZBoesHPMLArsEaw', 'abcdefghijklmnopqrstuvwxy0', 1, 'blocked', 'slack', 'T1', 'Udead', 1795420800000000, 1795420815000000, 8, 'dead', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('gV_dvX8xHRkeY14xE09o5A', 'abcdefghijklmnopqrstuvwxy0', 1, 'blocked', 'slack', 'T1', 'Uunsure', 1795420800000000, 1795420815000000, 8, 'unsure', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('uURjN2BUyL-4sSMB4-FD4A', 'abcdefghijklmnopqrstuvwxy1', 1, 'card', 'slack', 'T1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'slack 1', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('uB0yQHdLW1oVdoluz2pqiA', 'abcdefghijklmnopqrstuvwxy1', 1, 'card', 'discord', 'G1', 'C1', 1795420800000000, 1795435260000000, 2, 'pending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('Jd4fUIH9KTgAmv48q8EEmQ', 'abcdefghijklmnopqrstuvwxy1', 1, 'blocked', 'slack', 'T1', 'Usending', 1795420800000000, 1795420815000000, 8, 'sending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('4ElerWpsuKNq_P1LtwZ8gA', 'abcdefghijklmnopqrstuvwxy1', 1, 'blocked', 'slack', 'T1', 'Usent', 1795420800000000, 1795420815000000, 8, 'sent', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('9IdLs06Zt2MZixSoZBQ8Bw', 'abcdefghijklmnopqrstuvwxy1', 1, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'void', 1, 0, 1, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('vP91pOA1a_Zhu78Ks2dNPg', 'abcdefghijklmnopqrstuvwxy1', 1, 'blocked', 'slack', 'T1', 'Uskipped', 1795420800000000, 1795420815000000, 8, 'skipped', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('26KBuRy5rFEHIDsgdAz74A', 'abcdefghijklmnopqrstuvwxy1', 1, 'blocked', 'slack', 'T1', 'Uvoid', 1795420800000000, 1795420815000000, 8, 'void', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('jdEjWwZ65_eOEzbMNXWNDw', 'abcdefghijklmnopqrstuvwxy1', 1, 'blocked', 'slack', 'T1', 'Udead', 1795420800000000, 1795420815000000, 8, 'dead', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('vUqr4MbAGntotVqNnxIc1Q', 'abcdefghijklmnopqrstuvwxy1', 1, 'blocked', 'slack', 'T1', 'Uunsure', 1795420800000000, 1795420815000000, 8, 'unsure', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('-4A4kfjJsKqp3CUUkGa_YA', 'abcdefghijklmnopqrstuvwxy1', 1, 'reminder', 'slack', 'T1', 'C1', 1795521000000000, 1795521000000000, 6, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('BTAjWEsUONnNRm186TBFtQ', 'abcdefghijklmnopqrstuvwxy1', 1, 'start', 'slack', 'T1', 'C1', 1795521600000000, 1795521600000000, 0, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('5UybABjt0EO9_rmyYCIpHw', 'abcdefghijklmnopqrstuvwxy1', 1, 'end', 'discord', 'G1', 'C1', 1795523400000001, 1795523400000001, 1, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('QpgfR0pwXbRJMRSVWUKS6Q', 'abcdefghijklmnopqrstuvwxy1', 1, 'close', '', '', '', 1795523700000001, 1795523700000001, 3, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('xLJSnYtCtqtVSocHaKReSA', 'abcdefghijklmnopqrstuvwxy1', 2, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('Axt8OncJIBjmo59yhCaTYw', 'abcdefghijklmnopqrstuvwxy1', 2, 'reminder', 'slack', 'T1', 'C1', 1795521000000000, 1795521000000000, 6, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('ZLnPSAftNfxpKBKQ0yKbQw', 'abcdefghijklmnopqrstuvwxy1', 2, 'start', 'slack', 'T1', 'C1', 1795521600000000, 1795521600000000, 0, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('DzGEy0_FRgKf2BLLrf7nvw', 'abcdefghijklmnopqrstuvwxy1', 2, 'end', 'discord', 'G1', 'C1', 1795523400000001, 1795523400000001, 1, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('5IEqiJcwk9eailiwDAQjoQ', 'abcdefghijklmnopqrstuvwxy1', 2, 'close', '', '', '', 1795523700000001, 1795523700000001, 3, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('tENkalZJn4bd63SHPv6wqw', 'abcdefghijklmnopqrstuvwxy1', 2, 'edit', 'slack', 'T1', 'C1', 1795435200000000, 1795435200000000, 14, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('0mRcA-7pQoXdY_eVDH0aXg', 'abcdefghijklmnopqrstuvwxy2', 1, 'reminder', 'slack', 'T1', 'C1', 1795434000000000, 1795434000000000, 6, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('73K5tG0hauzGRgWFbAMddA', 'abcdefghijklmnopqrstuvwxy2', 1, 'start', 'slack', 'T1', 'C1', 1795434600000000, 1795434600000000, 0, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('E_vcTEvSMywbYBJSHIE2HQ', 'abcdefghijklmnopqrstuvwxy2', 1, 'end', 'discord', 'G1', 'C1', 1795436400000002, 1795436400000002, 1, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('ZHjixO5qbw9eA8plW74qOQ', 'abcdefghijklmnopqrstuvwxy2', 1, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'leased', 1, 0, 1, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('mCLZWnFF19CG6KcowzThyg', 'abcdefghijklmnopqrstuvwxy2', 1, 'card', 'slack', 'T1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'slack 2', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('7nzyIOAPkH7pr4-Xd60o8Q', 'abcdefghijklmnopqrstuvwxy2', 1, 'card', 'discord', 'G1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'discord 2', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('-azhLD0x9IpQE5FoFlERAw', 'abcdefghijklmnopqrstuvwxy2', 1, 'blocked', 'slack', 'T1', 'Usending', 1795420800000000, 1795420815000000, 8, 'sending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('Ea-MWFwaEG-klBeb1Ocp_Q', 'abcdefghijklmnopqrstuvwxy2', 1, 'blocked', 'slack', 'T1', 'Usent', 1795420800000000, 1795420815000000, 8, 'sent', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('f6dDDL9pnXxUl9Q40XYEow', 'abcdefghijklmnopqrstuvwxy2', 1, 'blocked', 'slack', 'T1', 'Uskipped', 1795420800000000, 1795420815000000, 8, 'skipped', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('ALjpuE8GeulJL0eHQTB82Q', 'abcdefghijklmnopqrstuvwxy2', 1, 'blocked', 'slack', 'T1', 'Uvoid', 1795420800000000, 1795420815000000, 8, 'void', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('tu1NZFh2V4UHSGXF_toqwg', 'abcdefghijklmnopqrstuvwxy2', 1, 'blocked', 'slack', 'T1', 'Udead', 1795420800000000, 1795420815000000, 8, 'dead', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('Z8ITHPRb5Qc6n0x03uBChQ', 'abcdefghijklmnopqrstuvwxy2', 1, 'blocked', 'slack', 'T1', 'Uunsure', 1795420800000000, 1795420815000000, 8, 'unsure', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('z4kN7pb_L404ulbrdKSYIg', 'abcdefghijklmnopqrstuvwxy2', 1, 'close', '', '', '', 1795436700000002, 1795436700000002, 3, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('b_-RWajiBaMHkQdVczUi5A', 'abcdefghijklmnopqrstuvwxy3', 1, 'card', 'slack', 'T1', 'C1', 1795420800000000, 1795435260000000, 2, 'pending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('9D_vaiLuc4kQ8xtj9sd6xg', 'abcdefghijklmnopqrstuvwxy3', 1, 'card', 'discord', 'G1', 'C1', 1795420800000000, 1795435260000000, 2, 'pending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('jBYnwi34w5gLHCI1QzwzEA', 'abcdefghijklmnopqrstuvwxy3', 1, 'blocked', 'slack', 'T1', 'Usending', 1795420800000000, 1795420815000000, 8, 'sending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('RqJe8pdbetxXSctbzs1T-Q', 'abcdefghijklmnopqrstuvwxy3', 1, 'blocked', 'slack', 'T1', 'Usent', 1795420800000000, 1795420815000000, 8, 'sent', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('-daV2__C7nKIF0nv_5TWFQ', 'abcdefghijklmnopqrstuvwxy3', 1, 'blocked', 'slack', 'T1', 'Uskipped', 1795420800000000, 1795420815000000, 8, 'skipped', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('2jbIVyWvIMafXyrWV8DeWQ', 'abcdefghijklmnopqrstuvwxy3', 1, 'blocked', 'slack', 'T1', 'Uvoid', 1795420800000000, 1795420815000000, 8, 'void', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('IhXqwgAMAlbMn95GgdMzgQ', 'abcdefghijklmnopqrstuvwxy3', 1, 'blocked', 'slack', 'T1', 'Udead', 1795420800000000, 1795420815000000, 8, 'dead', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('aAZVZCuyxOJyaJzMlI2ZzQ', 'abcdefghijklmnopqrstuvwxy3', 1, 'blocked', 'slack', 'T1', 'Uunsure', 1795420800000000, 1795420815000000, 8, 'unsure', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('Ud07suSqao1JpxbxcoUH8w', 'abcdefghijklmnopqrstuvwxy3', 1, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'void', 1, 0, 1, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('_s3ffbj0vd2cvW8qqsc5aQ', 'abcdefghijklmnopqrstuvwxy3', 1, 'reminder', 'slack', 'T1', 'C1', 1795432200000000, 1795432200000000, 6, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('Q6PEUrr-dZaiyFL_Wl2B7Q', 'abcdefghijklmnopqrstuvwxy3', 1, 'start', 'slack', 'T1', 'C1', 1795432800000000, 1795432800000000, 0, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('YW_CCjw8w3oy7yfJ8dyoNQ', 'abcdefghijklmnopqrstuvwxy3', 1, 'end', 'discord', 'G1', 'C1', 1795434600000003, 1795434600000003, 1, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('smHT86QcXy-oFTVkiI8M4Q', 'abcdefghijklmnopqrstuvwxy3', 1, 'close', '', '', '', 1795434900000003, 1795434900000003, 3, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('rWC1tEEX9bM3dlK98HcPQA', 'abcdefghijklmnopqrstuvwxy3', 2, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('1PDOdRJ8bqyuLJcgBiqDmg', 'abcdefghijklmnopqrstuvwxy3', 2, 'reminder', 'slack', 'T1', 'C1', 1795432200000000, 1795432200000000, 6, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('WgfldQXwqCwsiyDshE4x9A', 'abcdefghijklmnopqrstuvwxy3', 2, 'start', 'slack', 'T1', 'C1', 1795432800000000, 1795432800000000, 0, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('FSFsnK_BeXYgEzuIlF1xNA', 'abcdefghijklmnopqrstuvwxy3', 2, 'end', 'discord', 'G1', 'C1', 1795434600000003, 1795434600000003, 1, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('xbBaBMSmQ-ChOwLEbapukA', 'abcdefghijklmnopqrstuvwxy3', 2, 'close', '', '', '', 1795434900000003, 1795434900000003, 3, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('eb9oHRq0KL1UAaa8K2WBpg', 'abcdefghijklmnopqrstuvwxy3', 2, 'edit', 'slack', 'T1', 'C1', 1795435200000000, 1795435200000000, 14, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('YXhoXWNyovr9kJmMtw-TMg', 'abcdefghijklmnopqrstuvwxy4', 1, 'reminder', 'slack', 'T1', 'C1', 1795423800000000, 1795423800000000, 6, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('sinahWXwrwgvqr6alvjUqw', 'abcdefghijklmnopqrstuvwxy4', 1, 'start', 'slack', 'T1', 'C1', 1795424400000000, 1795424400000000, 0, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('AqTW9sUkBm8xrYmJIjq4vQ', 'abcdefghijklmnopqrstuvwxy4', 1, 'end', 'discord', 'G1', 'C1', 1795426200000004, 1795426200000004, 1, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('bAhO5Vky5Y_rVA9dYNKW2g', 'abcdefghijklmnopqrstuvwxy4', 1, 'close', '', '', '', 1795426500000004, 1795426500000004, 3, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('RBhKvQy6sfSp2A3seHrSSg', 'abcdefghijklmnopqrstuvwxy4', 1, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'leased', 1, 0, 1, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('5C_DMCcqSACcWffQLxiRQQ', 'abcdefghijklmnopqrstuvwxy4', 1, 'card', 'slack', 'T1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'slack 4', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('cLdBhi5K2DvDEqWi8CJspw', 'abcdefghijklmnopqrstuvwxy4', 1, 'card', 'discord', 'G1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'discord 4', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('ew4WighvTYiH5YI8oazw5w', 'abcdefghijklmnopqrstuvwxy4', 1, 'blocked', 'slack', 'T1', 'Usending', 1795420800000000, 1795420815000000, 8, 'sending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('GpZM8j4J6PtSJ9QeYQZ8YQ', 'abcdefghijklmnopqrstuvwxy4', 1, 'blocked', 'slack', 'T1', 'Usent', 1795420800000000, 1795420815000000, 8, 'sent', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('rdHlfrxC8NobrL8rcgkmJw', 'abcdefghijklmnopqrstuvwxy4', 1, 'blocked', 'slack', 'T1', 'Uskipped', 1795420800000000, 1795420815000000, 8, 'skipped', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('s-CATSyEz2DSr9Z_QNS96w', 'abcdefghijklmnopqrstuvwxy4', 1, 'blocked', 'slack', 'T1', 'Uvoid', 1795420800000000, 1795420815000000, 8, 'void', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('c2J9F83TG148AOpE1mzfUg', 'abcdefghijklmnopqrstuvwxy4', 1, 'blocked', 'slack', 'T1', 'Udead', 1795420800000000, 1795420815000000, 8, 'dead', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('DIX4MhFcuxEL1WeIeaZ5mg', 'abcdefghijklmnopqrstuvwxy4', 1, 'blocked', 'slack', 'T1', 'Uunsure', 1795420800000000, 1795420815000000, 8, 'unsure', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('eFCXyGW8BojtBvaoOq7H8A', 'abcdefghijklmnopqrstuvwxy5', 1, 'card', 'slack', 'T1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'slack 5', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('q-jCsDxQVHLEezFXUX1Nag', 'abcdefghijklmnopqrstuvwxy5', 1, 'card', 'discord', 'G1', 'C1', 1795420800000000, 1795435260000000, 2, 'pending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('1kRKW3m0VMR63VXgIAEuQw', 'abcdefghijklmnopqrstuvwxy5', 1, 'blocked', 'slack', 'T1', 'Usending', 1795420800000000, 1795420815000000, 8, 'sending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('DZ7I1ua52YbdjOQq-a_olQ', 'abcdefghijklmnopqrstuvwxy5', 1, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'void', 1, 0, 1, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('BmQSHRknOePoQwyjc0J9oQ', 'abcdefghijklmnopqrstuvwxy5', 1, 'reminder', 'slack', 'T1', 'C1', 1795434300000000, 1795434300000000, 6, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('Q4UuY4iaQHi7pP8aMsZ7Og', 'abcdefghijklmnopqrstuvwxy5', 1, 'start', 'slack', 'T1', 'C1', 1795434900000000, 1795434900000000, 0, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('NsfIiXzvNqCoWes4XFkF4g', 'abcdefghijklmnopqrstuvwxy5', 1, 'end', 'discord', 'G1', 'C1', 1795436700000005, 1795436700000005, 1, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('w28zDkY6_XsNwP2Y1v5lMg', 'abcdefghijklmnopqrstuvwxy5', 1, 'close', '', '', '', 1795437000000005, 1795437000000005, 3, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('GmKjL0MVZ7esq1RV8zvQuw', 'abcdefghijklmnopqrstuvwxy5', 1, 'blocked', 'slack', 'T1', 'Usent', 1795420800000000, 1795420815000000, 8, 'sent', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('jbQhHPwA045CEw11TKAprw', 'abcdefghijklmnopqrstuvwxy5', 1, 'blocked', 'slack', 'T1', 'Uskipped', 1795420800000000, 1795420815000000, 8, 'skipped', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('eJbb93U3OCvmZF3PCf_gBg', 'abcdefghijklmnopqrstuvwxy5', 1, 'blocked', 'slack', 'T1', 'Uvoid', 1795420800000000, 1795420815000000, 8, 'void', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('lMeui-zLbKLX4kg06BaWgA', 'abcdefghijklmnopqrstuvwxy5', 1, 'blocked', 'slack', 'T1', 'Udead', 1795420800000000, 1795420815000000, 8, 'dead', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('Kqat_1e5xSMHB9bTJAa4eQ', 'abcdefghijklmnopqrstuvwxy5', 1, 'blocked', 'slack', 'T1', 'Uunsure', 1795420800000000, 1795420815000000, 8, 'unsure', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('ggwks-WwhQh1B9NsqAmdpw', 'abcdefghijklmnopqrstuvwxy5', 2, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('9pEU2svTrhn63cHf2ybLdw', 'abcdefghijklmnopqrstuvwxy5', 2, 'reminder', 'slack', 'T1', 'C1', 1795434300000000, 1795434300000000, 6, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('CYR4XuqodDMAFSUpPDlkUg', 'abcdefghijklmnopqrstuvwxy5', 2, 'start', 'slack', 'T1', 'C1', 1795434900000000, 1795434900000000, 0, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('ZuudLSkDTHxxa8-dogVK6Q', 'abcdefghijklmnopqrstuvwxy5', 2, 'end', 'discord', 'G1', 'C1', 1795436700000005, 1795436700000005, 1, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('qMHzRSBnzSdT1AyyeFcQ1Q', 'abcdefghijklmnopqrstuvwxy5', 2, 'close', '', '', '', 1795437000000005, 1795437000000005, 3, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('aPMCQY-NZCUiY4NeU8UGkw', 'abcdefghijklmnopqrstuvwxy5', 2, 'edit', 'slack', 'T1', 'C1', 1795435200000000, 1795435200000000, 14, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('msCJXBOenBCnKKXBYCrUEw', 'abcdefghijklmnopqrstuvwxy6', 1, 'card', 'slack', 'T1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'slack 6', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('2cE5YtE5gYXdyDP7-lr_DQ', 'abcdefghijklmnopqrstuvwxy6', 1, 'card', 'discord', 'G1', 'C1', 1795420800000000, 1795420815000000, 2, 'sent', 1, 1, 1, 1795420800000000, 'discord 6', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('TKVLFx9Fnkv6hTje4gNuBQ', 'abcdefghijklmnopqrstuvwxy6', 1, 'blocked', 'slack', 'T1', 'Usending', 1795420800000000, 1795420815000000, 8, 'sending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('fNSeKkIrN_leAkFt33iINA', 'abcdefghijklmnopqrstuvwxy6', 1, 'blocked', 'slack', 'T1', 'Usent', 1795420800000000, 1795420815000000, 8, 'sent', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('ATzu1aRsbdhmakaOVsFd1Q', 'abcdefghijklmnopqrstuvwxy6', 1, 'blocked', 'slack', 'T1', 'Uskipped', 1795420800000000, 1795420815000000, 8, 'skipped', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('LvlSXwlZvpM4Tm0MWX8j1A', 'abcdefghijklmnopqrstuvwxy6', 1, 'blocked', 'slack', 'T1', 'Uvoid', 1795420800000000, 1795420815000000, 8, 'void', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('t9_NbbpnsLBAsSOOCz8UOQ', 'abcdefghijklmnopqrstuvwxy6', 1, 'blocked', 'slack', 'T1', 'Udead', 1795420800000000, 1795420815000000, 8, 'dead', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('q8etZ6mJpxmfle19hNpLBw', 'abcdefghijklmnopqrstuvwxy6', 1, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'void', 1, 0, 1, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('__VTRyjWk1lgA-Zg__J3sA', 'abcdefghijklmnopqrstuvwxy6', 1, 'reminder', 'slack', 'T1', 'C1', 1795438200000000, 1795438200000000, 6, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('sDbb-y_Q2nIX0Qe5dQ_zkA', 'abcdefghijklmnopqrstuvwxy6', 1, 'start', 'slack', 'T1', 'C1', 1795438800000000, 1795438800000000, 0, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('FqSccGe0FnxdTkdMX0MKIA', 'abcdefghijklmnopqrstuvwxy6', 1, 'end', 'discord', 'G1', 'C1', 1795440600000006, 1795440600000006, 1, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('lWT2cMHd02t8lAbkrJ7c7g', 'abcdefghijklmnopqrstuvwxy6', 1, 'close', '', '', '', 1795440900000006, 1795440900000006, 3, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('oL383tIi9Tl0uJd-3cBApQ', 'abcdefghijklmnopqrstuvwxy6', 1, 'blocked', 'slack', 'T1', 'Uunsure', 1795420800000000, 1795420815000000, 8, 'unsure', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('qG5xll2_okjmAGkqU-4E4A', 'abcdefghijklmnopqrstuvwxy6', 2, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('9nfnR0BeFXIwfY9n6nKFGQ', 'abcdefghijklmnopqrstuvwxy6', 2, 'reminder', 'slack', 'T1', 'C1', 1795438200000000, 1795438200000000, 6, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('1UN_OeNQiWIuE9D39w9aPQ', 'abcdefghijklmnopqrstuvwxy6', 2, 'start', 'slack', 'T1', 'C1', 1795438800000000, 1795438800000000, 0, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('hu-O4T3HhPUSuzwBk3GkYw', 'abcdefghijklmnopqrstuvwxy6', 2, 'end', 'discord', 'G1', 'C1', 1795440600000006, 1795440600000006, 1, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('990m5UvFDWMI6ZV8anFiuw', 'abcdefghijklmnopqrstuvwxy6', 2, 'close', '', '', '', 1795440900000006, 1795440900000006, 3, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('tS32UWqmH5alQ626tUbD1w', 'abcdefghijklmnopqrstuvwxy6', 2, 'edit', 'slack', 'T1', 'C1', 1795435200000000, 1795435200000000, 14, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('opYKd1OzyqxEZIcnEb6gew', 'abcdefghijklmnopqrstuvwxy7', 1, 'card', 'slack', 'T1', 'C1', 1795420800000000, 1795435260000000, 2, 'pending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('mVTVPDSrh3Yi1W0ZOGohsw', 'abcdefghijklmnopqrstuvwxy7', 1, 'card', 'discord', 'G1', 'C1', 1795420800000000, 1795435260000000, 2, 'pending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('RO9TZChzYmpgDN-07VLwCQ', 'abcdefghijklmnopqrstuvwxy7', 1, 'blocked', 'slack', 'T1', 'Usending', 1795420800000000, 1795420815000000, 8, 'sending', 1, 1, 1, 1795420800000000, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('RZmXB5rxS5JfIBQsuIBCNw', 'abcdefghijklmnopqrstuvwxy7', 1, 'blocked', 'slack', 'T1', 'Usent', 1795420800000000, 1795420815000000, 8, 'sent', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('14z43dzv6gd8v_evr_ikzw', 'abcdefghijklmnopqrstuvwxy7', 1, 'blocked', 'slack', 'T1', 'Uskipped', 1795420800000000, 1795420815000000, 8, 'skipped', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('4-2vfZr6aXnt2yFRjiwaRQ', 'abcdefghijklmnopqrstuvwxy7', 1, 'blocked', 'slack', 'T1', 'Uvoid', 1795420800000000, 1795420815000000, 8, 'void', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('VDB7nZohOsKGN0x4p0Zchw', 'abcdefghijklmnopqrstuvwxy7', 1, 'blocked', 'slack', 'T1', 'Udead', 1795420800000000, 1795420815000000, 8, 'dead', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('8qmr1jtpNX49if9CJCiC1w', 'abcdefghijklmnopqrstuvwxy7', 1, 'blocked', 'slack', 'T1', 'Uunsure', 1795420800000000, 1795420815000000, 8, 'unsure', 1, 1, 1, 1795420800000000, '', 'why it is so', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('SDJXMZ-R5JTwNR4P-Vxx4Q', 'abcdefghijklmnopqrstuvwxy7', 1, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'void', 1, 0, 1, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('A1SjVyGLCLK64rH3mKpPNg', 'abcdefghijklmnopqrstuvwxy7', 1, 'reminder', 'slack', 'T1', 'C1', 1795431000000000, 1795431000000000, 6, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('ZJhRQBC9rHvxZxOjMsgJNA', 'abcdefghijklmnopqrstuvwxy7', 1, 'start', 'slack', 'T1', 'C1', 1795431600000000, 1795431600000000, 0, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('H8VN9tbuymoZh0DdyQOZUA', 'abcdefghijklmnopqrstuvwxy7', 1, 'end', 'discord', 'G1', 'C1', 1795433400000007, 1795433400000007, 1, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('8NzYIGejVIX2EKEshOckGA', 'abcdefghijklmnopqrstuvwxy7', 1, 'close', '', '', '', 1795433700000007, 1795433700000007, 3, 'void', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('jz5RHnJh0aeSE02_sYuGRw', 'abcdefghijklmnopqrstuvwxy7', 2, 'blocked', 'slack', 'T1', 'Uleased', 1795420800000000, 1795420815000000, 8, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('rb-XzisYevyL3bHDZ3vEKw', 'abcdefghijklmnopqrstuvwxy7', 2, 'reminder', 'slack', 'T1', 'C1', 1795431000000000, 1795431000000000, 6, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('lqKOLlh86DoYgynnqM3XOQ', 'abcdefghijklmnopqrstuvwxy7', 2, 'start', 'slack', 'T1', 'C1', 1795431600000000, 1795431600000000, 0, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('EY4Actn7OqbBw6DOiQTfKQ', 'abcdefghijklmnopqrstuvwxy7', 2, 'end', 'discord', 'G1', 'C1', 1795433400000007, 1795433400000007, 1, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('pxJO8oIG-xCKli0_Ed6sug', 'abcdefghijklmnopqrstuvwxy7', 2, 'close', '', '', '', 1795433700000007, 1795433700000007, 3, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, began_at, message, problem, about) VALUES ('NHfV_CMwpBJLEPmQOWFRBA', 'abcdefghijklmnopqrstuvwxy7', 2, 'edit', 'slack', 'T1', 'C1', 1795435200000000, 1795435200000000, 14, 'pending', 0, 0, 0, NULL, '', '', '');
INSERT INTO public.bun_migrations (id, name, group_id, migrated_at, needs_newer_meetbot) VALUES (1, '20261122000001', 1, '2026-11-26 18:18:48.639565+00', NULL);
INSERT INTO public.bun_migrations (id, name, group_id, migrated_at, needs_newer_meetbot) VALUES (2, '20261125000001', 2, '2026-11-26 18:18:48.639565+00', NULL);
INSERT INTO public.bun_migrations (id, name, group_id, migrated_at, needs_newer_meetbot) VALUES (3, '20261125000002', 3, '2026-11-26 18:18:48.639565+00', NULL);
INSERT INTO public.bun_migrations (id, name, group_id, migrated_at, needs_newer_meetbot) VALUES (4, '20261126000001', 4, '2026-11-26 18:18:48.639565+00', NULL);
INSERT INTO public.bun_migrations (id, name, group_id, migrated_at, needs_newer_meetbot) VALUES (5, '20261126000002', 5, '2026-11-26 18:18:48.639565+00', NULL);
INSERT INTO public.host (meeting_id, person_id) VALUES ('abcdefghijklmnopqrstuvwxy1', 'bob');
INSERT INTO public.host (meeting_id, person_id) VALUES ('abcdefghijklmnopqrstuvwxy2', 'bob');
INSERT INTO public.host (meeting_id, person_id) VALUES ('abcdefghijklmnopqrstuvwxy2', 'carol');
INSERT INTO public.host (meeting_id, person_id) VALUES ('abcdefghijklmnopqrstuvwxy4', 'bob');
INSERT INTO public.host (meeting_id, person_id) VALUES ('abcdefghijklmnopqrstuvwxy5', 'bob');
INSERT INTO public.host (meeting_id, person_id) VALUES ('abcdefghijklmnopqrstuvwxy5', 'carol');
INSERT INTO public.host (meeting_id, person_id) VALUES ('abcdefghijklmnopqrstuvwxy7', 'bob');
INSERT INTO public.identity (platform, workspace, user_id, person_id) VALUES ('slack', 'T1', 'U1', 's4m47angdajpuxa7owe5feuxyf');
INSERT INTO public.meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, ended_at, cancelled_at, created_at, revision) VALUES ('abcdefghijklmnopqrstuvwxy0', 'slack', 'T1', 'request0', 'meeting 0, it''s \ "ours"', 'alice', 1795442400000000, 1800000000, 'Europe/Warsaw', 'room0', '[600000000]', false, NULL, NULL, 1795420800000000, 1);
INSERT INTO public.meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, ended_at, cancelled_at, created_at, revision) VALUES ('abcdefghijklmnopqrstuvwxy1', 'slack', 'T1', 'request1', 'meeting 1, it''s \ "ours"', 'alice', 1795525200000000, 1800000001, 'Europe/Warsaw', 'room1', '[600000000]', true, NULL, NULL, 1795420800000000, 2);
INSERT INTO public.meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, ended_at, cancelled_at, created_at, revision) VALUES ('abcdefghijklmnopqrstuvwxy2', 'slack', 'T1', 'request2', 'meeting 2, it''s \ "ours"', 'alice', 1795434600000000, 1800000002, 'Europe/Warsaw', 'room2', '[600000000]', false, NULL, NULL, 1795420800000000, 1);
INSERT INTO public.meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, ended_at, cancelled_at, created_at, revision) VALUES ('abcdefghijklmnopqrstuvwxy3', 'slack', 'T1', 'request3', 'meeting 3, it''s \ "ours"', 'alice', 1795432800000000, 5400000003, 'Europe/Warsaw', 'room3', '[600000000]', false, NULL, NULL, 1795420800000000, 2);
INSERT INTO public.meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, ended_at, cancelled_at, created_at, revision) VALUES ('abcdefghijklmnopqrstuvwxy4', 'slack', 'T1', 'request4', 'meeting 4, it''s \ "ours"', 'alice', 1795424400000000, 1800000004, 'Europe/Warsaw', 'room4', '[600000000]', false, NULL, NULL, 1795420800000000, 1);
INSERT INTO public.meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, ended_at, cancelled_at, created_at, revision) VALUES ('abcdefghijklmnopqrstuvwxy5', 'slack', 'T1', 'request5', 'meeting 5, it''s \ "ours"', 'alice', 1795434900000000, 1800000005, 'Europe/Warsaw', 'room5', '[600000000]', false, 1795435140000000, NULL, 1795420800000000, 2);
INSERT INTO public.meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, ended_at, cancelled_at, created_at, revision) VALUES ('abcdefghijklmnopqrstuvwxy6', 'slack', 'T1', 'request6', 'meeting 6, it''s \ "ours"', 'alice', 1795438800000000, 1800000006, 'Europe/Warsaw', 'room6', '[600000000]', false, NULL, 1795435080000000, 1795420800000000, 2);
INSERT INTO public.meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, ended_at, cancelled_at, created_at, revision) VALUES ('abcdefghijklmnopqrstuvwxy7', 'slack', 'T1', 'request7', 'meeting 7, it''s \ "ours"', 'alice', 1795431600000000, 1800000007, 'Europe/Warsaw', 'room7', '[600000000]', false, NULL, 1795428000000000, 1795420800000000, 2);
INSERT INTO public.person (id, name, zone, zone_chosen) VALUES ('s4m47angdajpuxa7owe5feuxyf', 'Alice', 'Europe/Warsaw', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy0', 'slack', 'T1', 'C1', 0, 1, 'slack 0', true);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy0', 'discord', 'G1', 'C1', 1, 1, 'discord 0', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy1', 'discord', 'G1', 'C1', 1, 2, '', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy1', 'slack', 'T1', 'C1', 0, 2, 'slack 1', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy2', 'slack', 'T1', 'C1', 0, 3, 'slack 2', true);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy2', 'discord', 'G1', 'C1', 1, 3, 'discord 2', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy3', 'discord', 'G1', 'C1', 1, 4, '', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy3', 'slack', 'T1', 'C1', 0, 4, '', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy4', 'slack', 'T1', 'C1', 0, 5, 'slack 4', true);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy4', 'discord', 'G1', 'C1', 1, 5, 'discord 4', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy5', 'discord', 'G1', 'C1', 1, 6, '', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy5', 'slack', 'T1', 'C1', 0, 6, 'slack 5', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy6', 'slack', 'T1', 'C1', 0, 7, 'slack 6', true);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy6', 'discord', 'G1', 'C1', 1, 7, 'discord 6', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy7', 'discord', 'G1', 'C1', 1, 8, '', false);
INSERT INTO public.posting (meeting_id, platform, workspace, channel, place, number, card, open) VALUES ('abcdefghijklmnopqrstuvwxy7', 'slack', 'T1', 'C1', 0, 8, '', false);
INSERT INTO public.workspace (platform, id, last_number) VALUES ('discord', 'G1', 8);
INSERT INTO public.workspace (platform, id, last_number) VALUES ('slack', 'T1', 8);
SELECT pg_catalog.setval('public.bun_migrations_id_seq', 5, true);
ALTER TABLE ONLY public.announcement
    ADD CONSTRAINT announcement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.bun_migrations
    ADD CONSTRAINT bun_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.host
    ADD CONSTRAINT host_pkey PRIMARY KEY (meeting_id, person_id);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT identity_pkey PRIMARY KEY (platform, workspace, user_id);
ALTER TABLE ONLY public.lease
    ADD CONSTRAINT lease_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_platform_workspace_request_key UNIQUE (platform, workspace, request);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_pkey PRIMARY KEY (meeting_id, platform, workspace, channel);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.ticket
    ADD CONSTRAINT ticket_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.workspace
    ADD CONSTRAINT workspace_pkey PRIMARY KEY (platform, id);
CREATE INDEX announcement_due ON public.announcement USING btree (next_at, priority) WHERE (state = ANY (ARRAY['pending'::text, 'leased'::text, 'sending'::text]));
CREATE INDEX announcement_due_in_order ON public.announcement USING btree (next_at, priority, id) WHERE (state = ANY (ARRAY['pending'::text, 'leased'::text, 'sending'::text]));
CREATE INDEX announcement_meeting ON public.announcement USING btree (meeting_id, state);
CREATE INDEX host_person ON public.host USING btree (person_id);
CREATE INDEX identity_person ON public.identity USING btree (person_id);
CREATE INDEX meeting_organizer ON public.meeting USING btree (organizer, starts_at);
CREATE INDEX meeting_start ON public.meeting USING btree (starts_at);
CREATE INDEX posting_channel ON public.posting USING btree (platform, workspace, channel);
CREATE INDEX posting_number ON public.posting USING btree (platform, workspace, number);
ALTER TABLE ONLY public.announcement
    ADD CONSTRAINT announcement_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meeting(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.host
    ADD CONSTRAINT host_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meeting(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT identity_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meeting(id) ON DELETE CASCADE;
