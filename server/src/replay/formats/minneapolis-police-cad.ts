import { joined, localTime, NOTHING_SAID, positionOf, textOf } from './fields.ts'
import type { LogFormat } from './format.ts'

/** What a dispatcher there calls priority, as a hint of severity: 0 and 1 are life in danger or a crime under way. */
const SEVERITY: Record<string, 1 | 2 | 3 | 4> = { '0': 1, '1': 2, '2': 3, '3': 4, '4': 4 }

/** An export of the police dispatch system of Minneapolis: one row a call, times to the second. */
export const minneapolisPoliceCad: LogFormat = {
  id: 'minneapolis-police-cad',
  label: 'Minneapolis police CAD',
  columns: ['id', 'problem_initial', 'priority_initial', 't_phone_pickup', 't_entered_queue', 'lat_3dp', 'lon_3dp'],
  read: (row) => ({
    externalNo: row.id ?? '',
    narrative: joined(textOf(row.problem_initial), textOf(row.location_type)) ?? NOTHING_SAID,
    enteredAt: localTime(row.t_entered_queue) ?? localTime(row.t_phone_pickup) ?? localTime(row.response_date),
    reportedAt: localTime(row.t_phone_pickup),
    address: joined(textOf(row.division), textOf(row.sector)),
    position: positionOf(row.lat_3dp, row.lon_3dp),
    sourceCategory: textOf(row.problem_initial),
    severity: SEVERITY[row.priority_initial ?? ''] ?? null,
  }),
}
