import { useState } from 'react'
import { DAY_MS, toIso } from '@liandong/shared/time.ts'
import type { AuditFilter } from '../../../api/client.ts'
import { useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { KNOWN_TYPES, typeWords } from './audit-words.ts'
import { DateField } from '../../../ui/DateField.tsx'

const KINDS = ['incident', 'ticket', 'unit', 'source', 'duty', 'audit'] as const
const EMPTY = { from: '', to: '', actor: '', type: '', kind: '', caseNo: '', q: '' }

/** A day of the form is a day in Shanghai, its last moment included. */
const startOf = (day: string): string => `${day}T00:00:00+08:00`
const endOf = (day: string): string => toIso(Date.parse(startOf(day)) + DAY_MS)

function toFilter({ from, to, ...words }: typeof EMPTY): AuditFilter {
  const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value.trim() !== ''))
  return { ...said, ...(from ? { from: startOf(from) } : {}), ...(to ? { to: endOf(to) } : {}) }
}

/** What to look for; nothing is asked of the server before the button is pressed, since each search is a line in the log. */
export function AuditFilters({ onSearch }: { onSearch: (filter: AuditFilter) => void }) {
  const t = useT()
  const [form, setForm] = useState(EMPTY)
  const set = (field: keyof typeof EMPTY) => (value: string) => setForm((known) => ({ ...known, [field]: value }))
  return (
    <form
      className="audit-filters"
      aria-label={t('admin.audit.filters')}
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(toFilter(form))
      }}
    >
      <DateField label={t('admin.audit.from')} value={form.from} onChange={set('from')} />
      <DateField label={t('admin.audit.to')} value={form.to} onChange={set('to')} />
      <TextField label={t('admin.audit.actor')} value={form.actor} onChange={set('actor')} maxLength={100} />
      <SelectField label={t('admin.audit.type')} value={form.type} onChange={set('type')}>
        <option value="">{t('admin.audit.anyType')}</option>
        {KNOWN_TYPES.map((type) => (
          <option key={type} value={type}>
            {typeWords(type, t)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('admin.audit.kind')} value={form.kind} onChange={set('kind')}>
        <option value="">{t('admin.audit.anyKind')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`admin.audit.kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      <TextField label={t('admin.audit.caseNo')} value={form.caseNo} onChange={set('caseNo')} maxLength={64} />
      <TextField label={t('admin.audit.q')} value={form.q} onChange={set('q')} maxLength={100} />
      <div className="audit-filters__acts">
        <Button type="submit" look="primary">
          {t('admin.audit.search')}
        </Button>
        <Button
          onClick={() => {
            setForm(EMPTY)
            onSearch({})
          }}
        >
          {t('admin.audit.clear')}
        </Button>
      </div>
    </form>
  )
}
