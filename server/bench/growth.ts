import { bySize, median, result, say, type Bench } from './parts/bench.ts'
import { fillStored, prepare } from './parts/fill.ts'
import { KEY, onStage, signIn, type Stage } from './parts/stage.ts'

/** The life of an incident in eleven commands. */
const LIFE: readonly [string, object][] = [
  ['classify', { police: 'nonPolice', dispute: true, category: '纠纷', reason: '核实' }],
  ['dispatch', {}],
  ['deliver', {}],
  ['see', {}],
  ['acknowledge', {}],
  ['depart', {}],
  ['arrive', {}],
  ['report', { text: '已到现场，双方都在' }],
  ['settle', { text: '双方和解' }],
  ['visit', { result: 'satisfied' }],
  ['close', {}],
]

/** One whole life cycle at few and at many stored incidents; both servers run at once and take turns. */
export const growth: Bench = {
  name: 'growth',
  run: (size) =>
    onStage(async (stage) => {
      const few = bySize(size, { small: 500, usual: 10_000 })
      const many = bySize(size, { small: 2_000, usual: 300_000, full: 5_000_000 })
      const lives = bySize(size, { small: 5, usual: 60, full: 200 })
      const [at, floor] = [await serve(stage, many), await serve(stage, few)]
      const took = { ours: [] as number[], floor: [] as number[] }
      for (let i = 0; i < lives + 5; i++) {
        for (const [name, live] of [
          ['ours', at],
          ['floor', floor],
        ] as const) {
          const ms = await live(`${i}`)
          if (i >= 5) took[name].push(ms)
        }
      }
      return [
        result(
          'growth',
          `one life cycle of 11 commands, ${many} stored against ${few}, p50`,
          'ms',
          median(took.ours),
          median(took.floor),
        ),
      ]
    }),
}

async function serve(stage: Stage, stored: number): Promise<(run: string) => Promise<number>> {
  const databaseUrl = await stage.freshDatabase()
  await prepare(databaseUrl, (database) => fillStored(database, stored))
  const server = await stage.server({ DATABASE_URL: databaseUrl })
  const cookie = await signIn(server.url)
  say(`  growth: ${stored} stored, ready`)
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: object) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const said = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`)
    return said
  }
  return async (run) => {
    const alert = {
      externalNo: `growth-${run}`,
      narrative: '房东不退押金，在映荷苑12幢，吵起来了',
      location: { lat: 30.4312, lon: 120.3081, crs: 'wgs84' },
    }
    const { alertId } = await ask('POST', '/alerts', { authorization: `Bearer ${KEY}` }, alert)
    const id = await untilTriaged(
      () => ask('GET', `/alerts/${alertId as string}`, { cookie }),
      (incident) => ask('GET', `/incidents/${incident}`, { cookie }),
    )
    const from = performance.now()
    for (const [name, body] of LIFE) {
      const unit = name === 'dispatch' ? { unitId: 'unit-responder' } : {}
      await ask('POST', `/incidents/${id}/commands/${name}`, { cookie }, { ...body, ...unit })
    }
    return performance.now() - from
  }
}

async function untilTriaged(
  alert: () => Promise<Record<string, unknown>>,
  incident: (id: string) => Promise<Record<string, unknown>>,
): Promise<string> {
  for (let tries = 0; tries < 500; tries++) {
    const { incidentId } = await alert()
    if (typeof incidentId === 'string' && (await incident(incidentId)).classification !== null) return incidentId
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('an alert was never triaged')
}
