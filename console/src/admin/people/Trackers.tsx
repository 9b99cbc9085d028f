import { useState } from 'react'
import { peopleApi, type TrackerRow, type UnitRow } from '../../api/people.ts'
import type { Answer } from '../../api/answer.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { ShownOnce } from '../kit/ShownOnce.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'

/** The devices that send where a unit is: a key for each, shown in the moment it is made, revoked at once. */
export function Trackers({ unit }: { unit: UnitRow }) {
  const t = useT()
  const trackers = usePages((cursor) => peopleApi.trackers(unit.id, cursor), unit.id)
  const change = useChange(trackers.reload)
  const [asked, setAsked] = useState<'add' | TrackerRow | null>(null)
  const [name, setName] = useState('')
  const [key, setKey] = useState<string | null>(null)
  const ask = (next: 'add' | TrackerRow | null): void => {
    change.clear()
    setName('')
    setAsked(next)
  }
  const add = async (): Promise<void> => {
    const send = async (): Promise<Answer<unknown>> => {
      const answer = await peopleApi.addTracker(unit.id, name)
      if (answer.ok) setKey(answer.value.key)
      return answer
    }
    if (await change.run('add', send, t('people.trackers.made'), true)) ask(null)
  }
  const revoke = async (row: TrackerRow): Promise<void> => {
    const send = () => peopleApi.revokeTracker(row.id, row.version)
    if (await change.run(row.id, send, t('people.trackers.revoked'), true)) ask(null)
  }
  const title = t('people.trackers.title', { name: unit.name })
  return (
    <section className="sub-section" aria-label={title}>
      <SectionHead title={title} text={t('people.trackers.text')}>
        <Button onClick={() => ask('add')}>{t('people.trackers.add')}</Button>
      </SectionHead>
      <DataTable
        pages={trackers}
        rowKey={(row) => row.id}
        emptyTitle={t('people.trackers.none')}
        columns={[
          { name: t('people.trackers.name'), cell: (row) => row.name },
          { name: t('people.trackers.created'), cell: (row) => formatInstant(row.createdAt), isNarrow: true },
          {
            name: t('people.trackers.state'),
            cell: (row) =>
              row.revokedAt
                ? t('people.trackers.revokedAt', { at: formatInstant(row.revokedAt) })
                : t('people.trackers.valid'),
            isNarrow: true,
          },
        ]}
        acts={(row) =>
          row.revokedAt ? null : (
            <Button size="small" look="danger" onClick={() => ask(row)}>
              {t('people.trackers.revoke')}
            </Button>
          )
        }
      />
      {asked === 'add' ? (
        <FormDialog
          title={t('people.trackers.add')}
          act={t('people.trackers.add')}
          isBusy={change.busy !== null}
          problem={change.problem}
          isReady={name.trim() !== ''}
          onSubmit={() => void add()}
          onClose={() => ask(null)}
        >
          <TextField
            label={t('people.trackers.name')}
            value={name}
            onChange={setName}
            maxLength={40}
            error={fieldProblem(change.problem, '/name')}
          />
        </FormDialog>
      ) : null}
      {asked !== null && asked !== 'add' ? (
        <ConfirmDialog
          title={t('people.trackers.revokeTitle', { name: asked.name })}
          text={t('people.trackers.revokeText')}
          act={t('people.trackers.revoke')}
          isBusy={change.busy !== null}
          problem={change.problem}
          isDanger
          onConfirm={() => void revoke(asked)}
          onClose={() => ask(null)}
        />
      ) : null}
      {key !== null ? (
        <ShownOnce
          title={t('people.trackers.made')}
          secrets={[
            { label: t('people.trackers.key'), value: key },
            { label: t('people.trackers.url'), value: `${window.location.origin}/osmand` },
          ]}
          onClose={() => setKey(null)}
        />
      ) : null}
    </section>
  )
}
