-- What walls call a unit, where no person's name may stand: given by administrators, or the first that is free. It was
-- told from the id before, and two could have the same.
ALTER TABLE unit ADD COLUMN call_sign text;

-- The rule of shared/src/access/call-sign.ts: teams and vehicles by their name, people by force and number, in the order
-- of their ids, so that every copy of this database comes to the same.
DO $$
DECLARE
  one record;
  is_named boolean;
  stem text;
  n integer;
  sign text;
BEGIN
  FOR one IN SELECT id, subdistrict_id, name, force FROM unit ORDER BY subdistrict_id, id LOOP
    is_named := (length(one.name) >= 4
        AND one.name ~ '(分队|小组|组|中队|大队|支队|救援队|巡逻车|中心|派出所|站|室)$')
      OR one.name ~ '\d\s*[号车组队班]' OR one.name ~ '^[一-鿿]+ \d{2,3}$';
    stem := CASE WHEN is_named THEN one.name ELSE CASE one.force
      WHEN 'office' THEN '科室' WHEN 'platform' THEN '平台' WHEN 'village' THEN '村社' WHEN 'grid' THEN '网格'
      WHEN 'mediation' THEN '调解' WHEN 'volunteer' THEN '群防' ELSE '联动队' END END;
    n := 1;
    LOOP
      sign := CASE WHEN is_named AND n = 1 THEN stem
        ELSE stem || ' ' || lpad(n::text, greatest(2, length(n::text)), '0') END;
      EXIT WHEN NOT EXISTS (
        SELECT FROM unit WHERE subdistrict_id = one.subdistrict_id AND call_sign = sign);
      n := n + 1;
    END LOOP;
    UPDATE unit SET call_sign = sign WHERE id = one.id;
  END LOOP;
END $$;

ALTER TABLE unit ALTER COLUMN call_sign SET NOT NULL;
-- who has left the roster keeps theirs in old cases, and their successor may have it
CREATE UNIQUE INDEX unit_call_sign ON unit (subdistrict_id, call_sign) WHERE retired_at IS NULL;
