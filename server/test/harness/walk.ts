import type { Role } from '@liandong/shared/access/actor.ts'
import { maySee } from '@liandong/shared/access/audience.ts'
import {
  expectedOf,
  ONESELF,
  OPEN,
  REFUSED_BODY,
  verdictOf,
  waysToCall,
  type Call,
  type Scope,
  type Verdict,
} from './access-walk.ts'
import { ask, type Answer, type Client } from './client.ts'
import type { Story } from './story.ts'
import { usernameOf, type Street, type StreetLife } from './street-life.ts'

export type Route = { key: string; method: string; path: string; access: string }
export type Step = { route: string; role: Role; scope: Scope; expected: Verdict; said: Verdict; status: number }

/** Every route of the reference, and who may call it as the reference says. */
export async function readRoutes(story: Story): Promise<Route[]> {
  const { body } = await ask(`${story.url}/openapi.json`, 'GET')
  return Object.entries(body.paths as Record<string, Record<string, Record<string, string>>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([name, spec]) => {
        const method = name.toUpperCase()
        return { method, path, key: `${method} ${path.replace('/api/v1', '')}`, access: spec['x-access'] ?? 'nothing' }
      }),
  )
}

/** A GET without an id needs no telling how; anything else does. */
export const wayOf = (route: Route, ways: Record<string, Call>): Call | undefined =>
  ways[route.key] ?? (route.method === 'GET' && !route.path.includes('{') ? {} : undefined)

export const isWalked = ({ key }: Route): boolean => !OPEN.includes(key) && !ONESELF.includes(key)

/** One request to one route, as the walk makes it. */
export function send(story: Story, route: Route, call: Call, scope: Scope, client?: Client): Promise<Answer> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name) => call.params?.[name as string] ?? 'missing')
  const changes = route.method !== 'GET' && route.method !== 'DELETE'
  const body = scope === 'own' ? (call.ownBody ?? { ...call.body, ...REFUSED_BODY }) : (call.body ?? REFUSED_BODY)
  const headers: Record<string, string> = client ? { cookie: client.cookie } : {}
  return ask(`${story.url}${path}${call.query ?? ''}`, route.method, changes ? { headers, body } : { headers })
}

type Walk = {
  story: Story
  routes: readonly Route[]
  role: Role
  /** Where whoever asks belongs, and whose things are asked for. */
  from: Street
  to: StreetLife & { name: Street }
  /** Sees each answer, for what a status does not tell. */
  look?: (route: Route, answer: Answer) => void
}

/** Asks every route as one role and says what was expected and what came; nothing is judged here. */
export async function walk({ story, routes, role, from, to, look }: Walk): Promise<Step[]> {
  const client = await story.as(usernameOf(role, from))
  const scope: Scope = from === to.name ? 'own' : 'other'
  const ways = waysToCall(to.things)
  const sees = (one: Role) =>
    maySee(to.cases.own, { ...NOBODY, role: one, unitId: one === 'responder' ? to.things.unit : null })
  const steps: Step[] = []
  for (const route of routes.filter(isWalked)) {
    const call = wayOf(route, ways)
    if (!call) throw new Error(`the walk does not know how to call ${route.key}`)
    const answer = await send(story, route, call, scope, client)
    look?.(route, answer)
    const expected = expectedOf(route.access, call, { role, scope, sees })
    steps.push({ route: route.key, role, scope, expected, said: verdictOf(answer.status), status: answer.status })
  }
  return steps
}

const NOBODY = { kind: 'user', id: 'x', organisationId: 'x' } as const

/** What a walk found that should not be, in words; nothing, where all is as expected. */
export const unexpected = (steps: readonly Step[]): string[] =>
  steps
    .filter((step) => step.said !== step.expected || step.status >= 500)
    .map((s) => `${s.route}: ${s.expected}, but ${s.said} (${s.status})`)
