import * as zhBase from './zh/base.ts'
import type * as zh from './zh/index.ts'

export type Language = 'zh' | 'en'

type Areas = typeof zh

/** `'desk.title'`: the area, a dot, the key inside its file. Only keys that exist in Chinese are keys at all. */
export type MessageKey = { [A in keyof Areas]: `${A}.${Extract<keyof Areas[A], string>}` }[keyof Areas]
export type MessageParams = Record<string, string | number>

type Messages = Record<string, Record<string, string>>

/** Words that only some pages need, beside those of every page. */
const BOOKS = {
  room: { zh: () => import('./zh/room.ts'), en: () => import('./en/room.ts') },
  centres: { zh: () => import('./zh/at-centres.ts'), en: () => import('./en/at-centres.ts') },
  duty: { zh: () => import('./zh/duty.ts'), en: () => import('./en/duty.ts') },
  signIn: { zh: () => import('./zh/signIn.ts'), en: () => import('./en/signIn.ts') },
  rota: { zh: () => import('./zh/rota-book.ts'), en: () => import('./en/rota-book.ts') },
  administration: { zh: () => import('./zh/administration.ts'), en: () => import('./en/administration.ts') },
} satisfies Record<string, Record<Language, () => Promise<Messages>>>
export type Book = keyof typeof BOOKS

/** Chinese is always here; English and the other books come when somebody wants them: a wall is first of all quick. */
const MESSAGES: { zh: Messages; en?: Messages } = { zh: { ...zhBase } }
const opened = new Set<Book>()

export async function loadLanguage(language: Language): Promise<void> {
  if (language === 'zh' || MESSAGES.en !== undefined) return
  const parts = await Promise.all([import('./en/base.ts'), ...[...opened].map((book) => BOOKS[book].en())])
  MESSAGES.en = Object.assign({}, ...parts) as Messages
}

/** Before a page is shown: its words, in the languages that are here. */
export async function loadWords(book: Book): Promise<void> {
  if (opened.has(book)) return
  const [zh, en] = await Promise.all([BOOKS[book].zh(), MESSAGES.en === undefined ? {} : BOOKS[book].en()])
  opened.add(book)
  MESSAGES.zh = { ...MESSAGES.zh, ...zh }
  if (MESSAGES.en !== undefined) MESSAGES.en = { ...MESSAGES.en, ...en }
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
