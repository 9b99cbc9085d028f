import { describe, expect, it } from 'vitest'
import { chineseNumber, normaliseAddress, readDoor, readHouse, withoutUnit } from './address-text.ts'

describe('address text', () => {
  it.each([
    ['三', 3],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['二十一', 21],
    ['一百二十', 120],
    ['一百零五', 105],
    ['一二〇', 120],
    ['一千零三', 1003],
    ['东', undefined],
    ['', undefined],
  ])('%s is %s', (text, number) => expect(chineseNumber(text)).toBe(number))

  it.each([
    ['映荷苑 三 栋', '映荷苑3幢'],
    ['映荷苑３＃', '映荷苑3幢'],
    ['映荷苑3号楼2单元', '映荷苑3幢2单元'],
    ['映荷苑3号2单元501', '映荷苑3幢2单元501'],
    ['东湖北路一百二十号', '东湖北路120号'],
    ['三江口', '三江口'],
    ['地铁9号线', '地铁9号线'],
  ])('%s becomes %s', (from, to) => expect(normaliseAddress(from)).toBe(to))

  it.each([
    ['3幢2单元', 3],
    ['3-2-501', 3],
    ['第12幢', 12],
    ['12号', 12],
    ['9号线', undefined],
    ['门口', undefined],
    ['1234幢', undefined],
  ])('house of %s is %s', (rest, house) => expect(readHouse(rest)).toBe(house))

  it.each([
    ['120号', 120],
    ['120-3号', 120],
    ['120弄', 120],
    ['120', 120],
    ['3幢', undefined],
    ['100米', undefined],
    ['9号线', undefined],
    ['门口', undefined],
  ])('door of %s is %s', (rest, door) => expect(readDoor(rest)).toBe(door))

  it.each([
    ['某小区3幢2单元501室', '某小区3幢'],
    ['某路12号二楼王家', '某路12号'],
    ['某小区5-2-301', '某小区5幢'],
    ['某超市二楼', '某超市'],
    ['某小区3幢 电话13800001234', '某小区3幢'],
    ['某村口 13800001234', '某村口'],
    ['某小区501室', '某小区'],
    ['某小区3栋2单元501', '某小区3幢'],
    ['某小区3号楼1203', '某小区3幢'],
    ['某小区３＃２单元', '某小区3幢'],
    ['某小区三幢五〇一', '某小区3幢'],
    ['某大厦A座1203', '某大厦A座'],
    ['某大厦12楼', '某大厦'],
    ['某小区12-501', '某小区'],
    ['某小区501李梅', '某小区'],
    ['某村口，李桂芳', '某村口'],
    ['某村李桂芳家', '某村'],
    ['某村东头张女士', '某村东头'],
    ['某村口 138-0000-1234', '某村口'],
    ['某路12号附1号', '某路12号'],
    ['104国道某加油站', '104国道某加油站'],
    ['某家具城门口', '某家具城门口'],
  ])('on a wall %s is %s', (from, to) => expect(withoutUnit(from)).toBe(to))
})
