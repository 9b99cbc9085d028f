import { useId, useState } from 'react'
import { useT } from '../../i18n/language.ts'
import { CommandDialog } from '../CommandDialog.tsx'
import { TextField } from '../fields.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'

/** 转任务单: filled from the handback, nothing typed twice (D15); the department is the routing table's unless named. */
export function TicketDialog({ detail, units, runner, onClose }: CaseDialogProps) {
  const t = useT()
  const listId = useId()
  const back = detail.events.findLast((event) => event.type === 'incident.handedBack')?.data ?? {}
  const facts = ['facts', 'parties', 'demands', 'risk', 'evidence'] as const
  const filled = facts.flatMap((key) =>
    typeof back[key] === 'string' ? [`${t(`case.handback.${key}`)}${t('case.line.colon')}${back[key]}`] : [],
  )
  const [title, setTitle] = useState((detail.summary ?? '').slice(0, 60))
  const [content, setContent] = useState(filled.join('\n'))
  const [organisationId, setOrganisation] = useState('')
  const isUnrouted = runner.problem?.code === 'routeUnknown'
  const organisations = [...new Set(units.map((unit) => unit.organisationId))].sort()
  const submit = async () => {
    const body = { ...some('title', title), ...some('content', content), ...some('organisationId', organisationId) }
    if (await runner.run('issueTicket', body, { quiet: true })) onClose()
  }
  return (
    <CommandDialog
      title={t('case.ticket.title', { no: detail.no })}
      act={t('case.act.issueTicket')}
      isBusy={runner.busy === 'issueTicket'}
      problem={runner.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="command-dialog__note">{t('case.ticket.note')}</p>
      <TextField label={t('case.ticket.name')} value={title} onChange={setTitle} maxLength={200} />
      <TextField label={t('case.ticket.content')} value={content} onChange={setContent} isLong />
      <div className="field">
        <label htmlFor={`${listId}-in`}>
          {t(isUnrouted ? 'case.ticket.organisationNeeded' : 'case.ticket.organisation')}
        </label>
        <input
          id={`${listId}-in`}
          type="text"
          list={listId}
          value={organisationId}
          onChange={(event) => setOrganisation(event.target.value)}
        />
        <datalist id={listId}>
          {organisations.map((id) => (
            <option key={id} value={id} />
          ))}
        </datalist>
      </div>
    </CommandDialog>
  )
}
