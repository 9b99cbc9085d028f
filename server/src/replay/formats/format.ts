/** A call as a log recorded it, in the words of an alert; what the log does not say is null. */
export type RecordedCall = {
  externalNo: string
  narrative: string
  /** Epoch ms of the log's own time of entry; the log's zone does not matter, only gaps are kept. */
  enteredAt: number | null
  /** When the caller rang, on the same scale. */
  reportedAt: number | null
  address: string | null
  /** As written in the log, WGS-84; also where it is no place on earth. */
  position: { lat: number; lon: number } | null
  sourceCategory: string | null
  severity: 1 | 2 | 3 | 4 | null
}

export type Row = Readonly<Record<string, string>>

/** How one kind of call log is read: a file beside this and a line in index.ts. */
export type LogFormat = {
  id: string
  label: string
  /** A header that has all of these is this format. */
  columns: readonly string[]
  /** Where a call has several rows (one a unit), the column that says which belong together. */
  callColumn?: string
  read: (row: Row) => RecordedCall
}
