import type { CategoryTree } from '../classify/category-tree.ts'
import type { CalendarYears } from '../clocks/calendar.ts'
import type { Ladder } from '../clocks/ladder.ts'
import type { SlaTargets } from '../clocks/sla.ts'
import type { DutyRules } from '../duty/duty-rules.ts'

/** What is set by versions, and what a version of it holds. */
export type Settings = {
  sla: SlaTargets
  categories: CategoryTree
  calendar: CalendarYears
  dutyRules: DutyRules
  ladder: Ladder
}

export type Subject = keyof Settings
