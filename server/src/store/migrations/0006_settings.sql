-- What administrators set: sources with their keys, and the targets of the clocks by version.

ALTER TABLE source
  ADD COLUMN enabled boolean NOT NULL DEFAULT true,
  ADD COLUMN version integer NOT NULL DEFAULT 1;

-- The key is kept as a hash; its beginning stays readable, so that people can tell keys apart. The secret that signs
-- must be readable to check a signature: it is sealed with the server's own key.
ALTER TABLE source_key
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  ADD COLUMN prefix text NOT NULL DEFAULT '',
  ADD COLUMN signed boolean NOT NULL DEFAULT false,
  ADD COLUMN secret bytea,
  ADD COLUMN created_at timestamptz(3),
  ADD COLUMN created_by text,
  ADD COLUMN expires_at timestamptz(3),
  ADD COLUMN revoked_at timestamptz(3),
  ADD COLUMN last_used_at timestamptz(3),
  ADD COLUMN demo boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT signed OR secret IS NOT NULL);
CREATE INDEX source_key_source ON source_key (source_id);
-- the keys of a demo were made by its seed, which brings them up to date at each start
UPDATE source_key SET demo = EXISTS (SELECT FROM account WHERE account.demo);

-- Signatures that were good once: the same one again is a replay. Kept for the ten minutes it could be good.
CREATE TABLE seen_signature (
  signature bytea PRIMARY KEY,
  seen_at timestamptz(3) NOT NULL
);
CREATE INDEX seen_signature_age ON seen_signature (seen_at);

-- A version is proposed by one person and decided by another; from then on it never changes.
CREATE TABLE sla_version (
  subdistrict_id text NOT NULL,
  version integer NOT NULL,
  document text NOT NULL,
  effective_from timestamptz(3) NOT NULL,
  targets jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  decided_by text,
  decided_at timestamptz(3),
  PRIMARY KEY (subdistrict_id, version),
  CHECK (decided_by <> created_by)
);
CREATE UNIQUE INDEX sla_version_one_proposal ON sla_version (subdistrict_id) WHERE state = 'proposed';

-- Version 0 is the rule book as it was delivered.
ALTER TABLE clock ADD COLUMN sla_version integer NOT NULL DEFAULT 0;
