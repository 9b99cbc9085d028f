import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { isAllowed } from './acts.ts'
import type { CommandRunner } from './use-command.ts'
import './department-notices.css'

/** 先期处置: which departments were told with the order, and whether they have said that they know. */
export function DepartmentNotices({ detail, runner }: { detail: IncidentDetail; runner: CommandRunner }) {
  const t = useT()
  const { notices = [] } = detail
  if (notices.length === 0) return null
  const mayAct = isAllowed(detail.commands, 'acknowledgeNotice')
  return (
    <ul className="dept-notices" aria-label={t('case.notice.title')}>
      {notices.map((one) => (
        <li key={one.id}>
          <span>{t('case.notice.told', { name: one.organisationName, time: formatTime(one.at) })}</span>
          <span className={one.acknowledgedAt === null ? 'is-unseen' : ''}>
            {one.acknowledgedAt === null
              ? t('case.notice.unseen')
              : t(one.byRoom ? 'case.notice.seenByRoom' : 'case.notice.seen', { time: formatTime(one.acknowledgedAt) })}
          </span>
          {one.acknowledgedAt === null && mayAct ? (
            <Button
              size="small"
              look="quiet"
              disabled={runner.busy !== null}
              onClick={() =>
                void runner.run('acknowledgeNotice', { noticeId: one.id }, { about: one.organisationName })
              }
            >
              {t('case.notice.act')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
