import type { Classification } from '../classify/classification.ts'
import type { Route } from './routing.ts'

/**
 * 先期处置 (domain.md §2.3 [P7b]): for danger that is not the police's to end, units go at once and the department that has
 * to end it is told in the same breath.
 */
const DANGER_CATEGORIES: readonly string[] = ['灾害事故']
const DANGER_SUBTYPES: readonly string[] = [
  '燃气泄漏',
  '火灾',
  '消防隐患',
  '坍塌坠落',
  '触电漏电',
  '危化品',
  '水淹',
  '爆炸',
  '环境污染',
]

type Kind = Pick<Classification, 'category' | 'subtype'>

/** Whether the kind of a case is a danger that some department has to end. */
export const isDanger = (kind: Kind | null): boolean =>
  kind !== null &&
  (DANGER_CATEGORIES.includes(kind.category) || (kind.subtype !== null && DANGER_SUBTYPES.includes(kind.subtype)))

/** Whom an order would tell as well, unless the operator says otherwise: nobody where there is no danger, or who is told. */
export function proposeNotice(
  kind: Kind | null,
  route: Route | undefined,
  told: readonly { organisationId: string }[],
): { organisationId: string; reason: string } | null {
  if (!isDanger(kind) || !route || told.some((one) => one.organisationId === route.organisationId)) return null
  return { organisationId: route.organisationId, reason: route.reason }
}
