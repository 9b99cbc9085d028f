import { joined, localTime, NOTHING_SAID, positionOf, textOf } from './fields.ts'
import type { LogFormat } from './format.ts'

/** The public call log of Milwaukee police: one row a call, the time it was entered alone. */
export const milwaukeeCalls: LogFormat = {
  id: 'milwaukee-calls',
  label: 'Milwaukee police calls',
  columns: ['id', 'time', 'lat_3dp', 'lon_3dp', 'district', 'nature', 'status'],
  read: (row) => ({
    externalNo: row.id ?? '',
    narrative: textOf(row.nature) ?? NOTHING_SAID,
    enteredAt: localTime(row.time),
    reportedAt: localTime(row.time),
    address: joined(textOf(row.district) && `District ${row.district}`),
    position: positionOf(row.lat_3dp, row.lon_3dp),
    sourceCategory: textOf(row.nature),
    severity: null,
  }),
}
