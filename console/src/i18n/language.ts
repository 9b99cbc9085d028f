import { useCallback, useSyncExternalStore } from 'react'
import { loadLanguage, translate, type Language, type MessageKey, type MessageParams } from './messages.ts'

const REMEMBERED = 'liandong.language'
const listeners = new Set<() => void>()
let language: Language = 'zh'

/** Chinese first: English only where this device was switched to it. */
export async function startLanguage(): Promise<void> {
  await apply(localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh')
}

export function setLanguage(next: Language): void {
  localStorage.setItem(REMEMBERED, next)
  void apply(next)
}

async function apply(next: Language): Promise<void> {
  try {
    await loadLanguage(next)
  } catch {
    // no network to fetch the words: the language stays what it was
    return
  }
  language = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const getLanguage = (): Language => language
export const useLanguage = (): Language => useSyncExternalStore(subscribe, getLanguage)

export type Translate = (key: MessageKey, params?: MessageParams) => string

/** `const t = useT()`, then `t('desk.title')`; the component draws again when the language is switched. */
export function useT(): Translate {
  const current = useLanguage()
  return useCallback((key, params) => translate(current, key, params), [current])
}
