-- What two people set together, by version: one table for every subject. The targets of the clocks were the first.
ALTER TABLE sla_version RENAME TO setting_version;
ALTER TABLE setting_version RENAME COLUMN targets TO content;
ALTER TABLE setting_version ADD COLUMN subject text NOT NULL DEFAULT 'sla';
ALTER TABLE setting_version ALTER COLUMN subject DROP DEFAULT;
ALTER TABLE setting_version DROP CONSTRAINT sla_version_pkey;
ALTER TABLE setting_version ADD CONSTRAINT setting_version_pkey PRIMARY KEY (subdistrict_id, subject, version);
DROP INDEX sla_version_one_proposal;
CREATE UNIQUE INDEX setting_version_one_proposal ON setting_version (subdistrict_id, subject) WHERE state = 'proposed';
