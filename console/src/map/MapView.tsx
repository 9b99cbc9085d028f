import 'leaflet/dist/leaflet.css'
import './map.css'
import type L from 'leaflet'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type Ref,
} from 'react'
import type { BoardGap, BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { useT } from '../i18n/language.ts'
import { gapsOf, shortagesOf } from './gaps.ts'
import { GapNote } from './GapNote.tsx'
import { IncidentMap } from './incident-map.ts'
import type { MapMode } from './map-events.ts'
import { MapButtons } from './MapButtons.tsx'
import type { TrackLine } from './track-line.ts'
import type { PlaceData } from './place.ts'

export type MapHandle = { focus: () => void; star: () => void }

export type MapViewProps = {
  incidents: readonly IncidentState[]
  units: readonly BoardUnit[]
  place: PlaceData | null
  /** What the rota asks for and does not have. */
  rotaGaps?: readonly BoardGap[]
  /** Server time, epoch ms: ages of fixes are told by it. */
  now: () => number
  mode?: MapMode
  selectedId?: string | null
  hoveredId?: string | null
  /** Incidents whose alarm is running: they pulse. */
  alarmIds?: readonly string[]
  /** Where the last 24 hours happened. */
  heat?: readonly { lat: number; lon: number }[]
  /** Where the units of the selected case were; `onTrack` asks for them or puts them away. */
  tracks?: readonly TrackLine[]
  trackOn?: boolean
  onTrack?: (() => void) | undefined
  onSelect?: (incidentId: string) => void
  onHover?: (id: string | null) => void
  onUnit?: (unitId: string) => void
  ref?: Ref<MapHandle>
}

/** Pictures come after the map: it is whole without them. */
const LayerSwitch = lazy(async () => ({ default: (await import('./LayerSwitch.tsx')).LayerSwitch }))

const NONE: readonly never[] = []

/** `MapView` is the only map of the console: desk and wall, with or without a base map, every tile from the product itself. */
export function MapView(props: MapViewProps) {
  const {
    incidents,
    units,
    place,
    rotaGaps = NONE,
    mode = 'desk',
    selectedId = null,
    hoveredId = null,
    alarmIds = NONE,
    heat = NONE,
    tracks = NONE,
    ref,
  } = props
  const t = useT()
  const element = useRef<HTMLDivElement>(null)
  const map = useRef<IncidentMap | null>(null)
  const latest = useRef(props)
  const words = useRef(t)
  const [lock, setLock] = useState({ locked: false, canGoBack: false })
  const [heatOn, setHeatOn] = useState(false)

  useLayoutEffect(() => {
    latest.current = props
    words.current = t
  })
  useEffect(() => {
    const made = new IncidentMap(
      element.current as HTMLDivElement,
      mode,
      {
        onSelect: (id) => latest.current.onSelect?.(id),
        onHover: (id) => latest.current.onHover?.(id),
        onUnit: (id) => latest.current.onUnit?.(id),
        onLock: (locked, canGoBack) =>
          setLock((old) => (old.locked === locked && old.canGoBack === canGoBack ? old : { locked, canGoBack })),
        now: () => latest.current.now(),
      },
      { minutes: (n) => words.current('map.reach', { n }) },
    )
    map.current = made
    const sized = new ResizeObserver(() => made.resize())
    sized.observe(element.current as HTMLDivElement)
    const themed = new MutationObserver(() => made.restyle())
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'lang'] })
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const restyle = () => made.restyle()
    dark.addEventListener('change', restyle)
    // canvases know a face only once it has been loaded
    void document.fonts?.ready.then(restyle)
    return () => {
      sized.disconnect()
      themed.disconnect()
      dark.removeEventListener('change', restyle)
      made.destroy()
      map.current = null
    }
  }, [mode])

  useEffect(() => {
    if (place) map.current?.setPlace(place)
  }, [place, mode])
  useEffect(() => map.current?.setIncidents(incidents), [incidents, mode])
  useEffect(() => map.current?.setUnits(units), [units, mode])
  const nobody = useMemo(() => gapsOf(place, units), [place, units])
  const short = useMemo(() => shortagesOf(place, rotaGaps, nobody), [place, rotaGaps, nobody])
  useEffect(() => map.current?.setGaps([...nobody, ...short].map(({ id }) => id)), [nobody, short, place, mode])
  useEffect(
    () =>
      map.current?.setLooks({ heat: heatOn || mode === 'wall' ? heat : NONE, selectedId, hoveredId, alarmIds, tracks }),
    [heat, heatOn, selectedId, hoveredId, alarmIds, tracks, mode],
  )
  useEffect(() => {
    // ages of fixes grow even when nothing is sent
    const timer = setInterval(() => map.current?.setUnits(latest.current.units), 5_000)
    return () => clearInterval(timer)
  }, [])
  const setGround = useCallback((ground: L.Layer | null) => map.current?.setGround(ground), [])
  useImperativeHandle(ref, () => ({ focus: () => map.current?.focus(), star: () => map.current?.star() }), [])

  return (
    <div className={`map map-${mode}`}>
      <div
        ref={element}
        className="map-ground"
        role="application"
        aria-label={t('map.label', { n: incidents.length })}
        tabIndex={mode === 'desk' ? 0 : -1}
      />
      <div className="map-notes">
        <GapNote places={nobody} words="nobody" />
        <GapNote places={short} words="short" />
        <Suspense fallback={<p className="map-note">{t('map.note')}</p>}>
          <LayerSwitch mode={mode} onGround={setGround} />
        </Suspense>
      </div>
      {mode === 'desk' && (
        <MapButtons
          locked={lock.locked}
          canGoBack={lock.canGoBack}
          heatOn={heatOn}
          trackOn={props.trackOn ?? false}
          onTrack={props.onTrack}
          onStar={() => map.current?.star()}
          onZoom={(steps) => map.current?.zoomBy(steps)}
          onHeat={heat.length > 0 ? () => setHeatOn((on) => !on) : undefined}
        />
      )}
    </div>
  )
}
