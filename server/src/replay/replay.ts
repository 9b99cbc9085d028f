import { DEMO_PASSWORD } from '../demo/accounts.ts'
import { loadPlace } from '../demo/place/place.ts'
import type { ReplayArguments } from './arguments.ts'
import type { RecordedCall } from './formats/format.ts'
import { inOrder } from './in-order.ts'
import { boxInside, boxOf, mover } from './move-positions.ts'
import { MOST_AT_ONCE, openPace, Sender } from './sender.ts'
import { openTarget, postAlert } from './post-alert.ts'
import { findFormat, noRows, readCalls, ReplayProblem, samplePositions } from './read-log.ts'
import { summarise, Tally, type Summary } from './tally.ts'
import { toAlert } from './to-alert.ts'
import { watchScreen } from './watch-screen.ts'

export type Server = { host: string; port: number; intakeKey: string }

/** The screen may still be catching up when the last answer is in. */
const LAST_LOOK_MS = 10_000

/** `replay` plays a recorded call log against a running server through the public API. */
export async function replay(asked: ReplayArguments, server: Server, say: (line: string) => void): Promise<Summary> {
  const format = await findFormat(asked.file)
  say(`${format.label}: reading ${asked.file}`)
  const { gazetteer } = loadPlace()
  const move = mover(boxOf(await samplePositions(asked.file, format)), boxInside(gazetteer.boundary, gazetteer.bounds))
  const base = `http://${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`
  await findServer(base)
  const screen = await watchScreen(base, 'operator', DEMO_PASSWORD).catch(() => undefined)
  if (!screen) say('nobody could sign in as operator: latency to the screen is not measured')

  // in the demo the platform's key is the bare one, every other source has its name behind it
  const key = asked.source === 'platform-110' ? server.intakeKey : `${server.intakeKey}:${asked.source}`
  const target = openTarget(server.host, server.port, key, MOST_AT_ONCE)
  const tally = new Tally()
  const rows = noRows()
  const sentBefore = new Set<string>()
  const startedAt = performance.now()
  const sender = new Sender(async (item) => {
    const { call } = item as { key: string; call: RecordedCall }
    const from = performance.now()
    const posted = await postAlert(target, toAlert(call, move, Date.now(), asked.prefix))
    tally.note(posted, !sentBefore.has(item.key))
    sentBefore.add(item.key)
    if (posted.outcome === 'accepted') screen?.posted(posted.alertId, from)
  })
  const progress = setInterval(() => {
    const seconds = (performance.now() - startedAt) / 1_000
    const { sent, accepted, duplicate, refused, lost } = tally
    say(
      `${seconds.toFixed(0)} s  sent ${sent}  accepted ${accepted}  duplicate ${duplicate}  refused ${refused}  lost ${lost}  under way ${sender.underWay}`,
    )
  }, 1_000)
  try {
    const pace = openPace(asked.speed, () => performance.now())
    for await (const { item, at } of inOrder(readCalls(asked.file, format, rows), (call) => call.enteredAt)) {
      await pace(at)
      await sender.offer({ key: item.externalNo, call: item })
    }
    await sender.finish()
    const seconds = (performance.now() - startedAt) / 1_000
    await lastLook(screen)
    return summarise(tally, rows, screen?.latencies ?? [], screen?.missing() ?? 0, seconds)
  } finally {
    clearInterval(progress)
    screen?.close()
    target.agent.destroy()
  }
}

async function findServer(base: string): Promise<void> {
  try {
    await fetch(`${base}/healthz`)
  } catch {
    throw new ReplayProblem(`No server answers at ${base}. Start one with npm start, or set PORT and HOST.`)
  }
}

async function lastLook(screen: { missing: () => number } | undefined): Promise<void> {
  const until = performance.now() + LAST_LOOK_MS
  while (screen && screen.missing() > 0 && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 100))
}
