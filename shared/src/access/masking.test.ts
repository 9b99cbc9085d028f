import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskHomes, maskIdNumber, maskName, maskNarrative, maskPhone, toSummary } from './masking.ts'
import { readPhone } from './spoken-numbers.ts'

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

  it.each([
    ['电话１３８１２３４１２３４', '电话138****1234'],
    ['电话138 1234 1234快来', '电话138****1234快来'],
    ['138-1234-1234', '138****1234'],
    ['1381234 1234', '138****1234'],
    ['1 3 8 1 2 3 4 1 2 3 4', '138****1234'],
    ['+86 13812341234', '138****1234'],
    ['0086-138-1234-1234', '138****1234'],
    ['幺三八幺二三四幺二三四', '138****1234'],
    ['我电话一三八一二三四一二三四一个人在家', '我电话138****1234一个人在家'],
    ['一三八，一二三四，一二三四', '138****1234'],
    ['138一二三四1234', '138****1234'],
    ['（0571）86001234', '057****1234'],
    ['座机86001234', '座机860****1234'],
    ['电话：8600 1234', '电话：860****1234'],
    ['身份证33010619900101123X', '身份证330***********123X'],
    ['身份证330106 19900101 1234', '身份证330***********1234'],
    ['旧证330106900101123', '旧证330********1123'],
    ['卡号6222021234567890123转走了', '卡号622************0123转走了'],
    ['卡号6222 0212 3456 7890 123', '卡号622************0123'],
    ['我叫张三，住在这里', '我叫张*，住在这里'],
    ['我叫张三丰住在3幢', '我叫张*住在3幢'],
    ['姓名：欧阳锋 电话', '姓名：欧阳* 电话'],
    ['联系人李梅13812341234', '联系人李*138****1234'],
    ['报警人王建国称', '报警人王*称'],
  ])('hides it in 「%s」', (said, shown) => expect(maskNarrative(said)).toBe(shown))

  it.each([
    '欠12000元',
    '欠薪1380000元，共13个人',
    '2026-11-24 13:05:30 报警',
    '20261124',
    '3幢2单元501',
    '警情编号JA20261124001',
    '事件20261124-0017',
    '13 14 15 16 17号楼都停电',
    '一二三四五六七八楼都有人',
    '二〇二六年十一月二十四日',
    '电话没人接，来了三四个人',
    '车牌浙A12345，浙AD12345',
    '我叫人来了',
    '联系人没有留电话',
    '客服95588、110、12345',
    '30.431234,120.308765',
  ])('leaves 「%s」 alone', (said) => expect(maskNarrative(said)).toBe(said))

  it('whatever stands around a phone, the number is not readable afterwards', () => {
    const around = fc.stringMatching(/^[一-龥，。！ a-z]{0,12}$/)
    const gap = fc.constantFrom('', ' ', '-', '－', '　', '.')
    const mobile = fc.stringMatching(/^1[3-9]\d{9}$/)
    fc.assert(
      fc.property(around, mobile, gap, around, fc.boolean(), (before, number, between, after, isWide) => {
        const grouped = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(between)
        const said = isWide ? grouped.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)) : grouped
        expect(maskNarrative(`${before}，${said}，${after}`)).not.toContain(said)
      }),
      { numRuns: 500 },
    )
  })

  it('amounts, dates, times, houses and numbers of cases stay as they were said', () => {
    const digits = (n: number) => String(n)
    const two = (n: number) => String(n).padStart(2, '0')
    const plain = fc.oneof(
      fc.integer({ min: 1, max: 999_999_999 }).map((n) => `${digits(n)}元`),
      fc
        .tuple(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
        .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`),
      fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${two(h)}:${two(m)}`),
      fc
        .tuple(fc.integer({ min: 1, max: 199 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 101, max: 3402 }))
        .map(([b, u, r]) => `${b}幢${u}单元${r}`),
      fc.integer({ min: 1, max: 999 }).map((n) => `JA20261124${String(n).padStart(3, '0')}`),
      fc.integer({ min: 1, max: 9_999 }).map((n) => `20261124-${String(n).padStart(4, '0')}`),
    )
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 4 }), (words) => {
        const said = words.join('，')
        expect(maskNarrative(said)).toBe(said)
      }),
      { numRuns: 500 },
    )
  })

  it('masking what is masked changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (said) => {
        const once = maskNarrative(said)
        expect(maskNarrative(once)).toBe(once)
      }),
    )
  })

  it.each([
    ['我住映荷社区3幢2单元501室', '我住映荷社区3幢***'],
    ['映荷苑3-2-501', '映荷苑***'],
    ['三幢二单元五〇一室', '三幢***'],
    ['3号楼1203', '3号楼1203'],
    ['3幢1203室', '3幢***'],
    ['东湖路12号', '东湖路12号'],
  ])('hides the home in 「%s」', (said, shown) => expect(maskHomes(said)).toBe(shown))

  it.each(['1 ', '9', '138 ', '一', '我叫', '1-', '0571-', '张'])(
    'a narrative of nothing but 「%s」, as long as any may be, holds nobody up',
    (piece) => {
      const said = piece.repeat(65_536 / piece.length)
      const before = performance.now()
      maskHomes(maskNarrative(said))
      expect(performance.now() - before).toBeLessThan(500)
    },
  )

  it('makes a summary of one line, whole characters only', () => {
    expect(toSummary('吵架\n了')).toBe('吵架 了')
    expect([...toSummary('𠮷'.repeat(200))]).toHaveLength(80)
  })

  it.each([
    ['13812341234', '13812341234'],
    ['+86 138 1234 1234', '13812341234'],
    ['0571-86001234', '57186001234'],
    ['8381234', undefined],
    ['20261124-0017', undefined],
    ['13812341234 映荷', undefined],
  ])('a search for %s is one for the phone %s', (words, phone) => expect(readPhone(words)).toBe(phone))
})
