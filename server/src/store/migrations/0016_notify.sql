-- Who is called about an order, on which channel, and what came of it. Written in the transaction of the event that
-- causes it; the queue only says when to look.
CREATE TABLE notification (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  incident_id uuid NOT NULL,
  dispatch_id uuid NOT NULL,
  step text NOT NULL,
  channel text NOT NULL,
  -- `unit:…`, `account:…`, or `group` where a channel reaches one room of people
  recipient text NOT NULL,
  state text NOT NULL,
  attempts jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL,
  next_at timestamptz(3) NOT NULL,
  claimed_at timestamptz(3),
  done_at timestamptz(3),
  UNIQUE (dispatch_id, step, channel, recipient)
);
CREATE INDEX notification_open ON notification (next_at) WHERE state IN ('pending', 'sending');
CREATE INDEX notification_incident ON notification (incident_id);

CREATE TABLE push_subscription (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  account_id text NOT NULL,
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX push_subscription_account ON push_subscription (account_id);

CREATE TABLE channel_setting (
  subdistrict_id text NOT NULL,
  channel text NOT NULL,
  enabled boolean NOT NULL,
  style text,
  -- the address without its path and query, for people to recognise
  host text,
  template text,
  -- the whole address, the signing secret, the headers: sealed
  secret bytea,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (subdistrict_id, channel)
);

DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['notification', 'push_subscription', 'channel_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY own ON %I USING (subdistrict_id = own_subdistrict())', scoped);
  END LOOP;
END $$;

-- A command writes down whom it calls, and an acknowledgement stops it.
GRANT SELECT, INSERT ON notification TO liandong_work;
GRANT UPDATE (state, done_at) ON notification TO liandong_work;
GRANT SELECT (subdistrict_id, channel, enabled) ON channel_setting TO liandong_work;
GRANT SELECT, INSERT, DELETE ON push_subscription TO liandong_work;
GRANT SELECT, INSERT, UPDATE ON channel_setting TO liandong_config;
