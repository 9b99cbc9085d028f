import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Board } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { isOnDuty } from '@liandong/shared/duty/on-duty.ts'
import { HOUR_MS } from '@liandong/shared/time.ts'
import { startOfDay } from '../../src/insight/today.ts'
import { openDatabase, type Database } from '../../src/store/database.ts'
import { unit } from '../../src/store/schema.ts'
import { ask, Client, type Answer } from './client.ts'
import { freePort } from './free-port.ts'
import type { TestPostgres } from './postgres.ts'
import { startRedis, type RedisServer } from './redis-server.ts'
import { Screen } from './screen.ts'
import { launchServer, type Ended, type ServerProcess } from './server-process.ts'
import { until } from './until.ts'

/** The two ways to run (design.md §7): the queue on PostgreSQL, or on Redis. Both keep every promise. */
export const WAYS = ['embedded', 'redis'] as const
export type Way = (typeof WAYS)[number]

export const INTAKE_KEY = 'demo-intake-key'
export const SUBDISTRICT = 'org-donghu'

export type StoryOptions = {
  way?: Way
  env?: Record<string, string>
  /** The system's clock instead of one that the story moves. */
  realTime?: true
}

/** Located and classified, by the product or by a person. */
export const isToldApart = ({ classification }: IncidentState): boolean =>
  classification !== null && classification.version !== 'none'

let posted = 0

/** A story is the real server in a process of its own, with an empty database, and the people who use it. */
export class Story {
  readonly url: string
  readonly api: string
  readonly redis: RedisServer | undefined
  /** The database from behind, for what no answer tells. */
  readonly database: Database
  readonly #env: Record<string, string>
  readonly #dir: string
  readonly #clients = new Map<string, Promise<Client>>()
  readonly #screens: Screen[] = []
  #server: ServerProcess | undefined
  #movedMs = 0

  private constructor(port: number, env: Record<string, string>, dir: string, redis: RedisServer | undefined) {
    this.url = `http://127.0.0.1:${port}`
    this.api = `${this.url}/api/v1`
    this.redis = redis
    this.database = openDatabase(env.DATABASE_URL as string, 4)
    this.#env = env
    this.#dir = dir
  }

  static async open(
    postgres: TestPostgres,
    { way = 'embedded', env = {}, realTime }: StoryOptions = {},
  ): Promise<Story> {
    const port = await freePort()
    const redis = way === 'redis' ? await startRedis() : undefined
    const dir = mkdtempSync(join(tmpdir(), 'liandong-story-'))
    const all = {
      DEMO: '1',
      PORT: String(port),
      DATA_DIR: dir,
      DATABASE_URL: await postgres.freshDatabase(),
      ...(redis ? { REDIS_URL: redis.url } : {}),
      ...(realTime ? {} : { MOVABLE_CLOCK: '0' }),
      ...env,
    }
    const story = new Story(port, all, dir, redis)
    await story.start()
    return story
  }

  get server(): ServerProcess {
    if (!this.#server) throw new Error('The server of this story is not running.')
    return this.#server
  }

  async start(): Promise<void> {
    this.#server = await launchServer(this.#env, this.#movedMs)
  }

  /** Ends it as a power cut would. */
  async kill9(): Promise<void> {
    await this.server.end('SIGKILL')
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    return this.server.end(signal)
  }

  /** In an orderly way, or after kill9(). */
  async restart(): Promise<void> {
    await this.server.end('SIGTERM')
    await this.start()
  }

  /** Moves the server's time forward (or, with a negative span, makes its clock jump back); its new time, epoch ms. */
  forward(ms: number): Promise<number> {
    this.#movedMs += ms
    return this.server.forward(ms)
  }

  /** Lets time pass (2 s at the least) and waits until the server has looked at every clock in the new time. */
  async pass(ms: number): Promise<void> {
    await this.forward(ms)
    await until('a sweep of the clocks', async () => {
      const { body } = await ask(`${this.url}/readyz`, 'GET')
      return body.checks.clocks.ageMs < 1_800
    })
  }

  /** Ten in the morning of the next day, in Asia/Shanghai: neither the day nor a shift ends while a test goes on. */
  async tomorrowMorning(): Promise<void> {
    await this.forward(startOfDay(this.now()) + 34 * HOUR_MS - this.now())
    await this.untilShiftTurned()
  }

  /** Waits until the board says of every unit whether it is on duty in the new time: the server looks every few seconds. */
  async untilShiftTurned(): Promise<void> {
    await until('the turn of the shift', async () => {
      const units = await this.database.db.select({ duty: unit.duty, onDuty: unit.onDuty }).from(unit)
      return units.every((one) => isOnDuty(one.duty, this.now()) === one.onDuty) || undefined
    })
  }

  /** What time the server takes it to be, epoch ms. */
  now = (): number => Date.now() + this.#movedMs

  as(username: string): Promise<Client> {
    let client = this.#clients.get(username)
    if (!client) this.#clients.set(username, (client = Client.signIn(this.api, username)))
    return client
  }

  /** After a day no session is left: everybody signs in anew. */
  async passDays(ms: number): Promise<void> {
    await this.pass(ms)
    this.#clients.clear()
  }

  async screen(username: string): Promise<Screen> {
    const screen = new Screen(this.url, await this.as(username))
    this.#screens.push(screen)
    return screen.open()
  }

  postAlert(fields: Record<string, unknown> = {}, key = INTAKE_KEY): Promise<Answer> {
    const body = {
      externalNo: `T-${Date.now()}-${++posted}`,
      narrative: '映荷社区3幢楼下两户因停车吵架，请派人看看',
      ...fields,
    }
    return ask(`${this.api}/alerts`, 'POST', { body, headers: { authorization: `Bearer ${key}` } })
  }

  postBatch(lines: readonly string[], key = INTAKE_KEY): Promise<Answer> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' }
    return ask(`${this.api}/alerts/batch`, 'POST', { raw: lines.join('\n'), headers })
  }

  /** Posts an alert and waits until it is on the board and told apart. */
  async openIncident(fields: Record<string, unknown> = {}): Promise<IncidentState> {
    const { status, body } = await this.postAlert(fields)
    if (status !== 202) throw new Error(`POST /alerts: ${status} ${JSON.stringify(body)}`)
    return this.incidentOf(body.alertId, isToldApart)
  }

  incidentOf(alertId: string, where: (incident: IncidentState) => boolean = () => true): Promise<IncidentState> {
    return until(`alert ${alertId} on the board`, async () => {
      const board = await this.board()
      return board.incidents.find((incident) => incident.alertIds.includes(alertId) && where(incident))
    })
  }

  board = async (username = 'operator'): Promise<Board> => (await this.as(username)).board()

  async close(): Promise<void> {
    for (const screen of this.#screens) screen.close()
    await this.database.close()
    await this.#server?.end('SIGTERM')
    await this.redis?.stop()
    rmSync(this.#dir, { recursive: true, force: true })
  }
}
