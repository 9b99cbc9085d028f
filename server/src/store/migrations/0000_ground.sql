-- The ground of the command room. Instants are timestamptz to the millisecond; domain time is always a parameter.

CREATE TABLE organisation (
  id text PRIMARY KEY,
  subdistrict_id text NOT NULL,
  parent_id text REFERENCES organisation (id),
  kind text NOT NULL,
  name text NOT NULL,
  phone text
);

CREATE TABLE unit (
  id text PRIMARY KEY,
  subdistrict_id text NOT NULL,
  organisation_id text NOT NULL REFERENCES organisation (id),
  name text NOT NULL,
  kind text NOT NULL,
  force text NOT NULL,
  tier smallint NOT NULL,
  skills text[] NOT NULL DEFAULT '{}',
  phone text,
  duty jsonb NOT NULL,
  own_state text NOT NULL DEFAULT 'standby',
  lat double precision,
  lon double precision,
  located_at timestamptz(3),
  last_contact_at timestamptz(3)
);

CREATE TABLE account (
  id text PRIMARY KEY,
  subdistrict_id text NOT NULL,
  username text NOT NULL UNIQUE,
  name text NOT NULL,
  role text NOT NULL,
  organisation_id text NOT NULL REFERENCES organisation (id),
  unit_id text REFERENCES unit (id),
  password_hash text NOT NULL,
  demo boolean NOT NULL DEFAULT false,
  failed_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz(3),
  disabled_at timestamptz(3)
);

CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  account_id text NOT NULL REFERENCES account (id),
  created_at timestamptz(3) NOT NULL,
  last_seen_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);

CREATE TABLE source (
  id text PRIMARY KEY,
  subdistrict_id text NOT NULL,
  kind text NOT NULL,
  label_zh text NOT NULL,
  label_en text NOT NULL,
  silence_after_ms bigint,
  last_alert_at timestamptz(3),
  silent_since timestamptz(3)
);

CREATE TABLE source_key (
  key_hash bytea PRIMARY KEY,
  source_id text NOT NULL REFERENCES source (id)
);

-- What a source handed over, verbatim. Never changed; only incident_id is filled in.
CREATE TABLE alert (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  source_id text NOT NULL,
  external_no text NOT NULL,
  body bytea NOT NULL,
  narrative text NOT NULL,
  address text,
  lat double precision,
  lon double precision,
  caller jsonb,
  source_category text,
  severity smallint,
  exercise boolean NOT NULL,
  warnings jsonb NOT NULL,
  posted_by text,
  reported_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  incident_id uuid,
  UNIQUE (source_id, external_no)
);
CREATE INDEX alert_unopened ON alert (received_at, id) WHERE incident_id IS NULL;
CREATE INDEX alert_incident ON alert (incident_id) WHERE incident_id IS NOT NULL;

CREATE TABLE quarantine (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  source_id text NOT NULL,
  body bytea NOT NULL,
  body_bytes integer NOT NULL,
  code text NOT NULL,
  errors jsonb NOT NULL,
  received_at timestamptz(3) NOT NULL,
  admitted_at timestamptz(3),
  admitted_by text,
  alert_id uuid
);
CREATE INDEX quarantine_open ON quarantine (subdistrict_id, received_at) WHERE admitted_at IS NULL;

CREATE TABLE incident (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  no text NOT NULL,
  stage text NOT NULL,
  version integer NOT NULL,
  live boolean NOT NULL,
  triaged boolean NOT NULL DEFAULT false,
  severity smallint,
  police text,
  dispute boolean,
  category text,
  channel text NOT NULL,
  exercise boolean NOT NULL,
  reported_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  centre_id text,
  place_name text,
  state jsonb NOT NULL,
  UNIQUE (subdistrict_id, no)
);
CREATE INDEX incident_live ON incident (subdistrict_id, received_at) WHERE live;
CREATE INDEX incident_received ON incident (subdistrict_id, received_at DESC, id DESC);
CREATE INDEX incident_untriaged ON incident (received_at) WHERE NOT triaged;
CREATE INDEX incident_place ON incident (subdistrict_id, place_name, received_at) WHERE place_name IS NOT NULL;

-- The two constraints that settle a race between dispatchers: a unit has one active order at most, and an incident
-- one active lead unit at most.
CREATE TABLE dispatch (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident (id),
  unit_id text NOT NULL REFERENCES unit (id),
  lead boolean NOT NULL,
  active boolean NOT NULL,
  issued_at timestamptz(3) NOT NULL,
  issued_by text NOT NULL
);
CREATE UNIQUE INDEX dispatch_unit_active ON dispatch (unit_id) WHERE active;
CREATE UNIQUE INDEX dispatch_lead_active ON dispatch (incident_id) WHERE active AND lead;
CREATE INDEX dispatch_incident ON dispatch (incident_id);

-- A clock is a row: the database holds the time, the queue only wakes.
CREATE TABLE clock (
  incident_id uuid NOT NULL REFERENCES incident (id),
  clock_id text NOT NULL,
  subdistrict_id text NOT NULL,
  clock text NOT NULL,
  subject text,
  state text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  breached_at timestamptz(3),
  ended_at timestamptz(3),
  next_wake_at timestamptz(3),
  exercise boolean NOT NULL,
  PRIMARY KEY (incident_id, clock_id)
);
CREATE INDEX clock_wake ON clock (next_wake_at) WHERE next_wake_at IS NOT NULL;
CREATE INDEX clock_breached ON clock (subdistrict_id, breached_at DESC) WHERE breached_at IS NOT NULL;
CREATE INDEX clock_started ON clock (subdistrict_id, started_at);

CREATE TABLE ticket (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  no text NOT NULL,
  incident_id uuid NOT NULL REFERENCES incident (id),
  channel text NOT NULL,
  organisation_id text NOT NULL REFERENCES organisation (id),
  co_organisation_ids text[] NOT NULL,
  route_reason text,
  stage text NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  handback jsonb NOT NULL,
  issued_at timestamptz(3) NOT NULL,
  issued_by text NOT NULL,
  exercise boolean NOT NULL,
  UNIQUE (subdistrict_id, no)
);
CREATE INDEX ticket_organisation ON ticket (organisation_id, issued_at DESC);
CREATE INDEX ticket_issued ON ticket (subdistrict_id, issued_at DESC, id DESC);

CREATE TABLE day_number (
  subdistrict_id text NOT NULL,
  series text NOT NULL,
  day text NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (subdistrict_id, series, day)
);

-- The log. seq order is commit order: the row of log_head is locked from append to commit.
CREATE TABLE log_head (
  subdistrict_id text PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea NOT NULL
);

CREATE TABLE event (
  subdistrict_id text NOT NULL,
  seq bigint NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  v smallint NOT NULL,
  at timestamptz(3) NOT NULL,
  actor jsonb NOT NULL,
  kind text NOT NULL,
  case_id text NOT NULL,
  version integer NOT NULL,
  data jsonb NOT NULL,
  personal jsonb,
  personal_digest bytea,
  hash bytea NOT NULL,
  PRIMARY KEY (subdistrict_id, seq, at)
) PARTITION BY RANGE (at);
CREATE INDEX event_case ON event (case_id, seq);
CREATE TABLE event_default PARTITION OF event DEFAULT;

CREATE TABLE idempotency (
  actor_id text NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  status smallint NOT NULL,
  response jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE dead_letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL,
  job_name text NOT NULL,
  data jsonb NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL,
  failed_at timestamptz(3) NOT NULL,
  replayed_at timestamptz(3)
);
CREATE INDEX dead_letter_open ON dead_letter (failed_at) WHERE replayed_at IS NULL;

CREATE TABLE heartbeat (
  name text PRIMARY KEY,
  at timestamptz(3) NOT NULL
);
