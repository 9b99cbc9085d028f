import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { replay } from './replay.ts'
import { readArguments } from './arguments.ts'
import { findFormat, ReplayProblem } from './read-log.ts'

type Received = { key: string | undefined; alert: { externalNo: string; location?: unknown } }

/** Answers as the intake does, and can fail a while before it does. */
async function openIntake(failing: (n: number) => number | 'cut' | undefined = () => undefined) {
  const received: Received[] = []
  const kept = new Set<string>()
  let posts = 0
  const server: Server = createServer((request, response) => {
    if (request.url !== '/api/v1/alerts') return void response.writeHead(404).end('{}')
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const alert = JSON.parse(Buffer.concat(chunks).toString()) as Received['alert']
      const fail = failing(posts++)
      // a cut connection after the alert was kept: the worst moment
      if (fail === 'cut') {
        kept.add(alert.externalNo)
        return void request.socket.destroy()
      }
      if (fail) return void response.writeHead(fail).end('{"code":"busy"}')
      received.push({ key: request.headers.authorization, alert })
      const duplicate = kept.has(alert.externalNo)
      kept.add(alert.externalNo)
      const answer =
        alert.externalNo === ''
          ? { status: 422, body: { code: 'notAnAlert' } }
          : { status: duplicate ? 200 : 202, body: { alertId: alert.externalNo, duplicate } }
      response.writeHead(answer.status).end(JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    server,
    received,
    kept,
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port, intakeKey: 'a-key' },
  }
}

const opened: { close: () => void }[] = []
const folder = mkdtempSync(`${tmpdir()}/replay-`)
opened.push({ close: () => rmSync(folder, { recursive: true }) })
afterEach(() => {
  for (const one of opened.splice(1)) one.close()
})

const HEADER = 'id,time,lat_3dp,lon_3dp,district,nature,status'
function logOf(...lines: string[]): string {
  const file = `${folder}/${lines.length}-${lines.join('').length}.csv`
  writeFileSync(file, [HEADER, ...lines, ''].join('\n'))
  return file
}
const play = async (file: string, intake: Awaited<ReturnType<typeof openIntake>>, ...more: string[]) => {
  opened.push({ close: () => intake.server.close() })
  return replay(readArguments([file, '--speed', 'max', ...more]), intake.address, () => undefined)
}

describe('replay', () => {
  it('sends every row, dirt included, and tells what became of it', async () => {
    const intake = await openIntake()
    const file = logOf(
      '1,2018-05-01 00:10:28,43.113,-87.957,4,TRBL,x',
      '2,2018-05-01 00:09:00,,,4,TRBL,x',
      '2,2018-05-01 00:11:00,43.1,-87.9,4,TRBL,x',
      '3,never,999,-87.9,4,,x',
      ',2018-05-01 00:12:00,43.1,-87.9,4,TRBL,x',
      '5,2018-05-01 00:13:00,43.1',
    )
    const s = await play(file, intake)
    expect(s).toMatchObject({
      rowsRead: 6,
      rowsBroken: 0,
      rowsWithoutPosition: 2,
      sent: 6,
      accepted: 4,
      duplicate: 1,
      refused: 1,
      lost: 0,
      refusedBy: { notAnAlert: 1 },
    })
    expect(s.toScreen.p50Ms).toBeNull()
  })

  it('sends under the key of the source it is told', async () => {
    const intake = await openIntake()
    await play(logOf('1,2018-05-01 00:10:28,43.1,-87.9,4,A,x'), intake, '--source', 'smart-security', '--run', 'b')
    expect(intake.received).toMatchObject([{ key: 'Bearer a-key:smart-security', alert: { externalNo: 'b-1' } }])
  })

  it('loses nothing when the server is away, busy, or cut off after it kept an alert', async () => {
    const intake = await openIntake((n) => (n < 10 ? 503 : n < 20 ? 'cut' : undefined))
    const lines = Array.from(
      { length: 60 },
      (_, i) => `${i},2018-05-01 00:10:${String(i % 60).padStart(2, '0')},43.1,-87.9,4,A,x`,
    )
    const s = await play(logOf(...lines), intake)
    expect(s).toMatchObject({ sent: 60, accepted: 60, duplicate: 0, refused: 0, lost: 0 })
    expect(s.retries).toBeGreaterThanOrEqual(20)
    expect(intake.kept.size).toBe(60)
  })

  it('says in one sentence what file it cannot read', async () => {
    writeFileSync(`${folder}/other.csv`, 'a,b\n1,2\n')
    await expect(findFormat(`${folder}/other.csv`)).rejects.toThrow(ReplayProblem)
    await expect(findFormat(`${folder}/other.csv`)).rejects.toThrow('Its columns are: a, b')
    await expect(findFormat(`${folder}/none.csv`)).rejects.toThrow('cannot be read')
  })
})

const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))
const MINNEAPOLIS = `${DATA}minneapolis-police-cad-2020.csv`
const SAN_FRANCISCO = `${DATA}sf-fire-units-2020.csv`

describe('the recorded logs', { timeout: 120_000 }, () => {
  const fieldsOf = (line: string) => line.trim().match(/(?<=^|,)("[^"]*"|[^,]*)/g)!

  it.skipIf(!existsSync(MINNEAPOLIS))(
    '14,199 rows in: the counts agree with a count made on the bytes of the file (skipped where ../shared/data is absent)',
    async () => {
      const intake = await openIntake()
      const s = await play(MINNEAPOLIS, intake)
      // no field of this log runs over a line end: its lines and fields can be counted without a CSV reader
      const [header, ...lines] = readFileSync(MINNEAPOLIS, 'utf8').trimEnd().split('\n')
      const column = (name: string) => header!.trim().split(',').indexOf(name)
      const unplaced = lines.filter((line) => fieldsOf(line)[column('lat_3dp')] === '').length
      expect(lines.length).toBe(14_199)
      expect(s).toMatchObject({
        rowsRead: lines.length,
        sent: lines.length,
        accepted: lines.length,
        duplicate: 0,
        refused: 0,
        lost: 0,
        rowsBroken: 0,
      })
      expect(s.rowsWithoutPosition).toBe(unplaced)
      expect(intake.received.filter(({ alert }) => alert.location === undefined)).toHaveLength(unplaced)
      expect(intake.kept).toEqual(new Set(lines.map((line) => line.split(',')[0]!)))
    },
  )

  it.skipIf(!existsSync(SAN_FRANCISCO))(
    '10,410 rows of units are 5,292 calls, each sent once (skipped where ../shared/data is absent)',
    async () => {
      const intake = await openIntake()
      const s = await play(SAN_FRANCISCO, intake)
      const numbers = readFileSync(SAN_FRANCISCO, 'utf8').match(/^\d{9}(?=,)/gm)!
      expect(s).toMatchObject({
        rowsRead: numbers.length,
        sent: new Set(numbers).size,
        accepted: new Set(numbers).size,
        duplicate: 0,
      })
      expect(s.rowsOfACallSeen).toBe(numbers.length - new Set(numbers).size)
      expect(intake.received).toHaveLength(5_292)
    },
  )
})
