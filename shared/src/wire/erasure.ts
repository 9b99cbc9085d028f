/** What an erasure took, or would take. */
export type ErasureCounts = {
  cases: number
  alerts: number
  tickets: number
  /** Pictures and voice notes; absent in an erasure from before there were any. */
  attachments?: number
  events: number
  quarantined: number
}

/** A case in a dry run: enough to know which, nothing of what it says. */
export type ErasureCase = {
  id: string
  no: string
  reportedAt: string
  endedAt: string | null
  /** A case that is still open keeps what the work needs; it can be erased once it has ended. */
  isOpen: boolean
}

/** `POST /erasures/preview`: the dry run. */
export type ErasurePreview = { cases: ErasureCase[]; counts: ErasureCounts }

/** A row of `GET /erasures`. */
export type ErasureRow = {
  id: string
  at: string
  cause: 'request' | 'retention'
  byName: string | null
  counts: ErasureCounts
}
