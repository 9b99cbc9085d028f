import { formatEndOfDay } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'

type Props = { dueAt: string | null; isProvisional: boolean }

/** When a ticket is due: the day that ends, and in words whether another calendar may move it. */
export function TicketDue({ dueAt, isProvisional }: Props) {
  const t = useT()
  if (dueAt === null) return <span>{t('case.ticket.dueUnknown')}</span>
  return (
    <span>
      {t('case.ticket.due', { at: formatEndOfDay(dueAt) })}
      {isProvisional ? (
        <b className="case-row__tag" title={t('case.ticket.provisionalWhy')}>
          {t('case.ticket.provisional')}
        </b>
      ) : null}
    </span>
  )
}
