import { describe, expect, it } from 'vitest'
import { initialsOf, matchRank, rankMatches } from './pinyin-initials.ts'

const letters = (text: string): string => [...text].map((c) => initialsOf(c)[0] ?? '').join('')

describe('pinyin initials', () => {
  it.each([
    ['派单警务移交派出所', 'pdjwyjpcs'],
    ['转任务单处结回访归档', 'zrwdcjhfgd'],
    ['巡逻车王建国李秀英', 'xlcwjglxy'],
    ['映荷社区东湖北路', 'yhsqdhbl'],
    ['欧阳安鄂', 'oyae'],
  ])('%s is %s', (text, expected) => {
    expect(letters(text)).toBe(expected)
  })
  it('knows a surname that is read in its own way', () => {
    expect(matchRank('单雄', 'sx')).toBe(2)
    expect(matchRank('曾志', 'zz')).toBe(2)
    expect(matchRank('区先生', 'oxs')).toBe(2)
  })
  it('leaves Latin letters, digits and rare characters in peace', () => {
    expect(initialsOf('A')).toBe('a')
    expect(initialsOf('7')).toBe('7')
    expect(initialsOf('😀')).toBe('')
    expect(matchRank('𠮷村', '𠮷村')).toBe(0)
  })
})

describe('finding a name', () => {
  it('the name itself before its beginning before its initials before the inside', () => {
    expect([
      matchRank('巡逻车1', '巡逻车1'),
      matchRank('巡逻车1', '巡逻'),
      matchRank('巡逻车1', 'xlc'),
      matchRank('巡逻车1', '车'),
      matchRank('巡逻车1', 'c1'),
    ]).toEqual([0, 1, 2, 3, 4])
    expect(matchRank('巡逻车1', 'zz')).toBeUndefined()
  })
  it('spaces in the name or in what is typed do not matter', () => {
    expect(matchRank('巡逻车 1', '巡逻车1')).toBe(0)
    expect(matchRank('巡逻车1', 'x l c 1')).toBe(2)
  })
  it('the best come first, equals keep their order', () => {
    expect(rankMatches(['王建国', '李王', '王建'], '王', (n) => n)).toEqual(['王建国', '王建', '李王'])
  })
})
