import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

type Props = {
  label: string
  value: number
  min: number
  max: number
  /** +1 where dragging right widens the pane, -1 where it narrows it. */
  direction: 1 | -1
  onChange: (width: number) => void
  onFold: () => void
}

const STEP_PX = 16

/** The line between two panes: dragged, moved with arrow keys, double-clicked to fold. */
export function Splitter({ label, value, min, max, direction, onChange, onFold }: Props) {
  const from = useRef<{ x: number; width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, width: value }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (from.current) onChange(from.current.width + (event.clientX - from.current.x) * direction)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? STEP_PX : event.key === 'ArrowLeft' ? -STEP_PX : 0
    if (step !== 0) onChange(value + step * direction)
    if (event.key === 'Enter') onFold()
    if (step !== 0 || event.key === 'Enter') {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (from.current = null)}
      onDoubleClick={onFold}
      onKeyDown={onKeyDown}
    />
  )
}
