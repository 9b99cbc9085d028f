import { describe, expect, it } from 'vitest'
import { categories, subtypes } from '../classify/categories.ts'
import { ROUTING_RULES, routeTicket } from './routing.ts'

const centreId = 'village-07'

describe('routing', () => {
  it.each([
    ['举报投诉', '环境污染', '楼下饭店油烟直排', 'org-zhzf'],
    ['举报投诉', '油烟', null, 'org-zhzf'],
    ['纠纷', '劳动欠薪', '老板三个月没发工资', 'org-rsld'],
    ['举报投诉', '环境污染', '河里排污水', 'org-hb'],
    ['举报投诉', '违建', null, 'org-zhzf'],
    ['举报投诉', '消防隐患', null, 'org-xf'],
    ['举报投诉', '市场监管', null, 'org-scjg'],
    ['纠纷', '消费', null, 'org-scjg'],
    ['纠纷', '物业', null, 'org-cjgh'],
    ['纠纷', '债务', null, 'org-sfs'],
    ['纠纷', '土地', null, 'org-nb'],
    ['举报投诉', '信访', null, 'org-xfb'],
    ['群体性事件', '聚集', null, 'org-pab'],
    ['纠纷', '租赁', null, centreId],
    ['纠纷', '邻里噪音', null, centreId],
    ['纠纷', '家庭婚恋', null, centreId],
    ['纠纷', null, null, centreId],
    ['非紧急求助', '开锁', null, centreId],
  ])('D14: %s / %s (%s) goes to %s, with a reason', (category, subtype, narrative, organisationId) => {
    const route = routeTicket({ category, subtype, centreId, narrative })
    expect(route?.organisationId).toBe(organisationId)
    expect(route?.reason).toMatch(/由.+(处置|办理|调处|劝阻|跟进|调解|牵头)/)
  })

  it('D14: a village matter without a place goes to the department that stands in, or is asked', () => {
    expect(routeTicket({ category: '纠纷', subtype: '租赁', centreId: null })?.organisationId).toBe('org-zzb')
    expect(routeTicket({ category: '纠纷', subtype: '家庭婚恋', centreId: null })).toBeUndefined()
  })

  it.each([
    [null, null],
    ['未分类', null],
    ['刑事案件', '诈骗'],
    ['无效警情', '误拨误报'],
    ['不存在', '不存在'],
  ])('D14: %s / %s has no rule, so the operator is asked', (category, subtype) => {
    expect(routeTicket({ category, subtype, centreId })).toBeUndefined()
  })

  it('an empty rule matches nothing', () => {
    expect(
      routeTicket({ category: '纠纷', subtype: '租赁', centreId }, [{ id: 'empty', to: 'org-x', reason: '' }]),
    ).toBeUndefined()
  })

  it('every dispute of the classifier has an owner once the place is known', () => {
    for (const node of subtypes.filter((one) => one.parent === '纠纷')) {
      expect(routeTicket({ category: '纠纷', subtype: node.code, centreId }), node.code).toBeDefined()
    }
  })

  it('the table names no category the classifier does not have, and each rule once', () => {
    const known = new Set(categories.map((node) => node.code))
    for (const rule of ROUTING_RULES) if (rule.category !== undefined) expect(known).toContain(rule.category)
    expect(new Set(ROUTING_RULES.map((rule) => rule.id)).size).toBe(ROUTING_RULES.length)
  })
})
