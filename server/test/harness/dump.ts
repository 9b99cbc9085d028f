import type { Database } from '../../src/store/database.ts'

/** `dumpDatabase` is every row of every table as text, bytes as hexadecimal: what a thief of the disk would search. */
export async function dumpDatabase({ pool }: Database): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  )
  const lines: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ line: string }>(`SELECT row_to_json(t)::text AS line FROM ${name} AS t`)
    lines.push(...rows.map((row) => `${name} ${row.line}`))
  }
  return lines
}

/** The lines that hold a text, as letters or as bytes. */
export function findInDump(dump: readonly string[], marker: string): string[] {
  const hex = Buffer.from(marker).toString('hex')
  return dump.filter((line) => line.includes(marker) || line.includes(hex)).map((line) => line.slice(0, 160))
}
