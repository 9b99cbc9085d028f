import { useState } from 'react'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import { toMs } from '@liandong/shared/time.ts'
import { api } from '../api/client.ts'
import type { Problem } from '../api/answer.ts'
import { useUser } from '../api/session-store.ts'
import { formatAge, formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { Button } from '../ui/Button.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { TextField } from '../ui/fields.tsx'
import './sos-banner.css'

type Props = { units: readonly BoardUnit[]; onOpen?: (incidentId: string) => void }

/** Who of ours is in danger: above everything, until a person has said how it ended. */
export function SosBanner({ units, onOpen }: Props) {
  const calling = units.filter((unit) => unit.sos)
  return calling.length === 0 ? null : (
    <div className="sos" role="alert">
      {calling.map((unit) => (
        <SosRow key={unit.id} unit={unit} {...(onOpen ? { onOpen } : {})} />
      ))}
    </div>
  )
}

function SosRow({ unit, onOpen }: { unit: BoardUnit; onOpen?: (incidentId: string) => void }) {
  const t = useT()
  const now = useServerNow()
  const { role } = useUser()
  const [isEnding, setEnding] = useState(false)
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { sos } = unit
  if (!sos) return null
  const run = async (send: () => ReturnType<typeof api.attendSos>): Promise<boolean> => {
    setBusy(true)
    const answer = await send()
    setBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    return answer.ok
  }
  const { incidentId } = sos
  const hasEnd = role === 'operator' || role === 'leader'
  return (
    <div className={sos.attendedAt === null ? 'sos__row sos__row--unheard' : 'sos__row'}>
      <strong>{t('case.sos.calls', { unit: unit.name })}</strong>
      <span>{t('case.sos.since', { age: formatAge(t, now - toMs(sos.at)), time: formatTime(sos.at) })}</span>
      <span>
        {unit.locationAt === null
          ? t('case.sos.noPlace')
          : t('case.sos.place', { age: formatAge(t, now - toMs(unit.locationAt)) })}
      </span>
      {sos.attendedAt ? <span>{t('case.sos.heard', { time: formatTime(sos.attendedAt) })}</span> : null}
      <span className="sos__acts">
        {incidentId && onOpen ? (
          <Button size="small" onClick={() => onOpen(incidentId)}>
            {t('case.sos.open')}
          </Button>
        ) : null}
        {sos.attendedAt === null && role !== 'police' ? (
          <Button size="small" look="primary" isBusy={isBusy} onClick={() => void run(() => api.attendSos(unit.id))}>
            {t('case.sos.attend')}
          </Button>
        ) : null}
        {hasEnd ? (
          <Button size="small" onClick={() => setEnding(true)}>
            {t('case.sos.end')}
          </Button>
        ) : null}
      </span>
      {isEnding ? (
        <FormDialog
          title={t('case.sos.endTitle', { unit: unit.name })}
          act={t('case.sos.end')}
          isBusy={isBusy}
          problem={problem}
          isReady={text.trim() !== ''}
          onSubmit={() => void run(() => api.endSos(unit.id, text.trim())).then((ok) => ok && setEnding(false))}
          onClose={() => setEnding(false)}
        >
          <TextField label={t('case.sos.how')} value={text} onChange={setText} isLong isRequired autoFocus />
        </FormDialog>
      ) : null}
    </div>
  )
}
