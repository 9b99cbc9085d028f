import { useId, useState } from 'react'
import { useT } from '../../i18n/language.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { TicketDue } from '../TicketDue.tsx'
import { some, type CaseDialogProps } from './dialog-props.ts'

/** What the command takes. */
const MOST_CONTENT = 2_000

/** What was shown masked and left alone is not sent back: the server fills it in from the handback as it was written. */
const isMaskedStill = (value: string, given: string): boolean => value === given && value.includes('*')

/** 转任务单: filled from the handback, nothing typed twice (D15); the department is the routing table's unless named. */
export function TicketDialog({ detail, runner, onClose }: CaseDialogProps) {
  const t = useT()
  const fieldId = useId()
  const back = detail.events.findLast((event) => event.type === 'incident.handedBack')?.data ?? {}
  const facts = ['facts', 'parties', 'demands', 'risk', 'evidence'] as const
  const filled = facts.flatMap((key) =>
    typeof back[key] === 'string' ? [`${t(`case.handback.${key}`)}${t('case.line.colon')}${back[key]}`] : [],
  )
  const given = { title: (detail.summary ?? '').slice(0, 60), content: filled.join('\n').slice(0, MOST_CONTENT) }
  const [title, setTitle] = useState(given.title)
  const [content, setContent] = useState(given.content)
  const route = detail.ticketRoute ?? null
  const [organisationId, setOrganisation] = useState(route?.organisationId ?? '')
  const submit = async () => {
    // left as the table says, it is the table's decision and its reason that are kept
    const named = organisationId === route?.organisationId ? {} : some('organisationId', organisationId)
    const body = {
      ...(isMaskedStill(title, given.title) ? {} : some('title', title)),
      ...(isMaskedStill(content, given.content) ? {} : some('content', content)),
      ...named,
    }
    if (await runner.run('issueTicket', body, { quiet: true })) onClose()
  }
  return (
    <FormDialog
      title={t('case.ticket.title', { no: detail.no })}
      act={t('case.act.issueTicket')}
      isBusy={runner.busy === 'issueTicket'}
      problem={runner.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="form-dialog__note">
        {t('case.ticket.note')}
        {detail.ticketDue ? (
          <TicketDue dueAt={detail.ticketDue.dueAt} isProvisional={detail.ticketDue.provisional} />
        ) : null}
      </p>
      <TextField label={t('case.ticket.name')} value={title} onChange={setTitle} maxLength={200} />
      <TextField
        label={t('case.ticket.content')}
        value={content}
        onChange={setContent}
        isLong
        maxLength={MOST_CONTENT}
      />
      <div className="field">
        <label htmlFor={fieldId}>
          {t(route === null ? 'case.ticket.organisationNeeded' : 'case.ticket.organisation')}
        </label>
        <select
          id={fieldId}
          required
          value={organisationId}
          aria-describedby={`${fieldId}-why`}
          onChange={(event) => setOrganisation(event.target.value)}
        >
          <option value="" disabled />
          {(detail.responsible ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <p id={`${fieldId}-why`} className="field__hint">
          {organisationId === route?.organisationId ? route.reason : null}
        </p>
      </div>
    </FormDialog>
  )
}
