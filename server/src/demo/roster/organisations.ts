import type { OrganisationKind } from '@liandong/shared/organisation/kind.ts'
import { loadPlace } from '../place/place.ts'

/** A unit of organisation (A2). Telephone numbers are of a made-up series. */
export interface Organisation {
  readonly id: string
  readonly parentId: string | null
  readonly kind: OrganisationKind
  readonly name: string
  readonly phone: string | null
}

export const DISTRICT_ID = 'org-linping'
export const SUBDISTRICT_ID = 'org-donghu'
export const COMMAND_ROOM_ID = 'org-command'
export const POLICE_STATION_ID = 'org-police'
export const SQUAD_ID = 'org-squad'

const OFFICES: readonly (readonly [id: string, kind: OrganisationKind, name: string])[] = [
  [COMMAND_ROOM_ID, 'room', '综合信息指挥室'],
  [POLICE_STATION_ID, 'station', '东湖派出所'],
  ['org-zhzf', 'station', '综合行政执法队'],
  ['org-scjg', 'station', '市场监管所'],
  ['org-sfs', 'station', '司法所'],
  ['org-xf', 'station', '东湖消防站'],
  ['org-jj', 'station', '交警中队'],
  ['org-hb', 'station', '生态环保所'],
  ['org-rsld', 'department', '人社中心（劳动监察）'],
  ['org-xfb', 'department', '信访办'],
  ['org-yjgl', 'department', '应急管理办'],
  ['org-cjgh', 'department', '城建（规划）办'],
  ['org-zzb', 'department', '综治办'],
  ['org-pab', 'department', '平安办'],
  ['org-shsy', 'department', '社会事业（民政）办'],
  ['org-nb', 'department', '农办'],
  ['org-tw', 'department', '街道人民调解委员会'],
  [SQUAD_ID, 'team', '应急联动处置分队'],
]

/** demoOrganisations lists parents before their children: 临平区, 东湖街道, its offices, 38 communities and villages, their grids. */
export function demoOrganisations(): Organisation[] {
  const place = loadPlace()
  return [
    { id: DISTRICT_ID, parentId: null, kind: 'district', name: '临平区', phone: null },
    { id: SUBDISTRICT_ID, parentId: DISTRICT_ID, kind: 'subdistrict', name: '东湖街道', phone: '0571-8600 0100' },
    ...OFFICES.map(([id, kind, name], k): Organisation => ({
      id,
      kind,
      name,
      parentId: id === SQUAD_ID ? COMMAND_ROOM_ID : SUBDISTRICT_ID,
      phone: `0571-8600 00${String(k + 11)}`,
    })),
    ...place.centres.map((centre): Organisation => ({
      id: centre.id,
      parentId: SUBDISTRICT_ID,
      kind: 'village',
      name: centre.name,
      phone: centre.phone,
    })),
    ...place.grids.map((grid): Organisation => ({
      id: grid.id,
      parentId: grid.centreId,
      kind: 'grid',
      name: grid.name,
      phone: null,
    })),
  ]
}
