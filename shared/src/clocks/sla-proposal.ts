import { DAY_MS, MINUTE_MS } from '../time.ts'
import { SLA_AHEAD_DAYS, SLA_BOUNDS, SLA_NOTICE_MS, type SlaTargets } from './sla.ts'
import type { FieldError } from '../problems/refusal.ts'

const say = (seconds: number): { zh: string; en: string } =>
  seconds % 60 === 0
    ? { zh: `${seconds / 60} 分钟`, en: `${seconds / 60} min` }
    : { zh: `${seconds} 秒`, en: `${seconds} s` }

/**
 * `checkSlaProposal` says what is wrong with proposed targets, field by field: out of bounds, a severity 1 that has
 * longer than the others, a beginning in the past or before a version that is decided already.
 */
export function checkSlaProposal(
  proposal: { effectiveFrom: number; targets: SlaTargets },
  known: { now: number; lastEffectiveFrom: number | null },
): FieldError[] {
  const { targets, effectiveFrom } = proposal
  const errors: FieldError[] = []
  for (const [clock, [least, most]] of Object.entries(SLA_BOUNDS) as [keyof SlaTargets, readonly [number, number]][]) {
    if (targets[clock] >= least && targets[clock] <= most) continue
    const [from, to] = [say(least), say(most)]
    errors.push({
      pointer: `/targets/${clock}`,
      message: `between ${from.en} and ${to.en}`,
      messageZh: `应在 ${from.zh}至 ${to.zh}之间`,
    })
  }
  if (errors.length === 0 && targets.K1Severity1 > targets.K1)
    errors.push({
      pointer: '/targets/K1Severity1',
      message: 'severity 1 may not have longer than the others',
      messageZh: '一级警情的时限不得长于其他警情',
    })
  const at = '/effectiveFrom'
  if (effectiveFrom < known.now + SLA_NOTICE_MS)
    errors.push({ pointer: at, message: 'must begin in the future', messageZh: '生效时间须晚于当前时间至少 1 分钟' })
  else if (effectiveFrom > known.now + SLA_AHEAD_DAYS * DAY_MS)
    errors.push({ pointer: at, message: 'more than a year ahead', messageZh: '生效时间不得晚于一年之后' })
  else if (known.lastEffectiveFrom !== null && effectiveFrom < known.lastEffectiveFrom + MINUTE_MS)
    errors.push({
      pointer: at,
      message: 'must begin after the last approved version',
      messageZh: '生效时间须晚于已批准的上一版本',
    })
  return errors
}
