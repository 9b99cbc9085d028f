import { describe, expect, it } from 'vitest'
import * as enAreas from './en/index.ts'
import { isMessageKey, loadLanguage, loadWords, translate, type MessageKey } from './messages.ts'
import * as zhAreas from './zh/index.ts'

const en: Record<string, Record<string, string>> = enAreas
const zh: Record<string, Record<string, string>> = zhAreas
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] as string).sort()

describe('messages', () => {
  it('English has the areas that Chinese has', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  })

  it.each(Object.entries(zh))(
    '%s: English has exactly the keys of Chinese, none empty, with the same holes',
    (area, chinese) => {
      const english = en[area] ?? {}
      expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort())
      for (const [key, text] of Object.entries(chinese)) {
        expect(english[key]?.trim(), `${area}.${key}`).not.toBe('')
        expect(holes(english[key] ?? ''), `${area}.${key}`).toEqual(holes(text))
      }
    },
  )

  it('fills in what is given and leaves a hole that is not', async () => {
    await loadLanguage('en')
    expect(translate('zh', 'ui.age.seconds', { n: 40 })).toBe('40 秒前')
    expect(translate('en', 'ui.age.seconds')).toBe('{n} s ago')
  })

  it('has the words of the room in both languages, whichever came first', async () => {
    await loadLanguage('en')
    await loadWords('room')
    const [key] = Object.keys(zhAreas.desk)
    expect(translate('zh', `desk.${key}` as MessageKey)).toBe(zh.desk?.[key as string])
    expect(translate('en', `desk.${key}` as MessageKey)).toBe(en.desk?.[key as string])
  })

  it('knows which keys exist', () => {
    expect(isMessageKey('vocab.event.incident.opened')).toBe(true)
    expect(isMessageKey('vocab.event.incident.imagined')).toBe(false)
  })
})
