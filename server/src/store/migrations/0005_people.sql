-- Who is who: the tree of organisations with its history, units and accounts that administrators keep.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Where an organisation stands, and under what name, from one instant to another. A row that has held is never changed;
-- moving closes one and opens another, so a case of an old day is reported under the parents of that day (A2).
CREATE TABLE organisation_place (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id text NOT NULL REFERENCES organisation (id),
  parent_id text REFERENCES organisation (id),
  name text NOT NULL,
  from_at timestamptz(3) NOT NULL,
  until_at timestamptz(3),
  CHECK (until_at IS NULL OR from_at < until_at),
  CHECK (parent_id <> organisation_id),
  EXCLUDE USING gist (organisation_id WITH =, tstzrange(from_at, until_at) WITH &&)
);
CREATE INDEX organisation_place_parent ON organisation_place (parent_id);

-- what stood before the history was kept has stood so for as long as anybody can ask
INSERT INTO organisation_place (organisation_id, parent_id, name, from_at)
SELECT id, parent_id, name, '1970-01-01T00:00:00Z' FROM organisation;

ALTER TABLE organisation DROP COLUMN parent_id;
ALTER TABLE organisation
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN closed_at timestamptz(3);
CREATE INDEX organisation_subdistrict ON organisation (subdistrict_id, id);

ALTER TABLE unit
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN employment text NOT NULL DEFAULT 'full' CHECK (employment IN ('full', 'part')),
  -- of a team, the lead first (D6); of a vehicle, what it carries (D7)
  ADD COLUMN members text[] NOT NULL DEFAULT '{}',
  ADD COLUMN equipment text[] NOT NULL DEFAULT '{}',
  ADD COLUMN retired_at timestamptz(3);
-- these are beside their work what the others are by it (专兼职, D3)
UPDATE unit SET employment = 'part' WHERE force IN ('office', 'mediation', 'volunteer');
CREATE INDEX unit_subdistrict ON unit (subdistrict_id, id);

ALTER TABLE account ADD COLUMN version integer NOT NULL DEFAULT 1;
CREATE INDEX account_subdistrict ON account (subdistrict_id, id);

-- How many people live there, by year: rates per ten thousand are reckoned with the year of what is counted (A8).
CREATE TABLE population (
  subdistrict_id text NOT NULL REFERENCES organisation (id),
  year smallint NOT NULL,
  people integer NOT NULL CHECK (people > 0),
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (subdistrict_id, year)
);

-- An organisation and all above it as it was on a day: the same answer as ancestorsAt in the rule book.
CREATE FUNCTION organisation_above(the_organisation text, the_instant timestamptz) RETURNS SETOF text
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE above (id) AS (
    SELECT the_organisation
    UNION
    SELECT place.parent_id
    FROM above JOIN organisation_place AS place ON place.organisation_id = above.id
    WHERE place.parent_id IS NOT NULL
      AND place.from_at <= the_instant AND (place.until_at IS NULL OR the_instant < place.until_at)
  )
  SELECT id FROM above
$$;
