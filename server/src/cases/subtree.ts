import { sql, type SQL } from 'drizzle-orm'

/**
 * The ids of an organisation and of all that is below it at an instant, as a subquery in brackets. Reckoned once for a
 * statement, however many rows it looks at.
 */
export const idsOfSubtree = (organisationId: string, at: Date): SQL => {
  const instant = sql`${at.toISOString()}::timestamptz`
  return sql`(
    WITH RECURSIVE below (id) AS (
      SELECT ${organisationId}::text
      UNION
      SELECT place.organisation_id
      FROM below JOIN organisation_place AS place ON place.parent_id = below.id
      WHERE place.from_at <= ${instant} AND (place.until_at IS NULL OR ${instant} < place.until_at)
    )
    SELECT id FROM below
  )`
}
