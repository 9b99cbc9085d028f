import type { Server } from 'socket.io'
import type { BoardService } from '../board/board-service.ts'
import type { HandlerDeps } from '../cases/handler.ts'
import type { Triage } from '../cases/triage.ts'
import type { Config } from '../config.ts'
import type { DutyWatch } from '../duty/duty-watch.ts'
import type { Positions } from '../duty/positions.ts'
import type { TrackerKeys } from '../duty/tracker-keys.ts'
import type { UnitDirectory } from '../duty/unit-directory.ts'
import type { Identity } from '../identity/identity.ts'
import type { Oidc } from '../identity/oidc.ts'
import type { Acceptor } from '../intake/acceptor.ts'
import type { Quarantine } from '../intake/quarantine.ts'
import type { SourceKeys } from '../intake/source-keys.ts'
import type { SettingBooks } from '../settings/setting-books.ts'
import type { ChannelDeps } from '../notify/channel.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Trace } from '../log/trace.ts'
import type { Layers } from '../map/layers.ts'
import type { Tiles } from '../map/tiles.ts'
import type { Health } from '../platform/health.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { ScopedDatabases } from '../store/scoped-databases.ts'

/** What the routes may call. Built once in main.ts; a route takes from it only what it needs. */
export type Services = {
  config: Config
  /**
   * What a caller may reach, which is what a route's `database` is one of. The owner's own connections are not here: only
   * what is done for all subdistricts at once has them (server.ts).
   */
  scoped: ScopedDatabases
  clock: ServerClock
  identity: Identity
  /** Only where single sign-on is configured. */
  oidc: Oidc | undefined
  acceptor: Acceptor
  quarantine: Quarantine
  sourceKeys: SourceKeys
  secrets: SecretBox
  settings: SettingBooks
  /** What the channels need, for a test of one and for the key a phone asks for. */
  channels: ChannelDeps
  board: BoardService
  units: UnitDirectory
  positions: Positions
  trackerKeys: TrackerKeys
  handler: Omit<HandlerDeps, 'database'>
  dutyWatch: DutyWatch
  /** How many jobs have failed for good, of the whole installation. */
  countLetters: () => Promise<number>
  /** The calendar behind a secret address, whosever it is: there is no caller yet. */
  readCalendar: (token: string, now: number) => Promise<string | undefined>
  triage: Triage
  jobs: Jobs
  trace: Trace
  layers: Layers
  tiles: Tiles
  health: Health
  metrics: Metrics
  io: () => Server
}
