import { useEffect, useState } from 'react'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { EquipmentCategory } from '@liandong/shared/equipment/ledger.ts'
import type { EquipmentView } from '@liandong/shared/wire/equipment.ts'
import type { Problem } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { equipmentApi } from '../api/equipment.ts'
import { rotaApi, type OnDutyRow } from '../api/rota.ts'
import { useUser } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import { serverNow } from '../live/live.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { fieldProblem, withoutFields } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { shortInstant } from './rota-words.ts'

type Props = { category: EquipmentCategory; items: readonly EquipmentView[]; onDone: () => void; onClose: () => void }
type Holder = { name: string; serial: string | null; unitName: string; since: string; incidentNo: string | null }

/** 领用: to whom, which, and for what. Where none is free it says who has them. */
export function TakeDialog({ category, items, onDone, onClose }: Props) {
  const t = useT()
  const user = useUser()
  const isUnit = user.role === 'responder'
  const [units, setUnits] = useState<readonly OnDutyRow[]>([])
  const [cases, setCases] = useState<readonly IncidentState[]>([])
  const [unitId, setUnit] = useState(isUnit ? (user.unitId ?? '') : '')
  const [equipmentId, setItem] = useState('')
  const [incidentId, setCase] = useState('')
  const [quantity, setQuantity] = useState('1')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const n = Number(quantity)
  const isLot = items.some((item) => item.quantity > 1)
  const isWhole = Number.isInteger(n) && n >= 1

  useEffect(() => {
    void (async () => {
      const [onDuty, live] = await Promise.all([
        isUnit ? null : rotaApi.onDuty(new Date(serverNow()).toISOString()),
        api.incidents({ limit: 50 }),
      ])
      if (onDuty?.ok) setUnits(onDuty.value.items)
      if (live.ok) setCases(live.value.items.filter((one) => one.live))
    })()
  }, [isUnit])

  const submit = async (): Promise<void> => {
    setBusy(true)
    const answer = await equipmentApi.take({
      category,
      equipmentId: equipmentId || null,
      quantity: n,
      unitId,
      incidentId: incidentId || null,
    })
    setBusy(false)
    onDone()
    if (!answer.ok) return setProblem(answer.problem)
    const { item } = answer.value
    const unit = item.uses.findLast((use) => use.unitId === unitId)?.unitName ?? ''
    const name = [item.name, item.serial].filter(Boolean).join(' ')
    showToast({ tone: 'done', what: t('equipment.taken', { unit, name }) })
    onClose()
  }

  const isNotFree = problem?.code === 'noneFree' || problem?.code === 'equipmentNotFree'
  return (
    <FormDialog
      title={`${t('equipment.take.title')} · ${t(`equipment.category.${category}`)}`}
      act={t('equipment.take')}
      isBusy={isBusy}
      problem={isNotFree ? null : withoutFields(problem)}
      isReady={unitId !== '' && isWhole}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {isUnit ? null : (
        <SelectField
          label={t('equipment.take.unit')}
          value={unitId}
          onChange={setUnit}
          error={fieldProblem(problem, '/unitId')}
        >
          <option value="">{t('equipment.take.choose')}</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.name} · {unit.organisation}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField label={t('equipment.take.which')} value={equipmentId} onChange={setItem}>
        <option value="">{t('equipment.take.any')}</option>
        {items.map((item) => (
          <option key={item.id} value={item.id}>
            {[item.name, item.serial, t(`equipment.state.${item.state}`)].filter(Boolean).join(' · ')}
          </option>
        ))}
      </SelectField>
      {isLot ? (
        <TextField
          label={t('equipment.quantity')}
          value={quantity}
          onChange={setQuantity}
          error={isWhole ? fieldProblem(problem, '/quantity') : t('equipment.quantity.bad')}
          maxLength={4}
        />
      ) : null}
      <SelectField
        label={t('equipment.take.case')}
        value={incidentId}
        onChange={setCase}
        error={fieldProblem(problem, '/incidentId')}
      >
        <option value="">{t('equipment.take.noCase')}</option>
        {cases.map((one) => (
          <option key={one.id} value={one.id}>
            {[one.no, one.place?.name].filter(Boolean).join(' ')}
          </option>
        ))}
      </SelectField>
      {problem && isNotFree ? <NotFree problem={problem} category={category} /> : null}
    </FormDialog>
  )
}

/** D7: "none free" says whom to ask. */
function NotFree({ problem, category }: { problem: Problem; category: EquipmentCategory }) {
  const t = useT()
  const facts = problem.facts as {
    holders?: Holder[]
    broken?: number
    free?: number | { name: string; serial: string | null }[]
  }
  if (Array.isArray(facts.free)) {
    const words = facts.free.map((one) => [one.name, one.serial].filter(Boolean).join(' ')).join('、')
    return (
      <p className="form-dialog__warning" role="alert">
        {t('equipment.notFree', { items: words })}
      </p>
    )
  }
  return (
    <section className="form-dialog__warning" role="alert">
      <b>
        {[
          t('equipment.noneFree.title', { category: t(`equipment.category.${category}`) }),
          facts.broken ? t('equipment.noneFree.broken', { n: facts.broken }) : '',
          facts.free ? t('equipment.noneFree.short', { n: facts.free }) : '',
        ]
          .filter(Boolean)
          .join('；')}
      </b>
      <ul>
        {(facts.holders ?? []).map((one) => (
          <li key={`${one.serial ?? one.name} ${one.unitName} ${one.since}`}>
            {[
              one.serial ?? one.name,
              t('equipment.uses.line', { unit: one.unitName, time: shortInstant(one.since) }),
            ].join(' ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
