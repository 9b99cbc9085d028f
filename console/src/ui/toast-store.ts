/** What a toast says: what happened, what was kept, what to do now. Good news leaves by itself, bad news waits. */
export type Toast = { id: number; tone: 'done' | 'problem'; what: string; kept?: string; todo?: string }

const DONE_MS = 4_000
/** Older ones make room: a storm of problems must not cover the queue. */
const MAX_TOASTS = 4

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

export const subscribeToasts = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const getToasts = (): readonly Toast[] => toasts

export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = ++lastId
  set([...toasts, { ...toast, id }].slice(-MAX_TOASTS))
  if (toast.tone === 'done') setTimeout(() => dismissToast(id), DONE_MS)
}

export const dismissToast = (id: number): void => set(toasts.filter((toast) => toast.id !== id))
