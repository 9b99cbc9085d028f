-- Who is on duty as the screens were last told: a change of shift is an event like any other.
ALTER TABLE unit ADD COLUMN on_duty boolean NOT NULL DEFAULT false;
