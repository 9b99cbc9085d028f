import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const LOG = fileURLToPath(new URL('../../../../shared/data/minneapolis-police-cad-2020.csv', import.meta.url))
const REPLAY = fileURLToPath(new URL('../../src/replay/main.ts', import.meta.url))

const postgres = usePostgres()
let story: Story
beforeAll(async () => void (story = await Story.open(postgres, { realTime: true })))
afterAll(() => story.close())

describe('the counts of a replayed log agree with a count made on the file by other means', () => {
  it.skipIf(!existsSync(LOG))(
    '14,199 rows in, as many alerts stored and incidents shown, each once (skipped where ../shared/data is absent)',
    async () => {
      // one row a line, and no field runs over a line end: a plain count needs no reader of CSV
      const [, ...lines] = readFileSync(LOG, 'utf8').trimEnd().split('\n')
      const numbers = lines.map((line) => line.slice(0, line.indexOf(',')))
      const unplaced = lines.filter((line) => /,,\r?$/.test(line)).length
      expect(numbers).toHaveLength(14_199)

      const { stdout } = await promisify(execFile)(process.execPath, [REPLAY, LOG, '--speed', 'max', '--json'], {
        env: { PATH: process.env.PATH ?? '', PORT: new URL(story.url).port },
        maxBuffer: 1e7,
      })
      const summary = JSON.parse(stdout)
      console.log(`replay: ${stdout.trim()}`)
      expect(summary).toMatchObject({
        sent: 14_199,
        accepted: 14_199,
        duplicate: 0,
        refused: 0,
        lost: 0,
        rowsBroken: 0,
      })

      const { rows } = await story.database.pool.query('SELECT external_no AS no, lat IS NULL AS unplaced FROM alert')
      expect(rows.map((row) => row.no).toSorted()).toEqual(numbers.toSorted())
      expect(rows.filter((row) => row.unplaced)).toHaveLength(unplaced)
      const board = await until(
        'every alert on the board',
        async () => {
          const seen = await story.board()
          return seen.incidents.length >= numbers.length ? seen : undefined
        },
        60_000,
        1_000,
      )
      expect(new Set(board.incidents.flatMap((incident) => incident.alertIds)).size).toBe(14_199)
      expect(board.incidents).toHaveLength(14_199)
      expect(board.today.alerts).toBe(14_199)
    },
  )
})
