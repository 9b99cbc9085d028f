import { describe, expect, it } from 'vitest'
import { maskIdNumber, maskName, maskNarrative, maskPhone, toSummary } from './masking.ts'

describe('masking (domain §2.5)', () => {
  it('hides the middle of a phone, all but the family name, the inside of an identity number', () => {
    expect([maskPhone('13812341234'), maskName('张三丰'), maskIdNumber('330106199001011234')]).toEqual([
      '138****1234',
      '张*',
      '330***********1234',
    ])
  })

  it('hides numbers said inside a narrative and leaves others alone', () => {
    expect(maskNarrative('打13812341234或0571-86001234，身份证330106199001011234，车牌浙A12345，欠12000元')).toBe(
      '打138****1234或057****1234，身份证330***********1234，车牌浙A12345，欠12000元',
    )
  })

  it('makes a summary of one line, whole characters only', () => {
    expect(toSummary('吵架\n了')).toBe('吵架 了')
    expect([...toSummary('𠮷'.repeat(200))]).toHaveLength(80)
  })
})
