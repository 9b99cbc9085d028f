import * as en from './en/index.ts'
import * as zh from './zh/index.ts'

export type Language = 'zh' | 'en'

type Areas = typeof zh

/** `'desk.title'`: the area, a dot, the key inside its file. Only keys that exist in Chinese are keys at all. */
export type MessageKey = { [A in keyof Areas & string]: `${A}.${keyof Areas[A] & string}` }[keyof Areas & string]
export type MessageParams = Record<string, string | number>

const MESSAGES: Record<Language, Record<string, Record<string, string>>> = { zh, en }

/** `translate` finds the words and fills in `{name}`s. What is not known says its key, so that it is seen and mended. */
export function translate(language: Language, key: MessageKey, params: MessageParams = {}): string {
  const dot = key.indexOf('.')
  const text = MESSAGES[language][key.slice(0, dot)]?.[key.slice(dot + 1)]
  if (text === undefined) return key
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** For codes that come from outside and may be newer than this build. */
export const isMessageKey = (key: string): key is MessageKey => {
  const dot = key.indexOf('.')
  return MESSAGES.zh[key.slice(0, dot)]?.[key.slice(dot + 1)] !== undefined
}
