-- Pictures under the map, as an administrator sets them (ADR 0022).
CREATE TABLE map_layer (
  id uuid PRIMARY KEY,
  subdistrict_id text NOT NULL REFERENCES organisation (id),
  kind text NOT NULL CHECK (kind IN ('tianditu', 'tiles', 'pmtiles')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  -- The order they are offered in, and the walls take them in.
  position integer NOT NULL,
  crs text NOT NULL CHECK (crs IN ('cgcs2000', 'wgs84', 'gcj02')),
  min_zoom smallint NOT NULL,
  max_zoom smallint NOT NULL CHECK (max_zoom >= min_zoom),
  attribution text NOT NULL,
  enabled boolean NOT NULL,
  on_wall boolean NOT NULL,
  tile_set text CHECK ((tile_set IS NOT NULL) = (kind = 'tianditu')),
  labels boolean NOT NULL,
  url text,
  folder text CHECK ((num_nonnulls(url, folder) = 1) = (kind = 'tiles')),
  file text CHECK ((file IS NOT NULL) = (kind = 'pmtiles')),
  -- Sealed (platform/secret-box.ts); of the key itself only its beginning is shown.
  key_sealed bytea,
  key_prefix text,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX map_layer_order ON map_layer (subdistrict_id, position, id);

ALTER TABLE map_layer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON map_layer USING (subdistrict_id = own_subdistrict());
-- Whoever works with the map is answered from memory, and needs nothing here. Not even who writes a key reads it back.
GRANT SELECT (id, subdistrict_id, kind, name_zh, name_en, position, crs, min_zoom, max_zoom, attribution, enabled, on_wall,
  tile_set, labels, url, folder, file, key_prefix, version) ON map_layer TO liandong_config;
GRANT INSERT, UPDATE, DELETE ON map_layer TO liandong_config;
