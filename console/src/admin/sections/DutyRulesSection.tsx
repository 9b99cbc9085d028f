import { useState } from 'react'
import { DELIVERED_DUTY, type DutyRules as Rules } from '@liandong/shared/duty/duty-rules.ts'
import { useT } from '../../i18n/language.ts'
import { TextField } from '../../ui/fields.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { VersionForm } from '../kit/VersionForm.tsx'
import { Versions, type ProposalProps } from '../kit/Versions.tsx'

const NUMBERS = ['gapAheadHours', 'unsignedMinutes', 'longestHours', 'rollCallMinutes'] as const
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const sayTurns = (turns: readonly number[]): string => turns.map(clock).join('、')

/** `08:00、20:00` as minutes of the day; undefined where it is none. */
function readTurns(text: string): number[] | undefined {
  const turns = text
    .split(/[、,，;；\s]+/)
    .filter(Boolean)
    .map((part) => {
      const [, h, m] = /^(\d{1,2})[:：](\d{2})$/.exec(part) ?? []
      return h === undefined || Number(h) > 23 || Number(m) > 59 ? undefined : Number(h) * 60 + Number(m)
    })
  return turns.length > 0 && turns.every((turn) => turn !== undefined) ? turns : undefined
}

/** When shifts turn, how early a gap is told, how late a handover may be signed, how long anybody may be on duty. */
export function DutyRulesSection() {
  const t = useT()
  const rows = (rules: Rules): [string, string][] => [
    [t('admin.dutyRules.turns'), sayTurns(rules.turns)],
    ...NUMBERS.map((key): [string, string] => [
      t(`admin.dutyRules.${key}`),
      String(rules[key] ?? DELIVERED_DUTY.content[key]),
    ]),
  ]
  return (
    <Versions
      subject="dutyRules"
      title={t('admin.section.dutyRules')}
      text={t('admin.dutyRules.text')}
      say={(rules) =>
        rows(rules)
          .map(([name, value]) => `${name} ${value}`)
          .join(' · ')
      }
      form={(props) => <RulesForm {...props} />}
    >
      {(rules) => (
        <dl className="targets">
          {rows(rules).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Versions>
  )
}

function RulesForm({ content, ...rest }: ProposalProps<'dutyRules'>) {
  const t = useT()
  const [turns, setTurns] = useState(sayTurns(content.turns))
  const [numbers, setNumbers] = useState(() =>
    NUMBERS.map((key) => String(content[key] ?? DELIVERED_DUTY.content[key])),
  )
  const read = readTurns(turns)
  const values = numbers.map((text) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : undefined))
  const [gapAheadHours, unsignedMinutes, longestHours, rollCallMinutes] = values
  const proposed =
    read &&
    gapAheadHours !== undefined &&
    unsignedMinutes !== undefined &&
    longestHours !== undefined &&
    rollCallMinutes !== undefined
      ? { turns: read, gapAheadHours, unsignedMinutes, longestHours, rollCallMinutes }
      : undefined
  return (
    <VersionForm subject="dutyRules" proposed={proposed} {...rest}>
      <TextField
        label={t('admin.dutyRules.turns')}
        value={turns}
        onChange={setTurns}
        hint={t('admin.dutyRules.turnsHint')}
        error={read ? fieldProblem(rest.change.problem, '/content/turns') : t('admin.dutyRules.turnsBad')}
        maxLength={60}
      />
      {NUMBERS.map((key, n) => (
        <TextField
          key={key}
          label={t(`admin.dutyRules.${key}`)}
          value={numbers[n] ?? ''}
          onChange={(text) => setNumbers(numbers.with(n, text))}
          error={
            values[n] === undefined ? t('admin.form.notANumber') : fieldProblem(rest.change.problem, `/content/${key}`)
          }
          maxLength={3}
        />
      ))}
    </VersionForm>
  )
}
