import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres.ts'
import { Room } from '../server/test/browser/room.ts'
import { shootDesk, shootWatchers } from './pictures/busy.ts'
import { Camera } from './pictures/camera.ts'
import { shootLostFeed } from './pictures/lost-feed.ts'
import { shootPhone } from './pictures/phone.ts'
import { shootQuiet } from './pictures/quiet.ts'
import { playTheAfternoon, setTheHour } from './pictures/situation.ts'

/**
 * `npm run pictures` takes every page in every designed state, at its real size, into docs/pictures. It runs the real
 * server with a clock of its own and an afternoon that is the same each time. Names of scenes limit it to these.
 */
const FOLDER = fileURLToPath(new URL('../docs/pictures', import.meta.url))
const MOST_BYTES = 2_500_000
const SCENES = ['quiet', 'desk', 'watchers', 'phone', 'lost'] as const

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !SCENES.includes(name as 'quiet'))
if (unknown.length > 0) {
  process.stderr.write(`There is no scene "${unknown[0]}". Choose from: ${SCENES.join(', ')}.\n`)
  process.exit(1)
}
const isWanted = (scene: (typeof SCENES)[number]): boolean => wanted.length === 0 || wanted.includes(scene)

const dir = mkdtempSync(join(tmpdir(), 'liandong-pictures-'))
const postgres = await startEmbeddedPostgres({ dataDir: join(dir, 'postgres'), log: () => undefined })
const room = await Room.open({ freshDatabase: () => Promise.resolve(postgres.connectionString) })
try {
  mkdirSync(FOLDER, { recursive: true })
  const camera = new Camera(room, FOLDER)
  await setTheHour(room.story)
  if (isWanted('quiet')) await shootQuiet(camera)
  const situation = await playTheAfternoon(room.story)
  camera.holdTime()
  if (isWanted('desk')) await shootDesk(camera, situation)
  if (isWanted('watchers')) await shootWatchers(camera)
  if (isWanted('lost')) await shootLostFeed(camera, room.story)
  if (isWanted('phone')) await shootPhone(camera, room.story)
  // what no scene takes any more goes, and only after a run that took everything
  const names = new Set(camera.taken.map(({ name }) => `${name}.webp`))
  if (wanted.length === 0) for (const file of readdirSync(FOLDER)) if (!names.has(file)) rmSync(join(FOLDER, file))
  for (const { name, bytes } of camera.taken) process.stdout.write(`${name}.webp ${(bytes / 1_000).toFixed(0)} kB\n`)
  const total = camera.taken.reduce((sum, picture) => sum + picture.bytes, 0)
  process.stdout.write(`${camera.taken.length} pictures, ${(total / 1_000).toFixed(0)} kB\n`)
  if (total > MOST_BYTES) throw new Error(`The pictures weigh more than ${MOST_BYTES / 1_000} kB.`)
} finally {
  await room.close()
  await postgres.stop()
  rmSync(dir, { recursive: true, force: true })
}
