import { useEffect, useRef } from 'react'
import { useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'

type Props = {
  name: string
  isFirst: boolean
  isLast: boolean
  /** Which of the two was pressed last, once the list has been read again: the focus goes back to it. */
  focused: 'up' | 'down' | null
  isBusy: boolean
  onMove: (to: 'up' | 'down') => void
}

/** One place up or down; whoever moves a row by the keyboard stays on its button. */
export function MoveButtons({ name, isFirst, isLast, focused, isBusy, onMove }: Props) {
  const t = useT()
  const box = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (focused === null || isBusy) return
    const [up, down] = box.current?.querySelectorAll('button') ?? []
    const wanted = focused === 'up' ? up : down
    const other = focused === 'up' ? down : up
    ;(wanted?.disabled ? other : wanted)?.focus()
  }, [focused, isBusy, isFirst, isLast])
  return (
    <span ref={box} className="layer-moves">
      <Button
        size="small"
        disabled={isFirst || isBusy}
        aria-label={t('admin.layers.up', { name })}
        title={t('admin.layers.up', { name })}
        onClick={() => onMove('up')}
      >
        ↑
      </Button>
      <Button
        size="small"
        disabled={isLast || isBusy}
        aria-label={t('admin.layers.down', { name })}
        title={t('admin.layers.down', { name })}
        onClick={() => onMove('down')}
      >
        ↓
      </Button>
    </span>
  )
}
