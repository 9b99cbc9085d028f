import { useSyncExternalStore } from 'react'
import type { SessionUser } from '@liandong/shared/wire/session.ts'
import type { Problem } from './answer.ts'
import { api } from './client.ts'

/** Who is signed in on this device. `unreachable`: the server has not answered yet, which is not "signed out". */
export type Session =
  | { phase: 'loading' }
  | { phase: 'signedOut' }
  | { phase: 'unreachable'; problem: Problem }
  | { phase: 'signedIn'; user: SessionUser }

let session: Session = { phase: 'loading' }
const listeners = new Set<() => void>()

function set(next: Session): void {
  session = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const getSession = (): Session => session
export const useSession = (): Session => useSyncExternalStore(subscribe, getSession)

/** The signed-in person; pages are only shown to one. */
export function useUser(): SessionUser {
  const current = useSession()
  if (current.phase !== 'signedIn') throw new Error('a page was shown with nobody signed in')
  return current.user
}

const REMEMBERED = 'liandong.user'

/**
 * `loadSession` asks who is signed in. A phone in a stairwell starts with no network: the last known person stands in,
 * so that the last known order can be shown; the server still decides on every request.
 */
export async function loadSession(): Promise<void> {
  const answer = await api.session()
  if (answer.ok) return signedIn(answer.value.user)
  if (answer.problem.status === 401) return signedOut()
  const remembered = readRemembered()
  set(remembered ? { phase: 'signedIn', user: remembered } : { phase: 'unreachable', problem: answer.problem })
}

export async function signIn(username: string, password: string): Promise<Problem | undefined> {
  const answer = await api.signIn(username, password)
  if (!answer.ok) return answer.problem
  signedIn(answer.value.user)
  return undefined
}

/** Signs out here at once, whether the server hears of it now or not; the cookie is its own. */
export async function signOut(): Promise<Problem | undefined> {
  const answer = await api.signOut()
  if (!answer.ok && answer.problem.status !== 401) return answer.problem
  signedOut()
  return undefined
}

/** The server says that nobody is signed in (any more). */
export function signedOut(): void {
  localStorage.removeItem(REMEMBERED)
  set({ phase: 'signedOut' })
}

function signedIn(user: SessionUser): void {
  localStorage.setItem(REMEMBERED, JSON.stringify(user))
  set({ phase: 'signedIn', user })
}

function readRemembered(): SessionUser | undefined {
  const text = localStorage.getItem(REMEMBERED)
  return text === null ? undefined : (JSON.parse(text) as SessionUser)
}
