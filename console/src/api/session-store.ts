import { useSyncExternalStore } from 'react'
import type { SessionAnswer, SessionUser } from '@liandong/shared/wire/session.ts'
import type { Problem } from './answer.ts'
import { api } from './client.ts'
import { onNotSignedIn } from './request.ts'

/** Who is signed in on this device. `unreachable`: the server has not answered yet, which is not "signed out". */
export type Session =
  | { phase: 'loading' }
  | { phase: 'signedOut' }
  | { phase: 'unreachable'; problem: Problem }
  /** The password was right, and something is still to be done before anything else. */
  | { phase: 'signingIn'; user: SessionUser; needs: NonNullable<SessionAnswer['needs']> }
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
  if (answer.ok) return proceed(answer.value)
  if (answer.problem.status === 401) return signedOut()
  const remembered = readRemembered()
  set(remembered ? { phase: 'signedIn', user: remembered } : { phase: 'unreachable', problem: answer.problem })
}

export async function signIn(username: string, password: string): Promise<Problem | undefined> {
  const answer = await api.signIn(username, password)
  if (!answer.ok) return answer.problem
  proceed(answer.value)
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
  // what a phone kept of orders goes with whoever leaves; what was not sent yet stays until it is
  for (const key of Object.keys(localStorage)) if (key.startsWith('liandong.orders.')) localStorage.removeItem(key)
  set({ phase: 'signedOut' })
}

/** A step of the sign-in is done; the person lands on their page once nothing is left. */
export function proceed({ user, needs }: SessionAnswer): void {
  if (needs === null) signedIn(user)
  else set({ phase: 'signingIn', user, needs })
}

/** Asks whether the session still holds, for pages that no feed tells: it may have ended unused, or been ended. */
export async function checkSession(): Promise<void> {
  const answer = await api.session()
  if (answer.ok && answer.value.needs !== null) proceed(answer.value)
}

onNotSignedIn(() => {
  if (session.phase === 'signedIn' || session.phase === 'signingIn') signedOut()
})

function signedIn(user: SessionUser): void {
  localStorage.setItem(REMEMBERED, JSON.stringify(user))
  set({ phase: 'signedIn', user })
}

function readRemembered(): SessionUser | undefined {
  const text = localStorage.getItem(REMEMBERED)
  return text === null ? undefined : (JSON.parse(text) as SessionUser)
}
