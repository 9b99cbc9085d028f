import type { MapLayer } from '@liandong/shared/wire/map-layer.ts'

/** The map that is drawn by the product itself, without any picture. */
export const SCHEMATIC = 'schematic'

const keyOf = (userId: string): string => `liandong.map.layer.${userId}`

/** What each person has chosen on this device; null where they never have. */
export const readChoice = (userId: string, store: Pick<Storage, 'getItem'>): string | null =>
  store.getItem(keyOf(userId))

export const writeChoice = (userId: string, choice: string, store: Pick<Storage, 'setItem'>): void =>
  store.setItem(keyOf(userId), choice)

/**
 * The layer that is shown, or null for the schematic map. A wall takes the first that is for walls, whatever anybody has
 * chosen; a person sees what they chose, and the first layer where they never chose, or where their choice is gone.
 */
export function layerToShow(
  layers: readonly MapLayer[],
  mode: 'desk' | 'wall',
  choice: string | null,
): MapLayer | null {
  if (mode === 'wall') return layers.find((layer) => layer.onWall) ?? null
  if (choice === SCHEMATIC) return null
  return layers.find((layer) => layer.id === choice) ?? layers[0] ?? null
}
