import type L from 'leaflet'
import type { Drawn } from './hits.ts'

export type Hand = {
  /** What is drawn under a point of the window. */
  at: (point: L.Point) => Drawn | undefined
  onHover: (id: string | null) => void
  onPress: (drawn: Drawn, at: L.LatLng) => void
  /** Somebody has moved the map. */
  onMoved: () => void
}

/** Pointer and keys on the map of a desk: what they are over, what they press, and that they have moved it. */
export function listenToHand(map: L.Map, hand: Hand): void {
  const box = map.getContainer()
  const hover = (drawn: Drawn | undefined): void => {
    box.style.cursor = drawn ? 'pointer' : ''
    hand.onHover(drawn && drawn.what !== 'cluster' ? drawn.id : null)
  }
  map.on('dragstart', hand.onMoved)
  map.on('zoomstart', hand.onMoved)
  map.on('mousemove', (event: L.LeafletMouseEvent) => hover(hand.at(event.containerPoint)))
  map.on('mouseout', () => hover(undefined))
  map.on('click', (event: L.LeafletMouseEvent) => {
    const drawn = hand.at(event.containerPoint)
    if (drawn) hand.onPress(drawn, event.latlng)
  })
  // arrow keys pan by Leaflet's own handler, which tells nobody: the view is locked by the key itself
  box.addEventListener('keydown', (event) => {
    if (/^Arrow|^[-+=]$/.test(event.key)) hand.onMoved()
  })
}
