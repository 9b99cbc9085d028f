import * as zhBase from './zh/base.ts'
import type * as zh from './zh/index.ts'

export type Language = 'zh' | 'en'

type Areas = typeof zh

/** `'desk.title'`: the area, a dot, the key inside its file. Only keys that exist in Chinese are keys at all. */
export type MessageKey = { [A in keyof Areas]: `${A}.${Extract<keyof Areas[A], string>}` }[keyof Areas]
export type MessageParams = Record<string, string | number>

type Messages = Record<string, Record<string, string>>

/** Chinese is always here; English and the words of the room come when somebody wants them: a wall is first of all quick. */
const MESSAGES: { zh: Messages; en?: Messages } = { zh: { ...zhBase } }
let hasRoomWords = false

export async function loadLanguage(language: Language): Promise<void> {
  if (language === 'zh' || MESSAGES.en !== undefined) return
  const [base, room] = await Promise.all([import('./en/base.ts'), hasRoomWords ? import('./en/room.ts') : {}])
  MESSAGES.en = { ...base, ...room }
}

/** Before a page of the room is shown: its words, in the languages that are here. */
export async function loadRoomWords(): Promise<void> {
  if (hasRoomWords) return
  const [zhRoom, enRoom] = await Promise.all([
    import('./zh/room.ts'),
    MESSAGES.en === undefined ? {} : import('./en/room.ts'),
  ])
  hasRoomWords = true
  MESSAGES.zh = { ...MESSAGES.zh, ...zhRoom }
  if (MESSAGES.en !== undefined) MESSAGES.en = { ...MESSAGES.en, ...enRoom }
}

/** `translate` finds the words and fills in `{name}`s. What is not known says its key, so that it is seen and mended. */
export function translate(language: Language, key: MessageKey, params: MessageParams = {}): string {
  const dot = key.indexOf('.')
  const text = (MESSAGES[language] ?? MESSAGES.zh)[key.slice(0, dot)]?.[key.slice(dot + 1)]
  if (text === undefined) return key
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** For codes that come from outside and may be newer than this build. */
export const isMessageKey = (key: string): key is MessageKey => {
  const dot = key.indexOf('.')
  return MESSAGES.zh[key.slice(0, dot)]?.[key.slice(dot + 1)] !== undefined
}
