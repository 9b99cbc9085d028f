/** `GET /notices`: what a department reads of a danger it was told of together with the order (先期处置). */
export type NoticeView = {
  id: string
  incidentId: string
  incidentNo: string
  /** A code of the category tree. */
  category: string | null
  severity: 1 | 2 | 3 | 4 | null
  /** Building level, as a wall shows it. */
  place: string | null
  exercise: boolean
  notifiedAt: string
  acknowledgedAt: string | null
}
