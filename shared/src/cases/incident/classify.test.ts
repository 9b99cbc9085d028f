import { describe, expect, it } from 'vitest'
import type { CategoryRow } from '../../classify/category-tree.ts'
import { DELIVERED_CATEGORIES } from '../../classify/delivered-categories.ts'
import { IncidentStory } from '../../testing/incident-story.ts'

const tree = (set: Record<string, Partial<CategoryRow>>) => ({
  version: 7,
  effectiveFrom: 0,
  content: {
    ...DELIVERED_CATEGORIES.content,
    nodes: DELIVERED_CATEGORIES.content.nodes.map((node) => ({ ...node, ...set[node.code] })),
  },
})

describe('D12: the room classifies by the tree in force', () => {
  it.each([
    [{ category: '不存在' }, '/category', '没有这个类别：不存在'],
    [{ subtype: '不存在' }, '/subtype', '没有这个类别：不存在'],
    // a subtype is no category, and the other way round
    [{ category: '停车' }, '/category', '没有这个类别：停车'],
    [{ subtype: '咨询' }, '/subtype', '没有这个类别：咨询'],
    [{ category: '咨询' }, '/category', '类别“咨询”已停用'],
    [{ subtype: '停车' }, '/subtype', '类别“停车”已停用'],
    // what lies under a retired category is retired with it
    [{ subtype: '信访' }, '/subtype', '类别“信访”已停用'],
  ])('%o is refused by name', (body, pointer, messageZh) => {
    const story = new IncidentStory().triaged()
    const retired = { retired: true }
    story.facts = { categories: tree({ 咨询: retired, 停车: retired, 举报投诉: retired }) }
    expect(story.try('classify', { police: 'nonPolice', ...body })).toMatchObject({
      code: 'invalidBody',
      errors: [{ pointer, messageZh }],
    })
  })

  it('what a case has already it keeps, retired or not; each answer says by which version, and what was before', () => {
    const story = new IncidentStory().triaged({ category: '纠纷', subtype: '劳动欠薪', subtypes: ['劳动欠薪'] })
    story.facts = { categories: tree({ 劳动欠薪: { retired: true } }) }
    story.do('classify', { police: 'nonPolice', category: '纠纷', subtype: '劳动欠薪' })
    expect(story.state.classification).toMatchObject({ subtype: '劳动欠薪', categoryVersion: 7 })
    story.do('classify', { police: 'police', category: '治安案件', subtype: '打架', reason: '动手了' })
    const classified = story.events.findLast((event) => event.type === 'incident.classified')
    expect(classified?.data).toMatchObject({
      previous: { police: 'nonPolice', category: '纠纷' },
      classification: { category: '治安案件', subtype: '打架', categoryVersion: 7 },
      reclassified: true,
    })
    expect(story.try('classify', { police: 'police', subtype: '劳动欠薪' })?.errors?.[0]?.pointer).toBe('/subtype')
  })
})
