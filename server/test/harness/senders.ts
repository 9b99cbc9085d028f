import { setTimeout as delay } from 'node:timers/promises'
import { INTAKE_KEY, type Story } from './story.ts'

export type Sent = {
  /** externalNo → alertId, for every alert that a 202 or 200 was given for. */
  readonly accepted: Map<string, string>
  /** Requests that were broken off or refused for the moment, and sent again. */
  readonly retried: number
}

/**
 * `sendAlerts` posts `count` alerts over `connections` connections at once, as sources do: what is answered 503 or not
 * at all is sent again with the same number until it is accepted.
 */
export async function sendAlerts(
  story: Story,
  count: number,
  connections: number,
  whileSending?: (accepted: number) => void,
): Promise<Sent> {
  const accepted = new Map<string, string>()
  let next = 0
  let retried = 0
  const deadline = Date.now() + 120_000

  async function send(externalNo: string): Promise<void> {
    for (;;) {
      if (Date.now() > deadline) throw new Error(`${externalNo} was not accepted within two minutes`)
      const answer = await story
        .postAlert({ externalNo, narrative: `第${externalNo}号：楼道里堆放杂物，请社区处理` }, INTAKE_KEY)
        .catch(() => undefined)
      if (answer?.status === 202 || answer?.status === 200) {
        accepted.set(externalNo, answer.body.alertId)
        whileSending?.(accepted.size)
        return
      }
      if (answer && answer.status !== 503)
        throw new Error(`${externalNo}: ${answer.status} ${JSON.stringify(answer.body)}`)
      retried += 1
      await delay(100)
    }
  }

  async function sender(): Promise<void> {
    while (next < count) await send(`LOAD-${++next}`)
  }

  await Promise.all(Array.from({ length: connections }, sender))
  return { accepted, retried }
}
