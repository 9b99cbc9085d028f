-- The second wall (ADR 0019). A request reads through a connection of one of four roles, set to one subdistrict: what a
-- query forgets to ask for, the database leaves out; what a class may not touch, it refuses. The owner of the tables,
-- who opens alerts and runs the clocks for all subdistricts, is not held by it. A new table is closed to all four until
-- a migration opens it.

-- Unset is NULL, and NULL is nobody's subdistrict.
CREATE FUNCTION own_subdistrict() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('liandong.subdistrict', true);

-- Rows that name their subdistrict.
DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['organisation', 'unit', 'account', 'source', 'alert', 'quarantine', 'incident', 'clock',
    'ticket', 'day_number', 'log_head', 'event', 'population', 'sla_version', 'erasure', 'signed_head', 'head_delivery',
    'wall_screen'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY own ON %I USING (subdistrict_id = own_subdistrict())', scoped);
  END LOOP;
END $$;

-- Rows that belong to one that does. What is read in a policy is held by the policy of the table it reads.
ALTER TABLE dispatch ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON dispatch USING (EXISTS (SELECT FROM incident WHERE incident.id = incident_id));
ALTER TABLE organisation_place ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON organisation_place
  USING (EXISTS (SELECT FROM organisation WHERE organisation.id = organisation_id));
ALTER TABLE source_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON source_key USING (EXISTS (SELECT FROM source WHERE source.id = source_id));
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON session USING (EXISTS (SELECT FROM account WHERE account.id = account_id));
ALTER TABLE known_device ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON known_device USING (EXISTS (SELECT FROM account WHERE account.id = account_id));
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON idempotency USING (EXISTS (SELECT FROM account WHERE account.id = actor_id));

-- Everybody leaves lines in the log, and nobody changes one: no role has UPDATE or DELETE on event.
GRANT INSERT ON event TO liandong_work, liandong_config, liandong_audit, liandong_erase;
GRANT SELECT, INSERT, UPDATE ON log_head TO liandong_work, liandong_config, liandong_audit, liandong_erase;
-- Who and where, without passwords and second factors.
GRANT SELECT (id, subdistrict_id, username, name, role, organisation_id, unit_id, demo, disabled_at, version)
  ON account TO liandong_work, liandong_audit;
GRANT SELECT ON organisation, organisation_place, sla_version TO liandong_work, liandong_config, liandong_audit;

-- Work: cases, and what they are worked with.
GRANT SELECT ON event, alert, incident, dispatch, clock, ticket, day_number, idempotency, unit, source, quarantine,
  population TO liandong_work;
GRANT UPDATE ON incident, dispatch, clock, ticket, day_number TO liandong_work;
GRANT INSERT ON dispatch, clock, ticket, day_number, idempotency TO liandong_work;
GRANT UPDATE (incident_id) ON alert TO liandong_work;
GRANT UPDATE (admitted_at, admitted_by, alert_id) ON quarantine TO liandong_work, liandong_config;
GRANT UPDATE (lat, lon, located_at, last_contact_at) ON unit TO liandong_work;
GRANT UPDATE (state, decided_by, decided_at) ON sla_version TO liandong_work;

-- A ticket's organisation is held while the ticket is written, which PostgreSQL counts as a right to change it: none can be.
GRANT UPDATE (version) ON organisation TO liandong_work;
CREATE POLICY held_not_changed ON organisation AS RESTRICTIVE FOR UPDATE TO liandong_work USING (true) WITH CHECK (false);

-- Config: people, units, settings. Neither an alert nor a case, and of the log nothing to read.
GRANT SELECT, INSERT, UPDATE ON account, organisation, unit, population, source, source_key TO liandong_config;
GRANT INSERT, UPDATE, DELETE ON organisation_place TO liandong_config;
GRANT INSERT ON sla_version TO liandong_config;
GRANT SELECT ON quarantine, erasure TO liandong_config;
-- Whoever is disabled or placed elsewhere is signed out in the same breath; what a session holds nobody reads.
GRANT SELECT (account_id), DELETE ON session, known_device TO liandong_config;
-- Dead letters are the installation's: a job names ids alone.
GRANT SELECT, UPDATE (replayed_at) ON dead_letter TO liandong_config;

-- Audit: the log, and of cases the numbers people know them by.
GRANT SELECT ON event, signed_head, head_delivery TO liandong_audit;
GRANT SELECT (id, subdistrict_id, no) ON incident TO liandong_audit;
GRANT SELECT (id, subdistrict_id, no) ON ticket TO liandong_audit;

-- Erase: the words of ended cases, found and emptied; of the log, the part that may be emptied (0003_audit.sql).
GRANT SELECT ON event, alert, incident, ticket, quarantine, erasure TO liandong_erase;
GRANT UPDATE ON alert, incident, ticket TO liandong_erase;
GRANT UPDATE (body, errors) ON quarantine TO liandong_erase;
GRANT UPDATE (personal) ON event TO liandong_erase;
GRANT INSERT ON erasure TO liandong_erase;
-- answers kept for a repeated request hold a case too
GRANT SELECT (actor_id, response), DELETE ON idempotency TO liandong_erase;
GRANT SELECT (id, subdistrict_id) ON account TO liandong_erase;

-- Administrators have to know that something hangs on what they want to end, and no more than its number.
CREATE FUNCTION work_of_organisation(the_organisation text, done_stages text[]) RETURNS TABLE (what text, no text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'tickets', ticket.no FROM ticket
  WHERE subdistrict_id = own_subdistrict() AND stage <> ALL (done_stages)
    AND (organisation_id = the_organisation OR the_organisation = ANY (co_organisation_ids))
  UNION ALL
  SELECT 'incidents', incident.no FROM incident
  WHERE subdistrict_id = own_subdistrict() AND live AND centre_id = the_organisation
$$;
CREATE FUNCTION orders_of_unit(the_unit text) RETURNS TABLE (no text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT incident.no FROM dispatch JOIN incident ON incident.id = dispatch.incident_id
  WHERE incident.subdistrict_id = own_subdistrict() AND dispatch.unit_id = the_unit AND dispatch.active
$$;
-- User names are one list for the whole installation: whether one is taken may be asked, whose it is may not.
CREATE FUNCTION taken_usernames(names text[]) RETURNS TABLE (username text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT account.username FROM account WHERE account.username = ANY (names)
$$;
REVOKE ALL ON FUNCTION work_of_organisation, orders_of_unit, taken_usernames FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work_of_organisation, orders_of_unit, taken_usernames TO liandong_config;

-- Held by a policy, PostgreSQL would not use the index on the digits of a number (it trusts their reckoning with no row
-- that is not the caller's): the condition on the subdistrict stands here instead.
CREATE FUNCTION reported_from(the_digits text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT incident_id FROM alert
  WHERE subdistrict_id = own_subdistrict() AND caller ->> 'phone' IS NOT NULL AND incident_id IS NOT NULL
    AND right(regexp_replace(caller ->> 'phone', '[^0-9]', '', 'g'), 11) = the_digits
$$;
REVOKE ALL ON FUNCTION reported_from FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reported_from TO liandong_work;
