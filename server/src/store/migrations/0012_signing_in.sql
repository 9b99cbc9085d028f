-- Sign-in behind the wall (ADR 0024). What answers before it is known who asks, and what everybody does with the own
-- sessions, runs as liandong_sign_in: accounts, sessions, devices, guards and screens, and lines of the log to write.
-- Set to a subdistrict it is held to that one like every other class; set to none, which only the connections before
-- sign-in are, it finds a user name or a cookie wherever it belongs.

GRANT SELECT ON account TO liandong_sign_in;
-- Who somebody is, what they may do and whether they are let in at all is changed elsewhere.
GRANT UPDATE (password_hash, password_changed_at, must_change_password, earlier_passwords, totp_secret, totp_step,
  recovery_hashes, oidc_subject) ON account TO liandong_sign_in;
GRANT SELECT, INSERT, DELETE ON session TO liandong_sign_in;
GRANT UPDATE (token_hash, second_factor, pending_totp, last_seen_at, expires_at) ON session TO liandong_sign_in;
GRANT SELECT, INSERT, UPDATE (last_at), DELETE ON known_device TO liandong_sign_in;
GRANT SELECT, INSERT, UPDATE (account_id, place, failed, since, waits_until), DELETE ON sign_in_guard TO liandong_sign_in;
GRANT SELECT, INSERT, UPDATE (revoked_at, revoked_by) ON wall_screen TO liandong_sign_in;
GRANT SELECT, INSERT, UPDATE (screen_id), DELETE ON wall_pairing TO liandong_sign_in;
GRANT SELECT, INSERT, DELETE ON oidc_attempt TO liandong_sign_in;
-- Whom to tell that somebody tries many names.
GRANT SELECT (subdistrict_id) ON organisation TO liandong_sign_in;
GRANT INSERT ON event TO liandong_sign_in;
GRANT SELECT, INSERT, UPDATE ON log_head TO liandong_sign_in;

DO $$
DECLARE known text;
BEGIN
  FOREACH known IN ARRAY ARRAY['account', 'wall_screen', 'log_head', 'event', 'organisation'] LOOP
    EXECUTE format('CREATE POLICY before_sign_in ON %I TO liandong_sign_in USING (own_subdistrict() IS NULL)', known);
  END LOOP;
END $$;
-- Of cases it tells nothing and writes nothing.
CREATE POLICY lines_alone ON event AS RESTRICTIVE FOR INSERT TO liandong_sign_in WITH CHECK (kind = 'audit');
-- A session is its account's or its screen's; what is read in a policy is held by the policy of the table it reads.
CREATE POLICY of_screen ON session TO liandong_sign_in
  USING (EXISTS (SELECT FROM wall_screen WHERE wall_screen.id = screen_id));

-- Tables that no other class is let into.
ALTER TABLE sign_in_guard ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON sign_in_guard TO liandong_sign_in
  USING (account_id IS NULL OR EXISTS (SELECT FROM account WHERE account.id = account_id));
ALTER TABLE wall_pairing ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wall_pairing TO liandong_sign_in
  USING (screen_id IS NULL OR EXISTS (SELECT FROM wall_screen WHERE wall_screen.id = screen_id));
ALTER TABLE oidc_attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON oidc_attempt TO liandong_sign_in USING (own_subdistrict() IS NULL);
