import type pg from 'pg'
import { DATA_CLASSES, type DataClass } from '@liandong/shared/access/data-class.ts'

/** The role of PostgreSQL that the connections of a class take on. Nobody signs in as one. */
export const roleOf = (dataClass: DataClass): string =>
  `liandong_${dataClass.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
export const WALL_ROLES = DATA_CLASSES.map(roleOf)

/** What a cluster needs once, as its superuser may say it; saying it again changes nothing. One line each. */
export const rolesInSql = (owner: string): string[] =>
  WALL_ROLES.flatMap((role) => [
    `DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF; END$$`,
    `GRANT ${role} TO "${owner}"`,
  ])

/** The start is refused: the user of the database may not make the roles the walls stand on. */
export class WallRolesMissing extends Error {}

const INSUFFICIENT_PRIVILEGE = '42501'
/** Two databases of one cluster that make them at the same moment: the other one was first, which is as good. */
const MADE_MEANWHILE = ['42710', '23505']

/** `ensureWallRoles` makes the roles where the user may, and otherwise says in one sentence what the DBA has to run. */
export async function ensureWallRoles(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ owner: string }>('SELECT current_user AS owner')
  const owner = rows[0]?.owner as string
  try {
    for (const role of WALL_ROLES) {
      if (await isUsable(client, role)) continue
      await client.query(`CREATE ROLE ${role} NOLOGIN`).catch((error: { code?: string }) => {
        if (!MADE_MEANWHILE.includes(error.code ?? '')) throw error
      })
      if (!(await isUsable(client, role))) await client.query(`GRANT ${role} TO CURRENT_USER`)
    }
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error
    const sql = (await missing(client, owner)).join(' ')
    throw new WallRolesMissing(
      `DATABASE_URL is wrong: its user may not make the roles that keep subdistricts apart; let the DBA run once: ${sql}`,
    )
  }
}

/** What is to be run: roles belong to the cluster, and another database of it may have made them for its own user. */
async function missing(client: pg.ClientBase, owner: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT rolname AS name FROM pg_roles')
  const known = new Set(rows.map((row) => row.name))
  const wanted: string[] = []
  for (const role of WALL_ROLES) {
    if (!known.has(role)) wanted.push(`CREATE ROLE ${role} NOLOGIN;`)
    if (!known.has(role) || !(await isUsable(client, role))) wanted.push(`GRANT ${role} TO "${owner}";`)
  }
  return wanted
}

/** Whether the user may take the role on: since PostgreSQL 16 being a member is not enough. */
async function isUsable(client: pg.ClientBase, role: string): Promise<boolean> {
  const { rows } = await client.query<{ usable: boolean }>(
    `SELECT pg_has_role(current_user, oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS usable
     FROM pg_roles WHERE rolname = $1`,
    [role],
  )
  return rows[0]?.usable ?? false
}
