import type { CentreForm } from '@liandong/shared/centres/forms.ts'
import { loadPlace, type Centre as PlaceCentre } from '../place/place.ts'
import { DAY_SHIFT, mobile, ROUND_THE_CLOCK } from './units.ts'
import { SUBDISTRICT_ID } from './organisations.ts'
import { personName } from './people.ts'

/** A centre as the demo has it: the form an administrator would fill in, and which windows are open. */
export type DemoCentre = CentreForm & { organisationId: string; openWindows: readonly number[] }

type Window = Omit<CentreForm['windows'][number], 'id'>
const toWindows = (windows: readonly Window[]): CentreForm['windows'] =>
  windows.map((window) => ({ ...window, id: null }))
type Room = Omit<CentreForm['rooms'][number], 'id'>
const toRooms = (rooms: readonly Room[]): CentreForm['rooms'] => rooms.map((room) => ({ ...room, id: null }))

/** 街道社会治理综合服务中心（矛调中心, A5). */
function streetCentre(): DemoCentre {
  const { gazetteer } = loadPlace()
  const house = gazetteer.landmarks.find((one) => one.name === '东湖街道社会治理综合服务中心')
  return {
    organisationId: SUBDISTRICT_ID,
    address: house?.address ?? '东湖街道社会治理综合服务中心',
    phones: ['0571-8600 0100', '0571-8600 0127'],
    capacity: 40,
    hours: DAY_SHIFT,
    microCourt: { kind: 'court', name: '东湖街道共享法庭', judge: personName(180), phone: mobile(500) },
    agents: [{ name: personName(181), phone: mobile(501), gridId: null }],
    rooms: toRooms([
      { name: '第一调解室', purpose: 'mediation', seats: 12 },
      { name: '第二调解室', purpose: 'mediation', seats: 8 },
      { name: '共享法庭', purpose: 'court', seats: 20 },
      { name: '领导接访室', purpose: 'reception', seats: 10 },
      { name: '心理疏导室', purpose: 'counselling', seats: 4 },
      { name: '联合会商室', purpose: 'meeting', seats: 24 },
    ]),
    windows: toWindows([
      { number: 1, name: '综合受理', purpose: 'general', accountId: null },
      { number: 2, name: '信访接待', purpose: 'petition', accountId: 'user-petition' },
      { number: 3, name: '矛盾调解', purpose: 'mediation', accountId: 'user-mediator' },
      { number: 4, name: '法律援助', purpose: 'legalAid', accountId: null },
      { number: 5, name: '劳动维权', purpose: 'labour', accountId: null },
    ]),
    openWindows: [1, 2, 3],
  }
}

/** 村社级社会治理中心 (A6): one agent for the village and one for each grid, one window, one room. */
function villageCentre(centre: PlaceCentre, k: number): DemoCentre {
  const { gazetteer } = loadPlace()
  const near = [...gazetteer.compounds, ...gazetteer.landmarks].find(
    (one) => centre.gridIds.includes(one.gridId) && one.address,
  )
  return {
    organisationId: centre.id,
    address: `${near?.address ?? centre.name}（${centre.name}党群服务中心）`,
    phones: [centre.phone],
    capacity: 12,
    hours: ROUND_THE_CLOCK,
    microCourt: centre.hasMicroCourt
      ? { kind: 'court', name: `${centre.name}微法庭`, judge: personName(182 + (k % 6)), phone: mobile(510 + (k % 6)) }
      : { kind: 'none' },
    agents: [
      { name: personName(200 + k), phone: mobile(600 + k), gridId: null },
      ...centre.gridIds.map((gridId, g) => ({
        name: personName(300 + k * 6 + g),
        phone: mobile(700 + k * 6 + g),
        gridId,
      })),
    ],
    rooms: toRooms([{ name: '调解室', purpose: 'mediation', seats: 8 }]),
    windows: toWindows([{ number: 1, name: '综合受理', purpose: 'general', accountId: null }]),
    openWindows: [1],
  }
}

/** demoCentres: the street's own and the 38 of its villages and communities. */
export const demoCentres = (): DemoCentre[] => [streetCentre(), ...loadPlace().centres.map(villageCentre)]
