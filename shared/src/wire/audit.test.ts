import { describe, expect, it } from 'vitest'
import { AUDIT_EVENTS, auditWords, toDiff } from './audit.ts'

describe('the words of the audit log', () => {
  it('every type has words in both languages, and an unknown one has none', () => {
    for (const [type, words] of Object.entries(AUDIT_EVENTS)) {
      expect(type).toMatch(/^[a-zA-Z]+\.[a-zA-Z]+$/)
      expect(words.zh).toMatch(/\p{Script=Han}/u)
      expect(words.en).toMatch(/^[A-Z]/)
    }
    expect(auditWords('made.up', 'zh')).toBeUndefined()
  })
})

describe('the diff of a change', () => {
  it('puts old beside new, field by field, also where one side has none', () => {
    expect(toDiff({ before: { role: 'operator', unitId: 'u1' }, after: { role: 'leader', name: 'x' } })).toEqual([
      { field: 'role', before: 'operator', after: 'leader' },
      { field: 'unitId', before: 'u1', after: undefined },
      { field: 'name', before: undefined, after: 'x' },
    ])
    expect(toDiff({ before: null, after: { a: 1 } })).toEqual([{ field: 'a', before: undefined, after: 1 }])
  })

  it('is none for an event of another form', () => {
    expect([toDiff({}), toDiff({ before: 3 }), toDiff({ before: [1], after: 'x' })]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
