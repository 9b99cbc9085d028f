import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import { useT } from '../../i18n/language.ts'
import { CheckField, SelectField } from '../../ui/fields.tsx'

type Notify = NonNullable<IncidentDetail['notify']>

/** Whom an order tells as well, before anybody has said otherwise. */
export const proposedTo = ({ notify }: Pick<IncidentDetail, 'notify'>): string[] =>
  notify?.proposed ? [notify.proposed.organisationId] : []

/** 同时通知: for danger the responsible department stands there ticked, and another can be named. */
export function NotifyField({
  notify: { proposed, departments },
  told,
  onChange,
}: {
  notify: Notify
  told: readonly string[]
  onChange: (ids: readonly string[]) => void
}) {
  const t = useT()
  const nameOf = (id: string): string => departments.find((one) => one.id === id)?.name ?? id
  const others = told.filter((id) => id !== proposed?.organisationId)
  return (
    <fieldset className="dispatch-notify">
      <legend>{t('case.notify.label')}</legend>
      {proposed ? (
        <CheckField
          label={t('case.notify.proposed', { name: nameOf(proposed.organisationId), reason: proposed.reason })}
          checked={told.includes(proposed.organisationId)}
          onChange={(isOn) => onChange(isOn ? [proposed.organisationId, ...others] : others)}
        />
      ) : null}
      <SelectField
        label={t('case.notify.add')}
        value={others[0] ?? ''}
        onChange={(id) => onChange([...told.filter((one) => one === proposed?.organisationId), ...(id ? [id] : [])])}
      >
        <option value="">{t('case.notify.none')}</option>
        {departments
          .filter((one) => one.id !== proposed?.organisationId)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
      </SelectField>
    </fieldset>
  )
}
