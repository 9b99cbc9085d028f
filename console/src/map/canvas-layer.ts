import L from 'leaflet'
import { WORLD_ZOOM, type View, type WorldOrigin } from './world.ts'

/** The parts of Leaflet's renderer that its type package leaves out; L.Canvas uses the same ones. */
type RendererInside = L.Renderer & {
  _map: L.Map & { _animatingZoom?: boolean }
  _container?: HTMLCanvasElement
  _bounds?: L.Bounds
  _zoom?: number
}

export type Painter = (context: CanvasRenderingContext2D, view: View) => void

/**
 * `CanvasLayer` is one canvas, larger than the window by a margin so that panning shows no edge. Leaflet moves and
 * scales it during a gesture (CSS transforms alone); it is painted again when the gesture ends, or on `repaint`.
 */
export class CanvasLayer {
  readonly #layer: L.Renderer
  readonly #paint: Painter
  readonly #origin: () => WorldOrigin
  #frame = 0

  constructor(paint: Painter, origin: () => WorldOrigin, options: { padding: number; pane: string }) {
    this.#paint = paint
    this.#origin = origin
    this.#layer = this.#build(options)
  }

  addTo(map: L.Map): void {
    this.#layer.addTo(map)
  }

  remove(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#layer.remove()
  }

  /** Many calls, one painting in the next frame; during a zoom animation the canvas is only scaled. */
  repaint(): void {
    if (this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      this.#paintNow()
    })
  }

  /** Canvas pixels of a point in the window: where a hit test must look. */
  toCanvas(containerPoint: L.Point): L.Point | undefined {
    const inside = this.#layer as RendererInside
    if (!inside._map || !inside._bounds) return undefined
    return inside._map.containerPointToLayerPoint(containerPoint).subtract(inside._bounds.min as L.Point)
  }

  #paintNow(): void {
    const inside = this.#layer as RendererInside
    const canvas = inside._container
    if (!canvas || !inside._map || !inside._bounds || inside._map._animatingZoom) return
    const context = canvas.getContext('2d')
    if (!context) return
    const view = this.#view(inside)
    const ratio = canvas.width / view.width
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, view.width, view.height)
    this.#paint(context, view)
  }

  #view(inside: RendererInside): View {
    const zoom = inside._zoom as number
    const bounds = inside._bounds as L.Bounds
    const size = bounds.getSize()
    const scale = 2 ** (zoom - WORLD_ZOOM)
    const pixel = inside._map.getPixelOrigin().add(bounds.min as L.Point)
    const origin = this.#origin()
    return {
      scale,
      left: origin.x * scale - pixel.x,
      top: origin.y * scale - pixel.y,
      width: size.x,
      height: size.y,
      zoom,
    }
  }

  #build(options: { padding: number; pane: string }): L.Renderer {
    const paintNow = () => this.#paintNow()
    const base = L.Renderer.prototype as unknown as { _update(): void }
    const Layer = L.Renderer.extend({
      _initContainer(this: RendererInside) {
        this._container = document.createElement('canvas')
        this._container.setAttribute('aria-hidden', 'true')
        this._container.style.pointerEvents = 'none'
      },
      _destroyContainer(this: RendererInside) {
        this._container?.remove()
        delete this._container
      },
      _updatePaths() {},
      _update(this: RendererInside) {
        if (this._map._animatingZoom && this._bounds) return
        base._update.call(this)
        const size = (this._bounds as L.Bounds).getSize()
        const canvas = this._container as HTMLCanvasElement
        const ratio = Math.min(window.devicePixelRatio || 1, 2)
        const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)]
        if (canvas.width !== width || canvas.height !== height) {
          canvas.width = width
          canvas.height = height
          canvas.style.width = `${size.x}px`
          canvas.style.height = `${size.y}px`
        }
        L.DomUtil.setPosition(canvas, (this._bounds as L.Bounds).min as L.Point)
        paintNow()
      },
    })
    return new (Layer as unknown as new (o: L.RendererOptions) => L.Renderer)(options)
  }
}
