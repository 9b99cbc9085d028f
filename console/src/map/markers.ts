import L from 'leaflet'
import type { MapLooks, MapMode } from './map-events.ts'
import type { Pin } from './pin.ts'
import { SEVERITY_PATH } from './severity-path.ts'

/** The few pins that are DOM: the selected one, and those whose alarm is running. They pulse, and a reader hears them. */
export type MapMarkers = {
  readonly ids: ReadonlySet<string>
  update: (pins: ReadonlyMap<string, Pin>, looks: MapLooks) => void
}

/** A wall that pulses everywhere says nothing. */
const MOST_ALARMS = 8

export function createMarkers(map: L.Map, mode: MapMode, onSelect: (id: string) => void): MapMarkers {
  const shown = new Map<string, { marker: L.Marker; key: string }>()
  const ids = new Set<string>()
  const remove = (id: string): void => {
    shown.get(id)?.marker.remove()
    shown.delete(id)
    ids.delete(id)
  }
  return {
    ids,
    update(pins, { selectedId, alarmIds }) {
      const alarms = new Set(alarmIds.slice(0, MOST_ALARMS))
      const wanted = new Set([...alarms, ...(selectedId === null ? [] : [selectedId])])
      for (const id of shown.keys()) if (!wanted.has(id) || !pins.has(id)) remove(id)
      for (const id of wanted) {
        const pin = pins.get(id)
        if (!pin) continue
        const key = `${pin.severity}|${pin.waiting}|${pin.lat}|${pin.lon}|${id === selectedId}|${alarms.has(id)}`
        if (shown.get(id)?.key === key) continue
        remove(id)
        const marker = L.marker([pin.lat, pin.lon], {
          icon: iconOf(pin, id === selectedId, alarms.has(id), mode),
          keyboard: false,
          zIndexOffset: id === selectedId ? 2_000 : 1_000,
        })
        if (mode === 'desk') marker.on('click', () => onSelect(id))
        marker.addTo(map)
        shown.set(id, { marker, key })
        ids.add(id)
      }
    },
  }
}

function iconOf(pin: Pin, selected: boolean, alarm: boolean, mode: MapMode): L.DivIcon {
  const classes = [
    'map-marker',
    `map-marker-sev${pin.severity}`,
    pin.waiting ? 'map-marker-waiting' : '',
    selected ? 'map-marker-selected' : '',
    alarm ? 'map-marker-alarm' : '',
    `map-marker-${mode}`,
  ]
  const html = `<span class="map-marker-pulse"></span><svg viewBox="-12 -12 24 24" aria-hidden="true"><path d="${SEVERITY_PATH[pin.severity]}"/></svg>`
  return L.divIcon({ className: classes.filter(Boolean).join(' '), html, iconSize: [0, 0] })
}
