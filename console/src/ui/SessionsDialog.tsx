import { useEffect, useState } from 'react'
import type { Problem } from '../api/answer.ts'
import { api, type OwnSession } from '../api/client.ts'
import { formatInstant } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from './Button.tsx'
import { deviceName } from './device-name.ts'
import { Dialog } from './Dialog.tsx'
import { ErrorState, LoadingState } from './Panel.tsx'
import { problemTitle } from './problem-words.ts'
import { showToast } from './toast-store.ts'
import './sessions-dialog.css'

/** Where one is signed in; what one does not know is ended here. */
export function SessionsDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const [sessions, setSessions] = useState<OwnSession[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [reads, setReads] = useState(0)
  const read = (): void => setReads((n) => n + 1)
  useEffect(() => {
    void api.mySessions().then((answer) => {
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) setSessions(answer.value.items)
    })
  }, [reads])
  const end = async (id: string): Promise<void> => {
    setBusy(id)
    const answer = await api.endMySession(id)
    setBusy(null)
    if (answer.ok) showToast({ tone: 'done', what: t('signIn.mine.ended') })
    else showToast({ tone: 'problem', what: problemTitle(answer.problem, t, language) })
    read()
  }
  return (
    <Dialog title={t('ui.account.sessions')} onClose={onClose}>
      <div className="sessions">
        <p>{t('signIn.mine.text')}</p>
        {problem ? <ErrorState problem={problem} onRetry={read} /> : null}
        {sessions === null && !problem ? <LoadingState /> : null}
        <ul>
          {(sessions ?? []).map((one) => (
            <li key={one.id}>
              <div>
                <strong>
                  {deviceName(one.device) ?? t('signIn.mine.unknownDevice')}
                  {one.isThis ? <span className="sessions__this">{t('signIn.mine.this')}</span> : null}
                </strong>
                <small>
                  {t('signIn.mine.from', { place: one.place })} ·{' '}
                  {t('signIn.mine.since', { at: formatInstant(one.createdAt) })} ·{' '}
                  {t('signIn.mine.seen', { at: formatInstant(one.lastSeenAt) })}
                </small>
              </div>
              {one.isThis ? null : (
                <Button size="small" isBusy={busy === one.id} onClick={() => void end(one.id)}>
                  {t('signIn.mine.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {(sessions?.length ?? 0) > 1 ? (
          <Button isBusy={busy === 'others'} onClick={() => void end('others')}>
            {t('signIn.mine.endOthers')}
          </Button>
        ) : null}
      </div>
    </Dialog>
  )
}
