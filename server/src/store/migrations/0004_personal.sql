-- Personal data: erased when its time is up or when the person asks, and found again by the whole telephone number alone.

-- What the maintenance job looks through: ended and not erased yet, by when it ended.
CREATE INDEX incident_kept ON incident ((coalesce(state ->> 'closedAt', state ->> 'outcomeAt')))
  WHERE NOT live AND state ->> 'erasedAt' IS NULL;

-- The last eleven digits, whatever stood between them (phoneDigits in shared/src/access/spoken-numbers.ts).
CREATE INDEX alert_caller_phone ON alert (subdistrict_id, right(regexp_replace(caller ->> 'phone', '[^0-9]', '', 'g'), 11))
  WHERE caller ->> 'phone' IS NOT NULL;

-- How often one person has revealed lately: the pace limit asks this at every reveal.
CREATE INDEX event_revealed ON event ((actor ->> 'id'), at) WHERE type IN ('personal.revealed', 'personal.paceExceeded');

-- What was erased, when, why and how much: counts alone, never whose it was.
CREATE TABLE erasure (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL,
  at timestamptz(3) NOT NULL,
  cause text NOT NULL,
  by text,
  counts jsonb NOT NULL
);
CREATE INDEX erasure_at ON erasure (subdistrict_id, at DESC, id DESC);
