import { signIn } from './stage.ts'

type Incident = { id: string; dispatches: { id: string; stage: string }[] }

/** People who work while alerts come in: two seats that dispatch, acknowledge for the units, and read incidents and the board. */
export function work(url: string): { stop: () => Promise<number> } {
  let stopped = false
  let done = 0
  const seats = ['operator', 'leader'].map(async (name) => {
    const cookie = await signIn(url, name)
    const api = async (path: string, body?: object) => {
      const headers = { cookie, 'content-type': 'application/json' }
      const answer = await fetch(
        `${url}/api/v1${path}`,
        body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
      )
      return { ok: answer.ok, body: (await answer.json()) as Record<string, unknown> }
    }
    const command = async (id: string, what: string, body: object) => {
      const { ok } = await api(`/incidents/${id}/commands/${what}`, body)
      if (ok) done += 1
      return ok
    }
    while (!stopped) {
      const { body: board } = await api('/board')
      const waiting = (board.incidents as Incident[])
        .filter((incident) => incident.dispatches.length === 0)
        .slice(name === 'operator' ? 0 : 8, name === 'operator' ? 8 : 16)
      for (const { id } of waiting) {
        const { body } = await api(`/incidents/${id}`)
        const [best] = (body.suggestions ?? []) as { unitId: string }[]
        if (best && (await command(id, 'dispatch', { unitId: best.unitId }))) {
          for (const step of ['acknowledge', 'depart', 'arrive', 'report', 'settle']) await command(id, step, {})
        } else await command(id, 'note', { text: '暂无空闲力量，先电话安抚' })
        if (stopped) break
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })
  return {
    stop: async () => {
      stopped = true
      await Promise.all(seats)
      return done
    },
  }
}
