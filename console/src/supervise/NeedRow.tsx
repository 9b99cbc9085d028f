import { ballOf } from '../case/ball.ts'
import { flagWord, placeWords } from '../case/CaseRow.tsx'
import { formatInstant, formatSpan } from '../i18n/format.ts'
import { toMs } from '@liandong/shared/time.ts'
import { useLanguage, useT, type Translate } from '../i18n/language.ts'
import { isMessageKey } from '../i18n/messages.ts'
import { Button } from '../ui/Button.tsx'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import type { Need } from './needs.ts'

type Props = {
  need: Need
  now: number
  isSelected: boolean
  canConfirmCancel: boolean
  onOpen: () => void
  onAct: (act: NeedAct) => void
  isBusy: boolean
}

export type NeedAct = 'nudge' | 'confirmCancel' | 'open'

/** The one act of a row. A silent source is nobody's case: the row says whom to call. */
const actOf = (need: Need, canConfirmCancel: boolean): NeedAct | null => {
  if (need.kind === 'silent') return null
  if (need.kind === 'cancel') return canConfirmCancel ? 'confirmCancel' : 'open'
  return need.kind === 'flagged' ? 'open' : 'nudge'
}

/** What is wrong, since when, who has the ball, what happens next, one act. */
export function NeedRow({ need, now, isSelected, canConfirmCancel, onOpen, onAct, isBusy }: Props) {
  const t = useT()
  const language = useLanguage()
  const { incident } = need
  const act = actOf(need, canConfirmCancel)
  const ball = incident ? ballOf(incident) : null
  return (
    <li className={`need need--${need.kind}${isSelected ? ' is-selected' : ''}${need.alarm ? ' is-unheard' : ''}`}>
      <button type="button" className="need__open" disabled={incident === null} onClick={onOpen}>
        <span className="need__mark">{incident ? <SeverityMark severity={incident.severity} compact /> : null}</span>
        <span className="need__why">
          <b>{whyWords(need, t, language)}</b>
          <time dateTime={need.since} title={formatInstant(need.since)}>
            {t('supervise.since', { span: formatSpan(now - toMs(need.since)) })}
          </time>
        </span>
        <span className="need__what">
          {incident ? (
            <>
              <span className="need__summary">
                {incident.no.slice(-4)} {incident.summary ?? t('case.noSummary')}
              </span>
              <span className="need__place">{placeWords(incident, t)}</span>
            </>
          ) : (
            <span className="need__summary">{t('supervise.silent.do')}</span>
          )}
        </span>
        <span className="need__ball">
          {ball ? (
            <>
              <b>{need.unitName ?? ball.name ?? t(`case.who.${ball.who}`)}</b>
              <span>{t(`case.next.${ball.next}`)}</span>
            </>
          ) : null}
        </span>
      </button>
      {act ? (
        <Button size="small" isBusy={isBusy} onClick={() => onAct(act)}>
          {t(`supervise.act.${act}`)}
        </Button>
      ) : (
        <span />
      )}
    </li>
  )
}

function whyWords(need: Need, t: Translate, language: 'zh' | 'en'): string {
  if (need.kind === 'silent') return t('supervise.why.silent', { name: need.source?.label[language] ?? need.about })
  if (need.kind === 'quiet') return t('supervise.why.quiet', { name: need.unitName ?? '' })
  if (need.kind === 'flagged') return flagWord(t, need.about)
  if (need.kind === 'cancel') return t('supervise.why.cancel')
  const key = `vocab.clock.${need.about}`
  const clock = isMessageKey(key) ? t(key) : need.about
  return t(`supervise.why.${need.kind}`, { clock })
}
