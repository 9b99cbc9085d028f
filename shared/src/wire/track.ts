/** Where a unit was while it had an order, oldest first (`GET /incidents/:id/track`). */
export type UnitTrack = {
  dispatchId: string
  unitId: string
  points: { lat: number; lon: number; at: string; accuracyM: number | null }[]
}
