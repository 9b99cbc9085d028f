import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import { useT } from '../i18n/language.ts'
import './department-notices.css'

/** One key sends the best: before it is pressed it says whom it tells as well. */
export function NotifyNote({ detail }: { detail: IncidentDetail }) {
  const t = useT()
  const proposed = detail.notify?.proposed
  if (!proposed || detail.dispatches.some(isActiveDispatch)) return null
  const name = detail.notify?.departments.find((one) => one.id === proposed.organisationId)?.name
  if (name === undefined) return null
  return <p className="dept-notices__will">{t('case.notify.will', { name, reason: proposed.reason })}</p>
}
