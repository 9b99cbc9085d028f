import { useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import { api, type SignInRow } from '../../api/client.ts'
import { useUser } from '../../api/session-store.ts'
import { formatInstant, formatTime } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'

type Asked = { row: SignInRow; act: 'end' | 'reset' }

/** Who is signed in and who has to wait; the security administrator helps, the auditor reads. */
export function SignIns() {
  const t = useT()
  const user = useUser()
  const people = usePages((cursor) => api.signIns(cursor))
  const change = useChange(people.reload)
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = (): void => {
    setAsked(null)
    change.clear()
  }
  const unlock = (row: SignInRow): void =>
    void change.run(row.accountId, () => api.signInAct(row.accountId, 'unlock'), t('admin.signIns.unlocked'))
  const confirm = async ({ row, act }: Asked): Promise<void> => {
    const done = t(act === 'end' ? 'admin.signIns.ended' : 'admin.signIns.resetDone')
    const name = act === 'end' ? 'end' : 'reset-second-factor'
    if (await change.run(row.accountId, () => api.signInAct(row.accountId, name), done, true)) close()
  }
  const acts = (row: SignInRow) => (
    <>
      {row.waitsUntil ? (
        <Button size="small" isBusy={change.busy === row.accountId} onClick={() => unlock(row)}>
          {t('admin.signIns.unlock')}
        </Button>
      ) : null}
      {row.sessions > 0 ? (
        <Button size="small" onClick={() => setAsked({ row, act: 'end' })}>
          {t('admin.signIns.end')}
        </Button>
      ) : null}
      {row.hasSecondFactor && row.accountId !== user.id ? (
        <Button size="small" onClick={() => setAsked({ row, act: 'reset' })}>
          {t('admin.signIns.reset')}
        </Button>
      ) : null}
    </>
  )
  return (
    <>
      <SectionHead title={t('admin.section.signIns')} text={t('admin.signIns.text')} />
      <DataTable
        pages={people}
        rowKey={(row) => row.accountId}
        emptyTitle={t('admin.signIns.none')}
        columns={[
          { name: t('admin.signIns.person'), cell: (row) => `${row.name}（${row.username}）` },
          { name: t('admin.signIns.role'), cell: (row) => t(`vocab.role.${row.role}`), isNarrow: true },
          { name: t('admin.signIns.sessions'), cell: (row) => row.sessions, isNumber: true },
          {
            name: t('admin.signIns.lastSeenAt'),
            cell: (row) => (row.lastSeenAt ? formatInstant(row.lastSeenAt) : '—'),
            isNarrow: true,
          },
          {
            name: t('admin.signIns.secondFactor'),
            cell: (row) => t(row.hasSecondFactor ? 'admin.signIns.enrolled' : 'admin.signIns.notEnrolled'),
            isNarrow: true,
          },
          {
            name: t('admin.signIns.state'),
            cell: (row) =>
              row.isDisabled
                ? t('admin.signIns.disabled')
                : row.waitsUntil
                  ? t('admin.signIns.waits', { at: formatTime(row.waitsUntil) })
                  : '—',
            isNarrow: true,
          },
        ]}
        {...(may(user.role, 'signIn.end') ? { acts } : {})}
      />
      {asked ? (
        <FormDialog
          title={t(asked.act === 'end' ? 'admin.signIns.end' : 'admin.signIns.reset')}
          act={t(asked.act === 'end' ? 'admin.signIns.end' : 'admin.signIns.reset')}
          isBusy={change.busy === asked.row.accountId}
          problem={change.problem}
          isDanger
          onSubmit={() => void confirm(asked)}
          onClose={close}
        >
          <p>
            {t(asked.act === 'end' ? 'admin.signIns.endText' : 'admin.signIns.resetText', { name: asked.row.name })}
          </p>
        </FormDialog>
      ) : null}
    </>
  )
}
