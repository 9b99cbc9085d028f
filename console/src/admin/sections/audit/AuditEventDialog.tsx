import { useEffect, useState, type ReactNode } from 'react'
import { toDiff, type AuditDetail } from '@liandong/shared/wire/audit.ts'
import type { Answer } from '../../../api/answer.ts'
import { api } from '../../../api/client.ts'
import { formatInstant } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/language.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, LoadingState } from '../../../ui/Panel.tsx'
import { actorWords, roleWords, sayValue, typeWords, whereWords } from './audit-words.ts'

type Props = { seq: number; onOpen: (seq: number) => void; onClose: () => void }

/** One event, whole: what changed, what is kept of it, where it stands in the chain and in its case. */
export function AuditEventDialog({ seq, onOpen, onClose }: Props) {
  const t = useT()
  const [answer, setAnswer] = useState<Answer<AuditDetail> | null>(null)
  useEffect(() => {
    let isCurrent = true
    void api.auditEvent(seq).then((one) => isCurrent && setAnswer(one))
    return () => {
      isCurrent = false
    }
  }, [seq])
  const what = answer?.ok ? typeWords(answer.value.type, t) : ''
  return (
    <Dialog title={t('admin.audit.event', { seq, what })} onClose={onClose}>
      <div className="audit-event">
        {answer === null ? <LoadingState /> : null}
        {answer && !answer.ok ? <ErrorState problem={answer.problem} /> : null}
        {answer?.ok ? <Event event={answer.value} onOpen={onOpen} /> : null}
      </div>
    </Dialog>
  )
}

function Event({ event, onOpen }: { event: AuditDetail; onOpen: (seq: number) => void }) {
  const t = useT()
  const diff = toDiff(event.data)
  const rest = Object.entries(event.data).filter(([field]) => diff === undefined || !/^(before|after)$/.test(field))
  return (
    <>
      <Facts
        facts={[
          [t('admin.audit.at'), formatInstant(event.at)],
          [t('admin.audit.actor'), `${actorWords(event, t)}（${roleWords(event, t)}）`],
          [t('admin.audit.about'), event.caseNo ?? event.caseId],
          [t('admin.audit.code'), event.type],
          [t('admin.audit.where'), whereWords(event.data)],
        ]}
      />
      {diff ? (
        <Part title={t('admin.audit.diff')}>
          <table className="audit-diff">
            <thead>
              <tr>
                <th scope="col">{t('admin.audit.field')}</th>
                <th scope="col">{t('admin.audit.before')}</th>
                <th scope="col">{t('admin.audit.after')}</th>
              </tr>
            </thead>
            <tbody>
              {diff.map(({ field, before, after }) => (
                <tr key={field}>
                  <th scope="row">{field}</th>
                  <td className="audit-diff__old">
                    {before === undefined || before === null ? t('admin.audit.absent') : sayValue(before)}
                  </td>
                  <td>{after === undefined || after === null ? t('admin.audit.absent') : sayValue(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      ) : null}
      {rest.length > 0 || !diff ? (
        <Part title={t('admin.audit.data')}>
          {rest.length > 0 ? (
            <Facts facts={rest.map(([field, value]) => [field, sayValue(value)])} />
          ) : (
            <p>{t('admin.audit.noData')}</p>
          )}
        </Part>
      ) : null}
      {event.personal ? (
        <Part title={t('admin.audit.personal')}>
          {event.personal === 'erased' ? (
            <p>{t('admin.audit.personalErased')}</p>
          ) : (
            <Facts facts={event.personal.map(({ field, masked }) => [field, masked])} />
          )}
        </Part>
      ) : null}
      <Part title={t('admin.audit.chain')}>
        <Facts
          isCode
          facts={[
            [t('admin.audit.hash'), event.hash],
            [t('admin.audit.previousHash'), event.previousHash],
          ]}
        />
      </Part>
      {event.neighbours.length > 0 ? (
        <Part title={t('admin.audit.neighbours')}>
          <ul className="audit-neighbours">
            {event.neighbours.map((row) => (
              <li key={row.seq}>
                <button type="button" onClick={() => onOpen(row.seq)}>
                  {row.seq} · {formatInstant(row.at)} · {typeWords(row.type, t)} · {actorWords(row, t)}
                </button>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

export function Facts({ facts, isCode = false }: { facts: readonly (readonly [string, string])[]; isCode?: boolean }) {
  return (
    <dl className={isCode ? 'audit-facts audit-facts--code' : 'audit-facts'}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
