import { joined, localTime, NOTHING_SAID, positionOf, textOf } from './fields.ts'
import type { LogFormat } from './format.ts'

const POINT = /^\(\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*\)$/

/** DataSF, Fire Department Calls for Service: several rows a call, one for each unit sent. */
export const sfFireUnits: LogFormat = {
  id: 'sf-fire-units',
  label: 'San Francisco fire units',
  columns: ['Call Number', 'Unit ID', 'Call Type', 'Received DtTm', 'Entry DtTm', 'Location'],
  callColumn: 'Call Number',
  read: (row) => {
    const [, lat, lon] = POINT.exec(row.Location?.trim() ?? '') ?? []
    return {
      externalNo: row['Call Number'] ?? '',
      narrative: joined(textOf(row['Call Type']), textOf(row.Address)) ?? NOTHING_SAID,
      enteredAt: localTime(row['Entry DtTm']) ?? localTime(row['Received DtTm']),
      reportedAt: localTime(row['Received DtTm']),
      address: joined(textOf(row.Address), textOf(row.City)),
      position: positionOf(lat, lon),
      sourceCategory: textOf(row['Call Type']),
      severity: severityOf(row),
    }
  },
}

/** More than one alarm is a large fire; E and 3 are answered with lights. */
function severityOf(row: Readonly<Record<string, string>>): 1 | 2 | 3 | null {
  if (Number(row['Number of Alarms']) > 1) return 1
  const priority = textOf(row['Original Priority'])
  return priority === null ? null : priority === '3' || priority === 'E' ? 2 : 3
}
