-- Sign-in: two factors, sessions with a place and a device, guards against guessing, wall screens without an account.

ALTER TABLE account
  ADD COLUMN password_changed_at timestamptz(3),
  ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
  ADD COLUMN earlier_passwords text[] NOT NULL DEFAULT '{}',
  ADD COLUMN totp_secret bytea,
  ADD COLUMN totp_step bigint,
  ADD COLUMN recovery_hashes text[] NOT NULL DEFAULT '{}',
  ADD COLUMN oidc_subject text UNIQUE;
-- The old counters could be driven by anybody for anybody: the guards below replace them.
UPDATE account SET password_changed_at = now();
ALTER TABLE account DROP COLUMN failed_count, DROP COLUMN locked_until;

-- A screen on a wall, paired by a code. Its session needs no account.
CREATE TABLE wall_screen (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  name text NOT NULL,
  paired_at timestamptz(3) NOT NULL,
  paired_by text NOT NULL,
  revoked_at timestamptz(3),
  revoked_by text
);
CREATE INDEX wall_screen_hanging ON wall_screen (subdistrict_id, paired_at DESC, id DESC) WHERE revoked_at IS NULL;

CREATE TABLE wall_pairing (
  poll_hash bytea PRIMARY KEY,
  code text NOT NULL UNIQUE,
  place text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  screen_id uuid REFERENCES wall_screen (id)
);
CREATE INDEX wall_pairing_age ON wall_pairing (expires_at);

DELETE FROM session;
ALTER TABLE session
  ADD COLUMN id uuid NOT NULL UNIQUE,
  ADD COLUMN screen_id uuid REFERENCES wall_screen (id),
  ADD COLUMN place text NOT NULL DEFAULT '',
  ADD COLUMN device text NOT NULL DEFAULT '',
  ADD COLUMN second_factor boolean NOT NULL DEFAULT false,
  ADD COLUMN without_password boolean NOT NULL DEFAULT false,
  ADD COLUMN pending_totp bytea,
  ALTER COLUMN account_id DROP NOT NULL,
  ADD CONSTRAINT session_of_one CHECK ((account_id IS NULL) <> (screen_id IS NULL));
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_screen ON session (screen_id);

-- Tries that failed lately. `key` is a hash: what was typed as a name may be a password.
CREATE TABLE sign_in_guard (
  key bytea PRIMARY KEY,
  name text NOT NULL,
  account_id text REFERENCES account (id),
  place text,
  failed integer NOT NULL,
  since timestamptz(3) NOT NULL,
  waits_until timestamptz(3)
);
CREATE INDEX sign_in_guard_account ON sign_in_guard (account_id);
CREATE INDEX sign_in_guard_age ON sign_in_guard (since);

-- Devices from which an account has been signed in to before.
CREATE TABLE known_device (
  device_hash bytea NOT NULL,
  account_id text NOT NULL REFERENCES account (id),
  last_at timestamptz(3) NOT NULL,
  PRIMARY KEY (device_hash, account_id)
);
CREATE INDEX known_device_account ON known_device (account_id);

-- A single sign-on under way, between leaving for the provider and coming back.
CREATE TABLE oidc_attempt (
  cookie_hash bytea PRIMARY KEY,
  state text NOT NULL,
  nonce text NOT NULL,
  verifier text NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX oidc_attempt_age ON oidc_attempt (expires_at);
