import { useCallback, useEffect, useState } from 'react'
import { DAY_MS, HOUR_MS, SHANGHAI_OFFSET_MS, toIso } from '@liandong/shared/time.ts'
import type { Problem } from '../api/answer.ts'
import { rotaApi, type OnDutyRow } from '../api/rota.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { DateTimeField, fromLocal, toLocal } from '../ui/DateField.tsx'
import { ErrorState } from '../ui/Panel.tsx'
import { postWord } from './rota-words.ts'

/** Three in the night that comes: the hour a hole is noticed last. */
const tonight = (now: number): number => {
  const midnight = Math.floor((now + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS
  const three = midnight + 3 * HOUR_MS
  return three > now ? three : three + DAY_MS
}

/** Who is on duty at any instant, now, tonight at three, or next month. */
export function OnAt() {
  const t = useT()
  const [text, setText] = useState(() => toLocal(tonight(Date.now())))
  const [rows, setRows] = useState<readonly OnDutyRow[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const at = fromLocal(text)
  const read = useCallback(async () => {
    if (at === null) return
    const answer = await rotaApi.onDuty(toIso(at))
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setRows(answer.value.items)
  }, [at])
  useEffect(() => {
    const timer = window.setTimeout(() => void read(), 200)
    return () => window.clearTimeout(timer)
  }, [read])
  const places = Map.groupBy(rows ?? [], (row) => row.organisation)
  return (
    <section className="on-at" aria-label={t('rota.at.title')}>
      <h2>{t('rota.at.title')}</h2>
      <div className="on-at__pick">
        <DateTimeField label={t('rota.at.field')} value={text} onChange={setText} />
        <Button size="small" onClick={() => setText(toLocal(tonight(Date.now())))}>
          {t('rota.at.night')}
        </Button>
        <Button size="small" onClick={() => setText(toLocal(Date.now()))}>
          {t('rota.now')}
        </Button>
      </div>
      {problem ? <ErrorState problem={problem} onRetry={() => void read()} /> : null}
      {rows ? (
        <p role="status">{rows.length === 0 ? t('rota.at.none') : t('rota.at.count', { n: rows.length })}</p>
      ) : null}
      <dl className="on-at__places">
        {[...places].map(([place, of]) => (
          <div key={place}>
            <dt>{place}</dt>
            <dd>{of.map((row) => [row.name, postWord(row.post, t)].filter(Boolean).join(' ')).join('、')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
