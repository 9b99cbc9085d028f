import type { Severity } from '@liandong/shared/classify/classification.ts'
import type { MapColour, MapColours } from './map-colours.ts'

/** Shape and colour say the same thing twice: ◆ ▲ ● ■ for 1–4, a hollow ring where nobody has judged yet. */
export function traceSeverity(
  context: CanvasRenderingContext2D | Path2D,
  severity: Severity | 0,
  x: number,
  y: number,
  r: number,
): void {
  switch (severity) {
    case 1:
      context.moveTo(x, y - r * 1.25)
      context.lineTo(x + r * 1.25, y)
      context.lineTo(x, y + r * 1.25)
      context.lineTo(x - r * 1.25, y)
      context.closePath()
      return
    case 2:
      context.moveTo(x, y - r * 1.2)
      context.lineTo(x + r * 1.2, y + r * 0.95)
      context.lineTo(x - r * 1.2, y + r * 0.95)
      context.closePath()
      return
    case 4:
      context.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8)
      return
    default:
      context.moveTo(x + r, y)
      context.arc(x, y, r, 0, Math.PI * 2)
  }
}

const COLOUR: Record<Severity | 0, MapColour> = { 0: 'sev-none', 1: 'sev-1', 2: 'sev-2', 3: 'sev-3', 4: 'sev-4' }
export const severityColour = (severity: Severity | 0, colours: MapColours): string => colours[COLOUR[severity]]

/** One symbol drawn once and stamped many times: twenty thousand `drawImage`, not twenty thousand paths. */
export class SymbolSheet {
  readonly #made = new Map<string, HTMLCanvasElement>()
  readonly #colours: MapColours
  readonly #ratio: number

  constructor(colours: MapColours, ratio: number) {
    this.#colours = colours
    this.#ratio = ratio
  }

  severity(severity: Severity | 0, waiting: boolean, exercise: boolean, r: number): HTMLCanvasElement {
    return this.#make(`s${severity}${waiting}${exercise}${r}`, r * 3.6, (context, centre) => {
      const colour = severityColour(severity, this.#colours)
      context.beginPath()
      traceSeverity(context, severity, centre, centre, r)
      context.lineJoin = 'round'
      context.lineWidth = r * 0.62
      context.strokeStyle = this.#colours['symbol-edge']
      context.stroke()
      if (waiting || severity === 0) {
        // waiting: solid, it wants somebody; somebody on it: a ring, lighter
        context.fillStyle = severity === 0 ? this.#colours['symbol-edge'] : colour
        context.fill()
      } else {
        context.fillStyle = this.#colours['symbol-edge']
        context.fill()
        context.globalAlpha = 0.35
        context.fillStyle = colour
        context.fill()
        context.globalAlpha = 1
      }
      context.lineWidth = r * 0.26
      if (exercise) context.setLineDash([r * 0.4, r * 0.3])
      context.strokeStyle = colour
      context.stroke()
    })
  }

  #make(
    key: string,
    sizePx: number,
    draw: (context: CanvasRenderingContext2D, centre: number) => void,
  ): HTMLCanvasElement {
    const known = this.#made.get(key)
    if (known) return known
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = Math.ceil(sizePx * this.#ratio)
    const context = canvas.getContext('2d')
    if (context) {
      context.scale(this.#ratio, this.#ratio)
      draw(context, canvas.width / this.#ratio / 2)
    }
    this.#made.set(key, canvas)
    return canvas
  }
}

export const stamp = (
  context: CanvasRenderingContext2D,
  image: HTMLCanvasElement,
  x: number,
  y: number,
  ratio: number,
): void => {
  const [w, h] = [image.width / ratio, image.height / ratio]
  context.drawImage(image, x - w / 2, y - h / 2, w, h)
}
