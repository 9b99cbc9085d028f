import { useCallback, useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import type { HandoverView } from '@liandong/shared/wire/duty.ts'
import type { Answer, Problem } from '../api/answer.ts'
import { rotaApi } from '../api/rota.ts'
import { useUser } from '../api/session-store.ts'
import { formatInstant } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/Panel.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { History } from './History.tsx'
import { Sheet } from './Sheet.tsx'
import { usePolled } from '../ui/use-polled.ts'

const REFRESH_MS = 15_000

/** The handover of the shift (domain §3.9): a sheet that fills itself, signed by two. */
export function Handover() {
  const t = useT()
  const language = useLanguage()
  const { role } = useUser()
  const [id, setId] = useState<string | undefined>(undefined)
  const [handover, setHandover] = useState<HandoverView | null | undefined>(undefined)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [notes, setNotes] = useState('')
  const [isBusy, setBusy] = useState(false)

  const take = useCallback((answer: Answer<{ handover: HandoverView | null }>) => {
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setHandover(answer.value.handover)
  }, [])
  const read = useCallback(async () => take(await rotaApi.handover(id)), [id, take])
  usePolled(read, REFRESH_MS)

  const sign = async (as: 'out' | 'in'): Promise<void> => {
    if (!handover) return
    setBusy(true)
    const answer = await rotaApi.sign(handover.id, as, handover.version, as === 'out' ? notes : null)
    setBusy(false)
    showToast(
      answer.ok
        ? { tone: 'done', what: t('rota.handover.done') }
        : { tone: 'problem', what: problemWords(answer.problem, t, language) },
    )
    if (answer.ok) setHandover(answer.value.handover)
    else void read()
  }

  if (handover === undefined)
    return (
      <main className="rota__handover">
        {problem ? <ErrorState problem={problem} onRetry={() => void read()} /> : <LoadingState />}
      </main>
    )
  return (
    <main className="rota__handover">
      <header className="rota__bar">
        <p>{t('rota.handover.text')}</p>
        <span className="rota__gap" />
        {id === undefined ? null : <Button onClick={() => setId(undefined)}>{t('rota.handover.back')}</Button>}
        <Button onClick={() => window.print()}>{t('rota.print')}</Button>
      </header>
      {problem ? <ErrorState problem={problem} onRetry={() => void read()} /> : null}
      {handover === null ? (
        <EmptyState title={t('rota.handover.none')}>{t('rota.handover.noneText')}</EmptyState>
      ) : (
        <article className="sheet" aria-label={t('rota.tab.handover')}>
          <header className="sheet__head">
            <h2>{`${t('rota.handover.turn')} ${formatInstant(handover.turnAt).slice(0, 16)}`}</h2>
            {handover.unsignedAt !== null && handover.inBy === null ? (
              <p className="sheet__late" role="alert">
                {t('rota.handover.late')}
              </p>
            ) : null}
            <p>{t('rota.handover.filledAt', { at: formatInstant(handover.sheet.filledAt) })}</p>
          </header>
          <Sheet sheet={handover.sheet} />
          <section className="sheet__notes">
            {handover.outBy === null && may(role, 'handover.sign') ? (
              <TextField
                label={t('rota.handover.notes')}
                value={notes}
                onChange={setNotes}
                hint={t('rota.handover.notesHint')}
                isLong
              />
            ) : (
              <>
                <h3>{t('rota.handover.notes')}</h3>
                <p>{handover.notes || t('rota.handover.empty')}</p>
              </>
            )}
          </section>
          <footer className="sheet__signs">
            {(['out', 'in'] as const).map((as) => {
              const [by, at] = as === 'out' ? [handover.outBy, handover.outAt] : [handover.inBy, handover.inAt]
              const isWaiting = as === 'in' && handover.outBy === null
              return (
                <div key={as} className="sheet__sign">
                  <h3>{t(`rota.handover.${as}`)}</h3>
                  {by !== null && at !== null ? (
                    <p>{t('rota.handover.signed', { by, at: formatInstant(at) })}</p>
                  ) : isWaiting ? (
                    <p>{t('rota.handover.waitOut')}</p>
                  ) : may(role, 'handover.sign') ? (
                    <Button look="primary" isBusy={isBusy} onClick={() => void sign(as)}>
                      {t(as === 'out' ? 'rota.handover.signOut' : 'rota.handover.signIn')}
                    </Button>
                  ) : (
                    <p>{t('rota.handover.onlyLeader')}</p>
                  )}
                </div>
              )
            })}
          </footer>
        </article>
      )}
      <History onOpen={setId} />
    </main>
  )
}
