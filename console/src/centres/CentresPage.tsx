import { useState } from 'react'
import type { CentreRow } from '@liandong/shared/wire/centre.ts'
import { useUser } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { TextField } from '../ui/fields.tsx'
import { useHash } from '../ui/navigate.ts'
import { PageHead } from '../ui/PageHead.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/Panel.tsx'
import { CentrePane } from './CentrePane.tsx'
import { useCentreList } from './use-centres.ts'
import './centres.css'

/** `/centres`: the street's centre and those of its villages (A5, A6); the address remembers which (`/centres#village-01`). */
export function CentresPage() {
  const t = useT()
  const user = useUser()
  const now = useServerNow()
  const hash = useHash()
  const list = useCentreList()
  const [q, setQ] = useState('')
  const rows = list.value ?? []
  const shown = rows.filter((row) => row.name.includes(q.trim()))
  const selected = rows.find((row) => row.id === hash) ?? rows[0]
  return (
    <div className={hash === '' ? 'centres' : 'centres centres--opened'}>
      <PageHead user={user} href="/centres" title={t('app.page.centres')} now={now} />
      <nav className="centres__list" aria-label={t('centres.list')}>
        <TextField label={t('centres.search')} value={q} onChange={setQ} maxLength={50} />
        {list.value === null ? (
          list.problem ? (
            <ErrorState problem={list.problem} onRetry={list.reload} />
          ) : (
            <LoadingState />
          )
        ) : shown.length === 0 ? (
          <EmptyState title={t(rows.length === 0 ? 'centres.none' : 'centres.notFound')} />
        ) : (
          <ul>
            {shown.map((row) => (
              <li key={row.id}>
                <Entry row={row} isSelected={row.id === selected?.id} />
              </li>
            ))}
          </ul>
        )}
      </nav>
      <main className="centres__main">
        {selected ? <CentrePane key={selected.id} id={selected.id} role={user.role} now={now} /> : null}
      </main>
    </div>
  )
}

function Entry({ row, isSelected }: { row: CentreRow; isSelected: boolean }) {
  const t = useT()
  return (
    <a href={`#${row.id}`} className="centres__entry" aria-current={isSelected ? 'true' : undefined}>
      <span className="centres__entry-name">
        {row.level === 'street' ? t('centres.streetName', { name: row.name }) : row.name}
      </span>
      {row.waiting ? <span className="centres__waiting">{t('centres.waiting', { n: row.waiting })}</span> : null}
    </a>
  )
}
