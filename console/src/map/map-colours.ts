/** The colours the canvases draw with: CSS custom properties of map.css, so that both themes have one home. */
export const MAP_COLOURS = [
  'ground',
  'outside',
  'residential',
  'commercial',
  'industrial',
  'farmland',
  'green',
  'village',
  'public',
  'hill',
  'contour',
  'field',
  'park',
  'wood',
  'water',
  'water-edge',
  'compound',
  'yard',
  'road',
  'road-major',
  'road-casing',
  'expressway',
  'rail',
  'building',
  'building-edge',
  'label',
  'label-water',
  'label-green',
  'label-halo',
  'boundary',
  'grid',
  'centre',
  'unit',
  'unit-ink',
  'unit-busy',
  'unit-stale',
  'symbol-edge',
  'symbol-ink',
  'gap',
  'reach',
  'heat',
  'hover',
  'sev-1',
  'sev-2',
  'sev-3',
  'sev-4',
  'sev-none',
] as const
export type MapColour = (typeof MAP_COLOURS)[number]
export type MapColours = Record<MapColour, string>

export function readColours(element: HTMLElement): MapColours {
  const style = getComputedStyle(element)
  return Object.fromEntries(
    MAP_COLOURS.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim() || '#888']),
  ) as MapColours
}
