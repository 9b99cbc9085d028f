import { useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import { nextState, type EntryAct } from '@liandong/shared/duty/rota-entry.ts'
import type { GapView, RotaEntryView } from '@liandong/shared/wire/duty.ts'
import type { Answer } from '../api/answer.ts'
import { rotaApi } from '../api/rota.ts'
import { useUser } from '../api/session-store.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { GapReasonDialog } from './GapReasonDialog.tsx'
import { entryLine, stateWord } from './rota-words.ts'

/** What is asked for and not decided; what was decided stands below it, to be taken back. */
export function Entries({ entries, onDone }: { entries: readonly RotaEntryView[]; onDone: () => void }) {
  const t = useT()
  const language = useLanguage()
  const { role } = useUser()
  const [busy, setBusy] = useState<string | null>(null)
  const [held, setHeld] = useState<{ entry: RotaEntryView; gaps: GapView[] } | null>(null)
  const open = entries.filter((one) => one.state === 'asked' || one.state === 'agreed')
  const decided = entries.filter((one) => one.state === 'approved')

  const finish = (answer: Answer<unknown>, entry: RotaEntryView, act: EntryAct): void => {
    setBusy(null)
    if (!answer.ok && answer.problem.code === 'dutyGap')
      return setHeld({ entry, gaps: answer.problem.facts.gaps as GapView[] })
    setHeld(null)
    showToast(
      answer.ok
        ? { tone: 'done', what: t(`rota.done.${act}`) }
        : { tone: 'problem', what: problemWords(answer.problem, t, language) },
    )
    onDone()
  }
  const send = async (entry: RotaEntryView, act: EntryAct, reason: string | null = null): Promise<void> => {
    setBusy(entry.id)
    finish(await rotaApi.act(entry.id, act, entry.version, reason), entry, act)
  }
  const actsOf = (entry: RotaEntryView): EntryAct[] => {
    const acts: EntryAct[] = may(role, 'duty.decide')
      ? ['approve', 'refuse', 'withdraw']
      : ['agree', 'decline', 'withdraw']
    return acts.filter(
      (act) =>
        nextState(entry, act) !== undefined &&
        !(act === 'withdraw' && entry.state !== 'approved' && may(role, 'duty.decide')),
    )
  }
  const row = (entry: RotaEntryView) => (
    <li key={entry.id} className={`entry entry--${entry.state}`}>
      <b>{entryLine(entry, t)}</b>
      <span>{t('rota.entry.by', { by: entry.askedBy, reason: entry.reason })}</span>
      <span className="entry__foot">
        <span className="state-word">{stateWord(entry, t)}</span>
        {may(role, 'duty.ask')
          ? actsOf(entry).map((act) => (
              <Button
                key={act}
                size="small"
                look={act === 'approve' || act === 'agree' ? 'primary' : 'plain'}
                isBusy={busy === entry.id}
                onClick={() => void send(entry, act)}
              >
                {t(`rota.act.${act}`)}
              </Button>
            ))
          : null}
      </span>
    </li>
  )
  return (
    <section aria-label={t('rota.entries')}>
      <h2>
        {t('rota.entries')} <b>{open.length}</b>
      </h2>
      <ul className="rota__list">
        {open.length === 0 ? <li>{t('rota.entries.none')}</li> : open.map(row)}
        {decided.map(row)}
      </ul>
      {held ? (
        <GapReasonDialog
          gaps={held.gaps}
          isBusy={busy !== null}
          onSend={(reason) => void send(held.entry, 'approve', reason)}
          onClose={() => setHeld(null)}
        />
      ) : null}
    </section>
  )
}
