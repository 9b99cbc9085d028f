import { describe, expect, it } from 'vitest'
import { maskBody, maskedField, mendBody, readForForm } from './mend.ts'

const body = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))

describe('what a person mends of a refused body', () => {
  it('leaves alone what the person left alone: the caller’s number is not lost', () => {
    const sent = { narrative: '  ', caller: { name: '张三', phone: '13812341234' }, address: '映荷社区3幢' }
    expect(mendBody(body(sent), { externalNo: 'M-1', narrative: '打架' })).toEqual({
      ...sent,
      externalNo: 'M-1',
      narrative: '打架',
    })
  })

  it('begins with nothing where the body is no object', () => {
    for (const broken of ['{{{', '[]', 'null', '"text"', ''])
      expect(mendBody(body(broken), { externalNo: 'M-1', narrative: '打架' })).toEqual({
        externalNo: 'M-1',
        narrative: '打架',
      })
  })

  it('knows a text that was copied from the screen with its numbers masked', () => {
    expect(maskedField({ narrative: '打138****1234' })).toBe('narrative')
    expect(maskedField({ address: '3幢 330***********1234' })).toBe('address')
    expect(maskedField({ narrative: '打13812341234', address: '**' })).toBeUndefined()
  })

  it('shows no name and no number, in a body that can be read and in one that cannot', () => {
    const shown = maskBody(body({ narrative: '打13812341234', caller: { name: '张三丰', phone: '057186001234' } }))
    expect(shown).not.toMatch(/13812341234|057186001234|张三丰/)
    expect(maskBody(body('{"narrative":"打13812341234'))).not.toContain('13812341234')
    expect(readForForm(body({ externalNo: 7, narrative: '打13812341234' }))).toEqual({
      externalNo: '7',
      narrative: '打138****1234',
      address: null,
    })
  })
})
