import { useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import { readDuty, writeDuty } from '@liandong/shared/people/import/cells.ts'
import type { NeedView } from '@liandong/shared/wire/duty.ts'
import { rotaApi } from '../../api/rota.ts'
import { useUser } from '../../api/session-store.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem, withoutFields } from '../../ui/problem-words.ts'
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'
import { OrganisationSelect } from '../people/OrganisationSelect.tsx'
import { useOrganisations } from '../people/use-organisations.ts'

/** Who must be there, by how many, at which hours: what a gap is measured by. */
export function Needs() {
  const t = useT()
  const { role } = useUser()
  const needs = usePages((cursor) => rotaApi.needs(cursor))
  const change = useChange(needs.reload)
  const [isAdding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<NeedView | null>(null)
  const post = (one: NeedView): string =>
    one.post === 'leader' || one.post === 'operator' ? t(`vocab.role.${one.post}`) : t('admin.needs.anybody')
  return (
    <>
      <SectionHead title={t('admin.section.needs')} text={t('admin.needs.text')}>
        {may(role, 'need.write') ? (
          <Button look="primary" onClick={() => setAdding(true)}>
            {t('admin.needs.add')}
          </Button>
        ) : null}
      </SectionHead>
      <DataTable
        pages={needs}
        rowKey={(row) => row.id}
        emptyTitle={t('admin.needs.none')}
        columns={[
          { name: t('admin.needs.organisation'), cell: (row) => row.organisation },
          { name: t('admin.needs.post'), cell: post, isNarrow: true },
          { name: t('admin.needs.hours'), cell: (row) => writeDuty([row]), isNarrow: true },
          { name: t('admin.needs.atLeast'), cell: (row) => row.atLeast, isNumber: true },
        ]}
        acts={(row) =>
          may(role, 'need.write') ? (
            <Button size="small" onClick={() => setRemoving(row)}>
              {t('admin.needs.remove')}
            </Button>
          ) : null
        }
      />
      {isAdding ? <NeedDialog onDone={needs.reload} onClose={() => setAdding(false)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t('admin.needs.remove')}
          text={t('admin.needs.removeText', { name: removing.organisation })}
          act={t('admin.needs.remove')}
          isBusy={change.busy !== null}
          problem={change.problem}
          isDanger
          onConfirm={() =>
            void change
              .run('remove', () => rotaApi.removeNeed(removing.id, removing.version), t('admin.needs.removed'), true)
              .then((isDone) => isDone && setRemoving(null))
          }
          onClose={() => {
            change.clear()
            setRemoving(null)
          }}
        />
      ) : null}
    </>
  )
}

function NeedDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const t = useT()
  const organisations = useOrganisations()
  const change = useChange(onDone)
  const [organisationId, setOrganisation] = useState('')
  const [post, setPost] = useState('')
  const [hours, setHours] = useState('全天')
  const [atLeast, setAtLeast] = useState('1')
  const { problem } = change
  const [stretch, ...more] = readDuty(hours.trim()) ?? []
  const send = async (): Promise<void> => {
    if (!stretch) return
    const form = {
      ...stretch,
      organisationId,
      post: post === '' ? null : (post as 'leader' | 'operator'),
      atLeast: Number(atLeast),
    }
    if (await change.run('add', () => rotaApi.addNeed(form), t('admin.needs.added'), true)) onClose()
  }
  return (
    <FormDialog
      title={t('admin.needs.add')}
      act={t('admin.needs.addAct')}
      isBusy={change.busy !== null}
      problem={withoutFields(problem)}
      isReady={organisationId !== '' && stretch !== undefined && more.length === 0}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <OrganisationSelect
        label={t('admin.needs.organisation')}
        tree={organisations.tree ?? []}
        value={organisationId}
        onChange={setOrganisation}
        error={fieldProblem(problem, '/organisationId')}
      />
      <SelectField label={t('admin.needs.post')} value={post} onChange={setPost}>
        <option value="">{t('admin.needs.anybody')}</option>
        <option value="leader">{t('vocab.role.leader')}</option>
        <option value="operator">{t('vocab.role.operator')}</option>
      </SelectField>
      <TextField
        label={t('admin.needs.hours')}
        value={hours}
        onChange={setHours}
        hint={t('admin.needs.hoursHint')}
        error={
          stretch === undefined || more.length > 0 ? t('admin.needs.hoursBad') : fieldProblem(problem, '/fromMinute')
        }
        maxLength={20}
      />
      <TextField
        label={t('admin.needs.atLeast')}
        value={atLeast}
        onChange={setAtLeast}
        error={fieldProblem(problem, '/atLeast')}
        maxLength={2}
      />
    </FormDialog>
  )
}
