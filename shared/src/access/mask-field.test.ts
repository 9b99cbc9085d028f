import { describe, expect, it } from 'vitest'
import { maskFields } from './mask-field.ts'

describe('what the auditor sees of personal data', () => {
  it('names are cut to the family name, phones and numbers to their ends, words to their length', () => {
    const fields = {
      name: '张三丰',
      phone: '13812341234',
      idNumber: '330106199001011234',
      summary: '他打人',
      place: { name: '3幢' },
    }
    const shown = Object.fromEntries(maskFields(fields).map(({ field, masked }) => [field, masked]))
    expect(shown).toEqual({
      name: '张*',
      phone: '138****1234',
      idNumber: '330***********1234',
      summary: '*** (3)',
      place: '*** (13)',
    })
    expect(maskFields({ gone: null })).toEqual([{ field: 'gone', masked: '—' }])
  })
})
