import * as zh from './zh/index.ts'

export type Language = 'zh' | 'en'

type Areas = typeof zh

/** `'desk.title'`: the area, a dot, the key inside its file. Only keys that exist in Chinese are keys at all. */
export type MessageKey = { [A in keyof Areas & string]: `${A}.${keyof Areas[A] & string}` }[keyof Areas & string]
export type MessageParams = Record<string, string | number>

type Messages = Record<string, Record<string, string>>

/** Chinese is always here; English comes when somebody wants it, so that no wall carries words it never shows. */
const MESSAGES: { zh: Messages; en?: Messages } = { zh }

export async function loadLanguage(language: Language): Promise<void> {
  if (language === 'en') MESSAGES.en ??= await import('./en/index.ts')
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
