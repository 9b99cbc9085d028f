-- The log can only grow. Owners are held by it too: who has the rights to switch these triggers off leaves a broken
-- chain, or one that no longer agrees with the heads that were signed and sent away.
CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- erasure: the personal part may be emptied, once, and nothing else may change with it
  IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' AND OLD.personal IS NOT NULL AND NEW.personal IS NULL
     AND to_jsonb(NEW) - 'personal' = to_jsonb(OLD) - 'personal' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the log only grows: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_any_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log only grows: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER event_grows BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
CREATE TRIGGER event_stays BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_change();

-- a trigger on TRUNCATE is not handed down: every month has its own (log/partitions.ts makes those to come)
DO $$
DECLARE part regclass;
BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'event'::regclass LOOP
    EXECUTE format('CREATE TRIGGER event_stays BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_change()', part);
  END LOOP;
END $$;

-- The auditor's search: newest first, by person, by what was done; what is about no incident is rare and has its own.
CREATE INDEX event_at ON event (subdistrict_id, at DESC, seq DESC);
CREATE INDEX event_actor ON event (subdistrict_id, (actor ->> 'id'), at DESC, seq DESC);
CREATE INDEX event_type ON event (subdistrict_id, type, at DESC, seq DESC);
CREATE INDEX event_kind ON event (subdistrict_id, kind, at DESC, seq DESC) WHERE kind <> 'incident';

-- The head of each chain, signed once a day (ADR 0015).
CREATE TABLE signed_head (
  subdistrict_id text NOT NULL,
  day text NOT NULL,
  seq bigint NOT NULL,
  hash bytea NOT NULL,
  signed_at timestamptz(3) NOT NULL,
  public_key text NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (subdistrict_id, day)
);
CREATE TRIGGER signed_head_grows BEFORE UPDATE OR DELETE ON signed_head FOR EACH ROW EXECUTE FUNCTION refuse_any_change();
CREATE TRIGGER signed_head_stays BEFORE TRUNCATE ON signed_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_change();

-- Which signed heads have left the site by the webhook; what is not here is sent again.
CREATE TABLE head_delivery (
  subdistrict_id text NOT NULL,
  day text NOT NULL,
  delivered_at timestamptz(3) NOT NULL,
  PRIMARY KEY (subdistrict_id, day)
);
