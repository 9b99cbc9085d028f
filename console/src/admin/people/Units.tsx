import { useState } from 'react'
import { FORCES, forceLabel } from '@liandong/shared/duty/force.ts'
import { EMPLOYMENTS, SKILLS, skillLabel } from '@liandong/shared/duty/skill.ts'
import { may } from '@liandong/shared/access/permissions.ts'
import { writeDuty } from '@liandong/shared/people/import/cells.ts'
import { peopleApi, type ListState, type UnitRow } from '../../api/people.ts'
import { useUser } from '../../api/session-store.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { Filters, usePaused } from '../kit/Filters.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'
import { StateSelect } from './StateSelect.tsx'
import { Trackers } from './Trackers.tsx'
import { UnitDialog } from './UnitDialog.tsx'
import { useOrganisations } from './use-organisations.ts'
import './people.css'

type Open = { what: 'edit'; unit: UnitRow | null } | { what: 'retire' | 'trackers'; unit: UnitRow }

/** The roster: whoever can be sent, of the seven forces (D2), full or part time, with skills (D3). */
export function Units() {
  const t = useT()
  const language = useLanguage()
  const isKeeper = may(useUser().role, 'unit.write')
  const [q, setQ] = useState('')
  const [force, setForce] = useState('')
  const [employment, setEmployment] = useState('')
  const [skill, setSkill] = useState('')
  const [state, setState] = useState<ListState>('active')
  const [open, setOpen] = useState<Open | null>(null)
  const sought = usePaused(q)
  const organisations = useOrganisations()
  const units = usePages(
    (cursor) => peopleApi.units({ cursor, q: sought, force, employment, skill, state }),
    [sought, force, employment, skill, state].join('|'),
  )
  const change = useChange(units.reload)
  const close = (): void => {
    change.clear()
    setOpen(null)
  }
  const retire = async (unit: UnitRow): Promise<void> => {
    const send = () => peopleApi.retireUnit(unit.id, unit.version)
    if (await change.run(unit.id, send, t('people.units.retired', { name: unit.name }), true)) close()
  }

  return (
    <>
      <SectionHead title={t('admin.section.units')} text={t('people.units.text')}>
        {isKeeper ? (
          <Button look="primary" onClick={() => setOpen({ what: 'edit', unit: null })}>
            {t('people.units.add')}
          </Button>
        ) : null}
      </SectionHead>
      <Filters>
        <TextField label={t('people.search')} value={q} onChange={setQ} maxLength={50} />
        <SelectField label={t('people.units.force')} value={force} onChange={setForce}>
          <option value="">{t('people.any')}</option>
          {FORCES.map((one) => (
            <option key={one.id} value={one.id}>
              {one[language]}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('people.units.employment')} value={employment} onChange={setEmployment}>
          <option value="">{t('people.any')}</option>
          {EMPLOYMENTS.map((one) => (
            <option key={one.id} value={one.id}>
              {one[language]}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('people.units.skills')} value={skill} onChange={setSkill}>
          <option value="">{t('people.any')}</option>
          {SKILLS.map((one) => (
            <option key={one} value={one}>
              {skillLabel(one)[language]}
            </option>
          ))}
        </SelectField>
        <StateSelect value={state} onChange={setState} />
      </Filters>
      <DataTable
        pages={units}
        rowKey={(row) => row.id}
        emptyTitle={t('people.units.none')}
        columns={[
          { name: t('people.units.name'), cell: (row) => <strong>{row.name}</strong>, isNarrow: true },
          { name: t('people.units.force'), cell: (row) => forceLabel(row.force)[language], isNarrow: true },
          {
            name: t('people.units.employment'),
            cell: (row) => EMPLOYMENTS.find((one) => one.id === row.employment)?.[language],
            isNarrow: true,
          },
          { name: t('people.units.tier'), cell: (row) => row.tier, isNumber: true },
          { name: t('people.organisation'), cell: (row) => organisations.nameOf(row.organisationId) },
          {
            name: t('people.units.skills'),
            cell: (row) => row.skills.map((one) => skillLabel(one)[language]).join(language === 'zh' ? '、' : ', '),
          },
          {
            name: t('people.units.duty'),
            cell: (row) => writeDuty(row.duty) || t('people.units.duty.none'),
            isNarrow: true,
          },
          { name: t('people.units.phone'), cell: (row) => row.phone ?? '–', isNarrow: true },
        ]}
        acts={(row) =>
          isKeeper && !row.retiredAt ? (
            <>
              <Button size="small" onClick={() => setOpen({ what: 'edit', unit: row })}>
                {t('people.edit')}
              </Button>
              <Button size="small" onClick={() => setOpen({ what: 'trackers', unit: row })}>
                {t('people.trackers.open')}
              </Button>
              <Button size="small" onClick={() => setOpen({ what: 'retire', unit: row })}>
                {t('people.units.retire')}
              </Button>
            </>
          ) : null
        }
      />
      {open?.what === 'edit' ? (
        <UnitDialog unit={open.unit} organisations={organisations} onDone={units.reload} onClose={close} />
      ) : null}
      {open?.what === 'trackers' ? <Trackers key={open.unit.id} unit={open.unit} /> : null}
      {open?.what === 'retire' ? (
        <ConfirmDialog
          title={t('people.units.retireTitle', { name: open.unit.name })}
          text={t('people.units.retireText')}
          act={t('people.units.retire')}
          isBusy={change.busy !== null}
          problem={change.problem}
          isDanger
          onConfirm={() => void retire(open.unit)}
          onClose={close}
        />
      ) : null}
    </>
  )
}
