import L from 'leaflet'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { centreBoxes, paintAreas, paintCentres, toAdmin, type Admin } from './admin-painter.ts'
import { freeFit, onHandMoved, onIncidents, onStar, type FitMove, type FitState } from './auto-fit.ts'
import { chunksOf, type Chunk, type Label } from './base-chunks.ts'
import { paintBase } from './base-painter.ts'
import { CanvasLayer } from './canvas-layer.ts'
import { PinClusters } from './clusters.ts'
import { FreeSpace } from './free-space.ts'
import { gapShape, paintGaps } from './gap-painter.ts'
import { outlinesOf } from './gaps.ts'
import { listenToHand } from './hand.ts'
import { HitIndex, type Drawn } from './hits.ts'
import { paintIncidents } from './incident-painter.ts'
import { rankOf } from './label-layout.ts'
import { paintLabels } from './label-painter.ts'
import { readColours, type MapColours } from './map-colours.ts'
import type { MapEvents, MapLooks, MapMode, MapWords } from './map-events.ts'
import { createMarkers, type MapMarkers } from './markers.ts'
import { toPin, type Pin } from './pin.ts'
import { ringsOf, type PlaceData } from './place.ts'
import { SymbolSheet } from './symbols.ts'
import { paintTracks } from './track-painter.ts'
import { paintHeat, paintReach, paintWays } from './under-painter.ts'
import { namesKey, paintUnitNames } from './unit-names.ts'
import { paintUnits, seenUnits, unitBox } from './unit-painter.ts'
import { metresPerUnit, worldOrigin, type View, type WorldOrigin } from './world.ts'

/** The demo place of the issue; a place that was loaded moves the map to itself. */
const CENTRE = { lat: 30.431, lon: 120.308 }
/** Between Leaflet's own panes of tiles (200) and of what lies over them (400). */
export const PICTURES_PANE = 'pictures'
const OVER_PANE = 'over'
const PANES = [
  [PICTURES_PANE, '210'],
  [OVER_PANE, '220'],
] as const
/** Radius of a unit's head, in text sizes. */
const UNIT_SIZE = 0.72
const FIT = { maxZoom: 15.5, animate: false } as const

/**
 * `IncidentMap` is the map itself, outside of React: three canvases (ground, names, work; a fourth where pictures lie under the work)
 * over Leaflet's panes and a few DOM markers for what
 * must pulse or be read aloud. Data comes in by `set…`; each call only marks, the next frame paints.
 */
export class IncidentMap {
  readonly #map: L.Map
  readonly #mode: MapMode
  readonly #events: MapEvents
  readonly #words: MapWords
  readonly #base: CanvasLayer
  readonly #names: CanvasLayer
  readonly #work: CanvasLayer
  #ground: L.Layer | null = null
  #over: CanvasLayer | null = null
  readonly #markers: MapMarkers
  readonly #clusters = new PinClusters()
  readonly #hits = new HitIndex()
  #origin: WorldOrigin = worldOrigin(CENTRE)
  #unitM = metresPerUnit(CENTRE.lat)
  #chunks: Chunk[] = []
  #villageNames: Label[] = []
  #otherNames: Label[] = []
  #admin: Admin = toAdmin({}, this.#origin)
  #home: L.LatLngBounds | null = null
  #colours: MapColours
  #sheet: SymbolSheet
  #incidents: readonly IncidentState[] = []
  #pins = new Map<string, Pin>()
  #units: readonly BoardUnit[] = []
  #namesKey = ''
  #outlines: ReturnType<typeof outlinesOf> = new Map()
  #gapIds: readonly string[] = []
  #gaps: Path2D | null = null
  #looks: MapLooks = { heat: [], selectedId: null, hoveredId: null, alarmIds: [], tracks: [] }
  #fit: FitState = freeFit
  #moving = 0
  #settle: ReturnType<typeof setTimeout> | undefined

  constructor(element: HTMLElement, mode: MapMode, events: MapEvents, words: MapWords) {
    this.#mode = mode
    this.#events = events
    this.#words = words
    const wall = mode === 'wall'
    this.#map = L.map(element, {
      center: [CENTRE.lat, CENTRE.lon],
      zoom: 13,
      minZoom: 10.5,
      maxZoom: 18.5,
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      wheelPxPerZoomLevel: 90,
      zoomControl: false,
      attributionControl: false,
      fadeAnimation: false,
      keyboard: !wall,
      dragging: !wall,
      scrollWheelZoom: !wall,
      doubleClickZoom: !wall,
      boxZoom: false,
      touchZoom: !wall,
    })
    this.#colours = readColours(element)
    this.#sheet = new SymbolSheet(this.#colours, ratio())
    this.#markers = createMarkers(this.#map, mode, events.onSelect)
    this.#base = new CanvasLayer(
      (c, v) => this.#paintBase(c, v),
      () => this.#origin,
      { padding: 0.25, pane: 'tilePane' },
    )
    this.#names = new CanvasLayer(
      (c, v) => this.#paintNames(c, v),
      () => this.#origin,
      { padding: 0.15, pane: 'overlayPane' },
    )
    this.#work = new CanvasLayer(
      (c, v) => this.#paintWork(c, v),
      () => this.#origin,
      { padding: 0.15, pane: 'overlayPane' },
    )
    for (const [name, order] of PANES) this.#map.createPane(name).style.zIndex = order
    this.#base.addTo(this.#map)
    this.#names.addTo(this.#map)
    this.#work.addTo(this.#map)
    if (this.#mode === 'wall') return
    listenToHand(this.#map, {
      at: (point) => this.#at(point),
      onHover: (id) => {
        if (id !== this.#looks.hoveredId) this.#events.onHover(id)
      },
      onPress: (drawn, at) => this.#press(drawn, at),
      onMoved: () => this.#handMoved(),
    })
  }

  setPlace(place: PlaceData): void {
    const rings = ringsOf(place.boundary)
    const first = rings[0]?.[0]
    const at = first ? { lat: first[1], lon: first[0] } : CENTRE
    this.#origin = worldOrigin(at)
    this.#unitM = metresPerUnit(at.lat)
    this.#admin = toAdmin(place, this.#origin)
    this.#outlines = outlinesOf(place)
    this.#gaps = gapShape(this.#gapIds, this.#outlines, this.#origin)
    const cut = place.basemap ? chunksOf(place.basemap, this.#origin) : { chunks: [], labels: [] }
    this.#chunks = cut.chunks
    const names = cut.labels.sort((a, b) => rankOf(a.kind) - rankOf(b.kind))
    this.#villageNames = names.filter((label) => label.kind === 'community')
    this.#otherNames = names.filter((label) => label.kind !== 'community')
    if (rings.length > 0) {
      this.#home = L.latLngBounds(rings.flat().map(([lon, lat]) => L.latLng(lat, lon)))
      if (!this.#fit.locked) this.#byItself(() => this.#fitAll())
    }
    this.#repaint()
  }

  /**
   * Pictures under the work. The schematic map stays below, to be seen where a picture is missing; boundary, grids and
   * centres are then drawn above the pictures.
   */
  setGround(ground: L.Layer | null): void {
    this.#ground?.remove()
    this.#over?.remove()
    this.#ground = ground
    this.#over = null
    if (ground) {
      ground.addTo(this.#map)
      this.#over = new CanvasLayer(
        (c, v) => this.#paintAreas(c, v),
        () => this.#origin,
        { padding: 0.25, pane: OVER_PANE },
      )
      this.#over.addTo(this.#map)
    }
    this.#base.repaint()
  }

  setIncidents(incidents: readonly IncidentState[]): void {
    if (incidents === this.#incidents) return
    this.#incidents = incidents
    const pins = new Map<string, Pin>()
    for (const incident of incidents) {
      // an incident that did not change keeps its pin object: the clusters see at once what is new
      const known = this.#pins.get(incident.id)
      const pin = known && known.version === incident.version ? known : toPin(incident)
      if (pin) pins.set(incident.id, pin)
    }
    this.#pins = pins
    this.#clusters.set(pins)
    this.#follow(onIncidents(this.#fit, [...pins.keys()]))
    this.#markers.update(this.#pins, this.#looks)
    this.#work.repaint()
  }

  setUnits(units: readonly BoardUnit[]): void {
    this.#units = units
    const key = namesKey(units, this.#events.now())
    if (key !== this.#namesKey) this.#names.repaint()
    this.#namesKey = key
    this.#work.repaint()
  }

  /** Villages and grids where nobody is on duty (A12). */
  setGaps(ids: readonly string[]): void {
    if (ids.join() === this.#gapIds.join()) return
    this.#gapIds = ids
    this.#gaps = gapShape(ids, this.#outlines, this.#origin)
    this.#base.repaint()
  }

  setLooks(looks: MapLooks): void {
    const selected = looks.selectedId !== this.#looks.selectedId ? looks.selectedId : null
    if (looks.hoveredId !== this.#looks.hoveredId) this.#names.repaint()
    this.#looks = looks
    this.#markers.update(this.#pins, looks)
    if (selected) this.#showSelected(selected)
    this.#work.repaint()
  }

  /** The theme or the language has changed: read the colours again. */
  restyle(): void {
    this.#colours = readColours(this.#map.getContainer())
    this.#sheet = new SymbolSheet(this.#colours, ratio())
    this.#repaint()
  }

  star(): void {
    const { lat, lng } = this.#map.getCenter()
    this.#follow(onStar(this.#fit, { lat, lon: lng, zoom: this.#map.getZoom() }))
  }

  zoomBy(steps: number): void {
    this.#map.setZoom(this.#map.getZoom() + steps)
    this.#handMoved()
  }

  resize(): void {
    this.#map.invalidateSize({ animate: false })
    if (!this.#fit.locked) this.#byItself(() => this.#fitAll())
  }

  focus(): void {
    this.#map.getContainer().focus({ preventScroll: true })
  }

  destroy(): void {
    clearTimeout(this.#settle)
    this.#ground?.remove()
    this.#over?.remove()
    this.#base.remove()
    this.#names.remove()
    this.#work.remove()
    this.#map.remove()
  }

  #at(point: L.Point): Drawn | undefined {
    const canvas = this.#work.toCanvas(point)
    return canvas && this.#hits.at(canvas.x, canvas.y)
  }

  #press(drawn: Drawn, at: L.LatLng): void {
    if (drawn.what === 'incident') this.#events.onSelect(drawn.id)
    if (drawn.what === 'unit') this.#events.onUnit(drawn.id)
    if (drawn.what === 'cluster') {
      this.#handMoved()
      this.#map.setView(
        at,
        Math.min(17, Math.max(this.#map.getZoom() + 1, this.#clusters.expansionZoom(Number(drawn.id)))),
      )
    }
  }

  #handMoved(): void {
    if (this.#moving > 0) return
    this.#fit = onHandMoved(this.#fit)
    this.#events.onLock(true, false)
  }

  /** Moves that the map makes by itself do not count as somebody's hand. */
  #byItself(move: () => void): void {
    this.#moving++
    move()
    this.#moving--
  }

  #follow({ state, go }: FitMove): void {
    this.#fit = state
    if (go === 'fit') this.#byItself(() => this.#fitAll())
    else if (go) this.#byItself(() => this.#map.setView([go.pose.lat, go.pose.lon], go.pose.zoom, { animate: false }))
    this.#events.onLock(state.locked, state.saved !== null)
  }

  /** With nothing on the map, the whole subdistrict; else everything that is inside it, with air around. */
  #fitAll(): void {
    const home = this.#home
    const points = [...this.#pins.values()].filter((pin) => home === null || home.contains([pin.lat, pin.lon]))
    if (this.#mode === 'wall' || points.length === 0 || points.length > 3) {
      if (home) this.#map.fitBounds(home, { ...FIT, padding: [8, 8] })
      return
    }
    const bounds = L.latLngBounds(points.map((pin) => L.latLng(pin.lat, pin.lon)))
    this.#map.fitBounds(bounds.pad(0.4), { ...FIT, maxZoom: 14.5, padding: [48, 48] })
  }

  /** A selected incident out of sight is brought in; one in sight moves nothing. */
  #showSelected(id: string): void {
    const pin = this.#pins.get(id)
    if (!pin || this.#mode === 'wall' || this.#map.getBounds().pad(-0.05).contains([pin.lat, pin.lon])) return
    this.#byItself(() => this.#map.panTo([pin.lat, pin.lon], { animate: false }))
  }

  #repaint(): void {
    this.#base.repaint()
    this.#over?.repaint()
    this.#names.repaint()
    this.#work.repaint()
  }

  /** Text and symbols: pixels at the desk, a share of the wall's smaller side on the wall. */
  #unitPx(): number {
    if (this.#mode === 'desk') return 12.5
    return Math.max(14, Math.min(window.innerWidth, window.innerHeight) * 0.0165)
  }

  #paintBase(context: CanvasRenderingContext2D, view: View): void {
    const c = this.#colours
    context.fillStyle = c.ground
    context.fillRect(0, 0, view.width, view.height)
    paintBase(context, view, this.#chunks, c, this.#unitM)
    if (!this.#over) this.#paintAreas(context, view)
  }

  #paintAreas(context: CanvasRenderingContext2D, view: View): void {
    paintAreas(context, view, this.#admin, this.#colours)
    paintGaps(context, view, this.#gaps, this.#colours)
    paintCentres(context, view, this.#admin, this.#colours, this.#unitPx())
  }

  /** Names stand where no symbol is: first those of villages, then those of units, then of roads and houses. */
  #paintNames(context: CanvasRenderingContext2D, view: View): void {
    const unit = this.#unitPx()
    const r = unit * UNIT_SIZE
    const seen = seenUnits(view, this.#origin, this.#units, this.#events.now())
    const space = new FreeSpace([...seen.map((one) => unitBox(one, r)), ...centreBoxes(view, this.#admin, unit)])
    paintLabels(context, view, this.#villageNames, this.#colours, unit, space)
    paintUnitNames(context, view.zoom, seen, { hoveredId: this.#looks.hoveredId, r }, this.#colours, space)
    // pictures bring the names of roads and houses along
    if (!this.#over) paintLabels(context, view, this.#otherNames, this.#colours, unit, space)
  }

  #paintWork(context: CanvasRenderingContext2D, view: View): void {
    const nowMs = this.#events.now()
    const { heat, selectedId, hoveredId, tracks } = this.#looks
    this.#hits.clear()
    paintHeat(context, view, this.#origin, heat, this.#colours)
    const selected = selectedId === null ? undefined : this.#pins.get(selectedId)
    if (selected) {
      paintReach(context, view, this.#origin, selected, this.#colours, this.#unitPx(), this.#words.minutes)
      const coming = this.#units.flatMap((u) => (u.incidentId === selectedId && u.location ? [u.location] : []))
      paintWays(context, view, this.#origin, selected, coming, this.#colours)
    }
    const unit = this.#unitPx()
    paintTracks(context, view, this.#origin, { tracks, nowMs, unitPx: unit }, this.#colours)
    paintUnits(
      context,
      view,
      this.#origin,
      { units: this.#units, nowMs, hoveredId, r: unit * UNIT_SIZE },
      this.#colours,
      this.#hits,
    )
    const groups = this.#clusters.in(this.#bounds(view), view.zoom, performance.now())
    const scene = { groups, skip: this.#markers.ids, hoveredId, r: unit * 0.62, ratio: ratio() }
    paintIncidents(context, view, this.#origin, scene, this.#sheet, this.#colours, this.#hits)
    this.#settleLater()
  }

  #settleLater(): void {
    const inMs = this.#clusters.settlesInMs(performance.now())
    if (inMs === null || this.#settle !== undefined) return
    this.#settle = setTimeout(() => {
      this.#settle = undefined
      this.#work.repaint()
    }, inMs + 16)
  }

  /** The canvas's own box, a little larger than the window: what may be panned into sight is drawn too. */
  #bounds(view: View): [number, number, number, number] {
    const size = this.#map.getSize()
    const [dx, dy] = [(view.width - size.x) / 2, (view.height - size.y) / 2]
    const nw = this.#map.containerPointToLatLng([-dx - 120, -dy - 120])
    const se = this.#map.containerPointToLatLng([size.x + dx + 120, size.y + dy + 120])
    return [nw.lng, se.lat, se.lng, nw.lat]
  }
}

const ratio = (): number => Math.min(window.devicePixelRatio || 1, 2)
