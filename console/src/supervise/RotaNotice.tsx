import type { Board } from '@liandong/shared/board/board.ts'
import { sayGap } from '../case/gap-words.ts'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'

/** What the rota and the turn of the shift ask of a supervisor: above the cases, since without people none of them is sent. */
export function RotaNotice({ board }: { board: Board }) {
  const t = useT()
  const gaps = board.gaps ?? []
  if (gaps.length === 0 && !board.unsignedTurn) return null
  return (
    <ul className="rota-notice" aria-label={t('supervise.why.gap')}>
      {board.unsignedTurn ? (
        <li className="is-begun">
          <b>{t('supervise.why.handover')}</b>
          <span>{t('supervise.handover.do', { at: formatTime(board.unsignedTurn) })}</span>
          <a href="/rota#handover">{t('supervise.act.handover')}</a>
        </li>
      ) : null}
      {gaps.map((gap) => (
        <li key={gap.id} className={gap.hasBegun ? 'is-begun' : undefined}>
          <b>{t(gap.hasBegun ? 'supervise.why.gap' : 'supervise.why.gapAhead')}</b>
          <span>{sayGap(gap, t)}</span>
          <a href="/rota">{t('supervise.act.rota')}</a>
        </li>
      ))}
    </ul>
  )
}
