import { useState, type ReactNode } from 'react'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { Taken } from './attach/taken.ts'
import { useAttach } from './attach/use-attach.tsx'

type SheetProps = {
  onSend: (body: Record<string, unknown>, files?: readonly Taken[]) => void
  onClose: () => void
}

/** Only what was said goes out: an empty field is no field (commands are strict). */
const filled = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, typeof value === 'string' ? value.trim() : value]],
    ),
  )

const PARTIES = ['both', 'one', 'none'] as const

/** What is said most often, in one tap. */
const PRESETS = ['calmed', 'gone', 'arguing', 'violent'] as const

/** 首报 in three taps: open, one chip, send. */
export function ReportSheet({ onSend, onClose }: SheetProps) {
  const t = useT()
  const [partiesPresent, setParties] = useState<(typeof PARTIES)[number]>()
  const [injured, setInjured] = useState<boolean>()
  const [policeNeeded, setPolice] = useState<boolean>()
  const [canSettle, setSettle] = useState<boolean>()
  const [text, setText] = useState('')
  const attach = useAttach()
  const said = filled({ partiesPresent, injured, policeNeeded, canSettle, text })
  const hasFiles = attach.files.length > 0
  // a picture says it, and a report is still words: the clock of the first report is met by them alone
  const body = Object.keys(said).length === 0 && hasFiles ? { text: t('duty.attach.seeThem') } : said
  const isEmpty = Object.keys(body).length === 0
  const toggle = (value: boolean | undefined): true | undefined => (value ? undefined : true)
  return (
    <Dialog title={t('duty.report.title')} onClose={onClose} isSheet>
      <Chips label={t('duty.report.parties')}>
        {PARTIES.map((p) => (
          <Chip key={p} isOn={partiesPresent === p} onPress={() => setParties(partiesPresent === p ? undefined : p)}>
            {t(`duty.report.${p}`)}
          </Chip>
        ))}
      </Chips>
      <Chips label={t('duty.report.facts')}>
        <Chip isOn={injured === true} onPress={() => setInjured(toggle(injured))}>
          {t('duty.report.injured')}
        </Chip>
        <Chip isOn={policeNeeded === true} onPress={() => setPolice(toggle(policeNeeded))}>
          {t('duty.report.police')}
        </Chip>
        <Chip isOn={canSettle === true} onPress={() => setSettle(toggle(canSettle))}>
          {t('duty.report.canSettle')}
        </Chip>
      </Chips>
      <Chips label={t('duty.report.presets')} isWide>
        {PRESETS.map((preset) => {
          const words = t(`duty.preset.${preset}`)
          return (
            <Chip key={preset} isOn={text === words} onPress={() => setText(text === words ? '' : words)}>
              {words}
            </Chip>
          )
        })}
      </Chips>
      <Field label={t('duty.report.text')} value={text} onChange={setText} />
      {attach.bar}
      <Submit
        isDisabled={isEmpty || attach.isBusy}
        hint={attach.hint || (isEmpty ? t('duty.report.empty') : '')}
        onPress={() => onSend(body, attach.files)}
      >
        {t('duty.report.send')}
      </Submit>
    </Dialog>
  )
}

const DECLINES = ['busy', 'far', 'vehicle', 'unwell', 'other'] as const

export function DeclineSheet({ onSend, onClose }: SheetProps) {
  const t = useT()
  const [why, setWhy] = useState<(typeof DECLINES)[number]>()
  const [text, setText] = useState('')
  const words = [why === undefined || why === 'other' ? '' : t(`duty.decline.${why}`), text.trim()]
    .filter(Boolean)
    .join('，')
  return (
    <Dialog title={t('duty.decline.title')} onClose={onClose} isSheet>
      <Chips label={t('duty.decline.title')}>
        {DECLINES.map((reason) => (
          <Chip key={reason} isOn={why === reason} onPress={() => setWhy(reason)}>
            {t(`duty.decline.${reason}`)}
          </Chip>
        ))}
      </Chips>
      {why === 'other' ? <Field label={t('duty.decline.other')} value={text} onChange={setText} max={400} /> : null}
      <Submit isDisabled={words === ''} hint={t('duty.decline.hint')} onPress={() => onSend({ reason: words })}>
        {t('duty.decline.send')}
      </Submit>
    </Dialog>
  )
}

const DELAYS = ['road', 'address', 'moved', 'other'] as const

/** 堵路/地址错: tells the room why it takes longer; it stops no clock (domain §4.5). */
export function DelaySheet({ onSend, onClose }: SheetProps) {
  const t = useT()
  const [why, setWhy] = useState<(typeof DELAYS)[number]>()
  const [text, setText] = useState('')
  const reason = why === undefined ? '' : t(`duty.delay.${why}`)
  return (
    <Dialog title={t('duty.delay.title')} onClose={onClose} isSheet>
      <Chips label={t('duty.delay.title')}>
        {DELAYS.map((delay) => (
          <Chip key={delay} isOn={why === delay} onPress={() => setWhy(delay)}>
            {t(`duty.delay.${delay}`)}
          </Chip>
        ))}
      </Chips>
      <Field label={t('duty.delay.text')} value={text} onChange={setText} />
      <Submit
        isDisabled={reason === ''}
        hint={t('duty.delay.hint')}
        onPress={() => onSend({ text: [reason, text.trim()].filter(Boolean).join('，'), delayReason: reason })}
      >
        {t('duty.delay.send')}
      </Submit>
    </Dialog>
  )
}

const BACKUP_COUNTS = [1, 2, 3, 5] as const
const BACKUP_WHY = ['crowd', 'violent', 'weapon', 'injured'] as const

/** 呼叫增援: two taps, one more says why. */
export function BackupSheet({ onSend, onClose }: SheetProps) {
  const t = useT()
  const [count, setCount] = useState<number>(1)
  const [why, setWhy] = useState<string[]>([])
  return (
    <Dialog title={t('duty.backup.title')} onClose={onClose} isSheet>
      <Chips label={t('duty.backup.count')} isWide>
        {BACKUP_COUNTS.map((n) => (
          <Chip key={n} isOn={count === n} onPress={() => setCount(n)}>
            {t('duty.backup.n', { n })}
          </Chip>
        ))}
      </Chips>
      <Chips label={t('duty.backup.why')} isWide>
        {BACKUP_WHY.map((one) => {
          const words = t(`duty.backup.${one}`)
          return (
            <Chip key={one} isOn={why.includes(words)} onPress={() => setWhy(toggleIn(why, words))}>
              {words}
            </Chip>
          )
        })}
      </Chips>
      <Submit onPress={() => onSend(filled({ count, reason: why.join('；') }))}>{t('duty.backup.send')}</Submit>
    </Dialog>
  )
}

export function SettleSheet({ onSend, onClose }: SheetProps) {
  const t = useT()
  const [text, setText] = useState('')
  const attach = useAttach()
  return (
    <Dialog title={t('duty.settle.title')} onClose={onClose} isSheet>
      <Field label={t('duty.settle.text')} value={text} onChange={setText} />
      {attach.bar}
      <Submit isDisabled={attach.isBusy} hint={attach.hint} onPress={() => onSend(filled({ text }), attach.files)}>
        {t('duty.settle.send')}
      </Submit>
    </Dialog>
  )
}

const HANDBACK = ['facts', 'parties', 'demands', 'risk', 'evidence'] as const

const RISKS = ['escalate', 'weapon', 'weak', 'crowd', 'repeat', 'none'] as const
const toggleIn = (list: string[], one: string): string[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

/** D15: what the room needs to issue a ticket without asking again. */
export function HandbackSheet({ onSend, onClose }: SheetProps) {
  const t = useT()
  const [form, setForm] = useState<Record<string, string>>({})
  const [risks, setRisks] = useState<string[]>([])
  const attach = useAttach()
  const isEmpty = (form.facts ?? '').trim() === ''
  return (
    <Dialog title={t('duty.handback.title')} onClose={onClose} isSheet>
      <p className="duty-sheet__hint">{t('duty.handback.hint')}</p>
      {HANDBACK.map((field) => (
        <Field
          key={field}
          label={t(`duty.handback.${field}`)}
          rows={field === 'facts' ? 3 : 1}
          value={form[field] ?? ''}
          onChange={(value) => setForm({ ...form, [field]: value })}
        />
      ))}
      <Chips label={t('duty.handback.risk')}>
        {RISKS.map((risk) => {
          const words = t(`duty.risk.${risk}`)
          return (
            <Chip key={risk} isOn={risks.includes(words)} onPress={() => setRisks(toggleIn(risks, words))}>
              {words}
            </Chip>
          )
        })}
      </Chips>
      {attach.bar}
      <Submit
        isDisabled={isEmpty || attach.isBusy}
        hint={isEmpty && !attach.isBusy ? t('duty.handback.required') : attach.hint}
        onPress={() =>
          onSend(filled({ ...form, risk: [...risks, form.risk?.trim()].filter(Boolean).join('；') }), attach.files)
        }
      >
        {t('duty.handback.send')}
      </Submit>
    </Dialog>
  )
}

function Chips({ label, isWide = false, children }: { label: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={isWide ? 'duty-chips duty-chips--wide' : 'duty-chips'} role="group" aria-label={label}>
      {children}
    </div>
  )
}

function Chip({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  )
}

function Field({
  label,
  value,
  onChange,
  rows = 2,
  max = 2_000,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  rows?: number
  max?: number
}) {
  return (
    <label className="duty-field">
      {label}
      <textarea rows={rows} maxLength={max} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

function Submit({
  children,
  hint = '',
  isDisabled = false,
  onPress,
}: {
  children: ReactNode
  hint?: string
  isDisabled?: boolean
  onPress: () => void
}) {
  return (
    <div className="duty-submit">
      <p className="duty-sheet__hint">{hint}</p>
      <Button look="primary" size="large" disabled={isDisabled} onClick={onPress}>
        {children}
      </Button>
    </div>
  )
}
