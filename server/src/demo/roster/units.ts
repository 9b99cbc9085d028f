import type { Force } from '@liandong/shared/duty/force.ts'
import type { DutyPattern } from '@liandong/shared/duty/on-duty.ts'
import type { Skill } from '@liandong/shared/duty/skill.ts'
import { somewhereIn } from '@liandong/shared/geo/gazetteer.ts'
import { offsetM } from '@liandong/shared/geo/point.ts'
import type { GeoPoint } from '@liandong/shared/geo/point.ts'
import { loadPlace } from '../place/place.ts'
import type { Centre } from '../place/place.ts'
import { SQUAD_ID } from './organisations.ts'
import { personName } from './people.ts'

/** Whoever can be sent (力量). */
export interface RosterUnit {
  readonly id: string
  readonly name: string
  readonly kind: 'person' | 'team' | 'vehicle'
  readonly force: Force
  /** domain §2.2: 1 on duty round the clock, 2 reachable by telephone, 3 in a time the centre sets */
  readonly tier: 1 | 2 | 3
  readonly skills: readonly Skill[]
  readonly organisationId: string
  /** where the unit stands when nothing is known of it */
  readonly home: GeoPoint
  readonly duty: DutyPattern
  readonly phone: string
  /** members of a team (D6), the lead first; equipment of a vehicle (D7) */
  readonly members?: readonly string[]
  readonly equipment?: readonly string[]
}

/** D5: the two shifts of look.md, 白班 08:00–20:00 and 夜班 20:00–08:00. */
export const DAY_SHIFT: DutyPattern = [{ fromMinute: 480, toMinute: 1_200 }]
export const NIGHT_SHIFT: DutyPattern = [{ fromMinute: 1_200, toMinute: 480 }]
export const ROUND_THE_CLOCK: DutyPattern = [{ fromMinute: 0, toMinute: 1_440 }]

/** The unit of the demo account `responder`: on duty at every hour (contract.md), and the play never acts for it. */
export const RESPONDER_UNIT_ID = 'unit-responder'
export const RESPONDER_NAME = '王志明'

const twoDigits = (n: number): string => String(n).padStart(2, '0')
/** Numbers of a mobile's length that begin with 100: no network hands them out, so nobody can be called by mistake. */
export const mobile = (n: number): string => `1000000${String(1_000 + n)}`

const opposite = (duty: DutyPattern): DutyPattern => (duty === DAY_SHIFT ? NIGHT_SHIFT : DAY_SHIFT)

/**
 * Each community has two people who relieve each other at eight, one of its cadres and a grid leader: whichever the hour,
 * one of them is on duty (A12, D5). Every second community starts the other way round, so both forces are out by day and night.
 */
function communityUnits(centre: Centre, k: number): RosterUnit[] {
  const { gazetteer } = loadPlace()
  const gridId = centre.gridIds[k % centre.gridIds.length] ?? centre.id
  const cadreDuty = k % 2 === 0 ? DAY_SHIFT : NIGHT_SHIFT
  const cadreSkills: Skill[] = k % 3 === 0 ? ['调解', '方言'] : k % 3 === 1 ? ['调解'] : ['方言']
  return [
    {
      id: `unit-village-${twoDigits(k + 1)}`,
      name: personName(k),
      kind: 'person',
      force: 'village',
      tier: 1,
      skills: k % 7 === 2 ? [...cadreSkills, '急救'] : cadreSkills,
      organisationId: centre.id,
      home: centre.point,
      duty: cadreDuty,
      phone: mobile(100 + k),
    },
    {
      id: `unit-grid-${twoDigits(k + 1)}`,
      name: personName(50 + k),
      kind: 'person',
      force: 'grid',
      tier: 2,
      skills: k % 4 === 0 ? ['方言', '急救'] : k % 4 === 1 ? ['调解'] : ['方言'],
      organisationId: gridId,
      home: somewhereIn(gazetteer, gridId) ?? centre.point,
      duty: opposite(cadreDuty),
      phone: mobile(200 + k),
    },
  ]
}

type Extra = Pick<RosterUnit, 'force' | 'tier' | 'skills' | 'organisationId' | 'duty'>
const extra = (
  force: Force,
  tier: 1 | 2 | 3,
  organisationId: string,
  duty: DutyPattern,
  ...skills: Skill[]
): Extra => ({ force, tier, organisationId, duty, skills })

const EVENING: DutyPattern = [{ fromMinute: 1_080, toMinute: 1_380 }]

/** People of the offices, the platforms, the mediators and the volunteers. */
const EXTRAS: readonly Extra[] = [
  extra('office', 2, 'org-zzb', DAY_SHIFT, '调解'),
  extra('office', 2, 'org-pab', NIGHT_SHIFT, '调解'),
  extra('platform', 1, 'org-zhzf', DAY_SHIFT, '执法'),
  extra('platform', 1, 'org-zhzf', NIGHT_SHIFT, '执法'),
  extra('platform', 2, 'org-scjg', DAY_SHIFT, '执法'),
  extra('platform', 2, 'org-rsld', DAY_SHIFT, '劳动监察', '法律'),
  extra('mediation', 2, 'org-tw', DAY_SHIFT, '调解', '法律'),
  extra('mediation', 3, 'org-tw', DAY_SHIFT, '调解', '方言'),
  extra('mediation', 3, 'org-tw', NIGHT_SHIFT, '调解', '心理'),
  extra('volunteer', 3, 'org-zzb', EVENING, '方言'),
  extra('volunteer', 3, 'org-zzb', EVENING, '急救'),
]

/** Who sits where: the office of the organisation if the map shows one, else the office of the subdistrict. */
function homeOf(organisationId: string, k: number): GeoPoint {
  const { gazetteer } = loadPlace()
  const kindOf: Record<string, string> = { 'org-zhzf': '东湖综合行政执法队', 'org-tw': '东湖街道社会治理综合服务中心' }
  const spot = gazetteer.landmarks.find((one) => one.name === (kindOf[organisationId] ?? '东湖街道办事处'))
  if (spot === undefined) throw new Error('the demo place shows no office of the subdistrict')
  return offsetM(spot.point, ((k % 4) - 1.5) * 40, ((k % 3) - 1) * 45)
}

function squadUnits(): RosterUnit[] {
  const base = { force: 'fullTime', tier: 1, organisationId: SQUAD_ID } as const
  const team = (n: number, name: string, duty: DutyPattern): RosterUnit => ({
    ...base,
    id: `unit-squad-${n}`,
    name,
    kind: 'team',
    skills: ['调解', '急救', '消防'],
    home: homeOf(SQUAD_ID, n),
    duty,
    phone: mobile(10 + n),
    members: [0, 1, 2, 3].map((member) => personName(110 + n * 4 + member)),
  })
  const vehicle = (n: number, name: string, at: string, duty: DutyPattern): RosterUnit => ({
    ...base,
    id: `unit-vehicle-${n}`,
    name,
    kind: 'vehicle',
    skills: ['急救', '消防'],
    home: landmark(at),
    duty,
    phone: mobile(20 + n),
    equipment: ['执法记录仪', '盾牌', '钢叉', '急救包', '灭火器', '警戒带'],
  })
  return [
    {
      ...base,
      id: RESPONDER_UNIT_ID,
      name: RESPONDER_NAME,
      kind: 'person',
      skills: ['调解', '方言', '急救'],
      home: landmark('东湖第一小学'),
      duty: ROUND_THE_CLOCK,
      phone: mobile(1),
    },
    team(1, '应急联动处置分队一组', DAY_SHIFT),
    team(2, '应急联动处置分队二组', NIGHT_SHIFT),
    vehicle(1, '巡逻车 1 号', '东湖派出所', ROUND_THE_CLOCK),
    vehicle(2, '巡逻车 2 号', '宏达商务中心', [{ fromMinute: 420, toMinute: 60 }]),
  ]
}

function landmark(name: string): GeoPoint {
  const spot = loadPlace().gazetteer.landmarks.find((one) => one.name === name)
  if (spot === undefined) throw new Error(`the demo place has no ${name}`)
  return spot.point
}

/** demoUnits: the squad and its two patrol vehicles (D6, D7), the people of 38 communities, and the other four forces (D2). */
export function demoUnits(): RosterUnit[] {
  const people = EXTRAS.map((row, k): RosterUnit => ({
    ...row,
    id: `unit-${row.force}-${k + 1}`,
    name: personName(90 + k),
    kind: 'person',
    home: homeOf(row.organisationId, k),
    phone: mobile(300 + k),
  }))
  return [...squadUnits(), ...people, ...loadPlace().centres.flatMap(communityUnits)]
}
