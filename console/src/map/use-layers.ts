import { useEffect, useState } from 'react'
import type { MapLayer } from '@liandong/shared/wire/map-layer.ts'
import { layersApi } from '../api/layers.ts'

/** An administrator changes a layer now and then; a wall, which nobody touches, hears of it so. */
const EVERY_MS = 60_000
const RETRY_MS = 5_000

/** The layers there are, asked for again and again; what was known stays while the server is away. */
export function useLayers(): readonly MapLayer[] {
  const [layers, setLayers] = useState<readonly MapLayer[]>([])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const read = async (): Promise<void> => {
      const answer = await layersApi.shown()
      if (isGone) return
      if (answer.ok)
        setLayers((known) =>
          JSON.stringify(known) === JSON.stringify(answer.value.items) ? known : answer.value.items,
        )
      timer = setTimeout(() => void read(), answer.ok ? EVERY_MS : RETRY_MS)
    }
    void read()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  return layers
}
