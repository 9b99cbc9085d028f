import { useState } from 'react'
import { isMadeInside, kindLabel } from '@liandong/shared/organisation/kind.ts'
import { may } from '@liandong/shared/access/permissions.ts'
import { peopleApi } from '../../api/people.ts'
import { useUser } from '../../api/session-store.ts'
import { formatDay } from '../../i18n/format.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { EmptyState, ErrorState, LoadingState, StaleNote } from '../../ui/Panel.tsx'
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx'
import { Filters } from '../kit/Filters.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { HistoryDialog } from './HistoryDialog.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { OrganisationDialog } from './OrganisationDialog.tsx'
import { Populations } from './Populations.tsx'
import { useOrganisations, type TreeRow } from './use-organisations.ts'
import { toInstant } from './day.ts'
import './people.css'

type Open = { what: 'create'; under: TreeRow | null } | { what: 'edit' | 'move' | 'close' | 'history'; row: TreeRow }

/** The tree, today or as it stood on a day (A2): villages are folded until somebody looks into them. */
export function Organisations() {
  const t = useT()
  const language = useLanguage()
  const isKeeper = may(useUser().role, 'organisation.write')
  const [day, setDay] = useState('')
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<Open | null>(null)
  const organisations = useOrganisations(toInstant(day))
  const change = useChange(organisations.reload)
  const { tree, problem } = organisations
  const isPast = day !== ''
  const close = (): void => {
    change.clear()
    setOpen(null)
  }
  const end = async (row: TreeRow): Promise<void> => {
    const send = () => peopleApi.closeOrganisation(row.id, row.version)
    if (await change.run(row.id, send, t('people.organisation.closed', { name: row.name }), true)) close()
  }
  const toggle = (id: string): void =>
    setOpened((known) => new Set(known.has(id) ? [...known].filter((one) => one !== id) : [...known, id]))
  const shown = (tree ?? []).filter((row) => row.kind !== 'grid' || opened.has(row.place?.parentId ?? ''))

  return (
    <>
      <SectionHead title={t('admin.section.organisations')} text={t('people.organisations.text')}>
        {isKeeper ? (
          <Button look="primary" onClick={() => setOpen({ what: 'create', under: null })}>
            {t('people.organisations.add')}
          </Button>
        ) : null}
      </SectionHead>
      <Filters>
        <DateField label={t('people.organisations.asOf')} value={day} onChange={setDay} />
        {isPast ? <Button onClick={() => setDay('')}>{t('people.organisations.today')}</Button> : null}
      </Filters>
      {isPast ? <StaleNote>{t('people.organisations.asOfNote', { day })}</StaleNote> : null}
      {problem ? <ErrorState problem={problem} onRetry={organisations.reload} /> : null}
      {tree === null && !problem ? <LoadingState /> : null}
      {tree?.length === 0 ? <EmptyState title={t('people.organisations.none')} /> : null}
      {tree && tree.length > 0 ? (
        <div className="data-table">
          <table className="org-tree">
            <thead>
              <tr>
                <th scope="col">{t('people.organisation.name')}</th>
                <th scope="col">{t('people.organisation.kind')}</th>
                <th scope="col">{t('people.organisation.phone')}</th>
                <th scope="col" className="number">
                  {t('people.organisation.people')}
                </th>
                <th scope="col" className="number">
                  {t('people.organisation.units')}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t('admin.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.id}>
                  <td style={{ '--depth': row.depth } as React.CSSProperties}>
                    <span className="org-tree__name">
                      {row.kind === 'village' && row.hasChildren ? (
                        <button
                          type="button"
                          className="org-tree__toggle"
                          aria-expanded={opened.has(row.id)}
                          aria-label={t('people.organisation.toggle', { name: row.name })}
                          onClick={() => toggle(row.id)}
                        />
                      ) : (
                        <span className="org-tree__leaf" aria-hidden="true" />
                      )}
                      <strong>{row.place?.name ?? row.name}</strong>
                      {row.planned ? (
                        <span className="org-tree__planned">
                          {t('people.organisation.planned', {
                            day: formatDay(row.planned.from),
                            name: organisations.nameOf(row.planned.parentId ?? ''),
                          })}
                        </span>
                      ) : null}
                    </span>
                  </td>
                  <td className="is-narrow">{kindLabel(row.kind)[language]}</td>
                  <td className="is-narrow">{row.phone ?? '–'}</td>
                  <td className="number">{row.people}</td>
                  <td className="number">{row.units}</td>
                  <td className="data-table__acts">
                    <Button size="small" look="quiet" onClick={() => setOpen({ what: 'history', row })}>
                      {t('people.organisation.history')}
                    </Button>
                    {isKeeper && !isPast ? (
                      <>
                        {row.kind === 'village' || row.kind === 'subdistrict' ? (
                          <Button size="small" onClick={() => setOpen({ what: 'create', under: row })}>
                            {t('people.organisations.addUnder')}
                          </Button>
                        ) : null}
                        <Button size="small" onClick={() => setOpen({ what: 'edit', row })}>
                          {t('people.edit')}
                        </Button>
                        {isMadeInside(row.kind) ? (
                          <>
                            <Button size="small" onClick={() => setOpen({ what: 'move', row })}>
                              {t('people.organisation.move')}
                            </Button>
                            <Button size="small" onClick={() => setOpen({ what: 'close', row })}>
                              {t('people.organisation.close')}
                            </Button>
                          </>
                        ) : null}
                      </>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Populations isKeeper={isKeeper} />
      {open?.what === 'create' || open?.what === 'edit' ? (
        <OrganisationDialog
          row={open.what === 'edit' ? open.row : null}
          under={open.what === 'create' ? open.under : null}
          tree={tree ?? []}
          onDone={organisations.reload}
          onClose={close}
        />
      ) : null}
      {open?.what === 'move' ? <MoveDialog row={open.row} organisations={organisations} onClose={close} /> : null}
      {open?.what === 'history' ? <HistoryDialog row={open.row} onClose={close} /> : null}
      {open?.what === 'close' ? (
        <ConfirmDialog
          title={t('people.organisation.closeTitle', { name: open.row.name })}
          text={t('people.organisation.closeText')}
          act={t('people.organisation.close')}
          isBusy={change.busy !== null}
          problem={change.problem}
          isDanger
          onConfirm={() => void end(open.row)}
          onClose={close}
        />
      ) : null}
    </>
  )
}
