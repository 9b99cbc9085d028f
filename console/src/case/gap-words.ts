import type { BoardGap } from '@liandong/shared/board/board.ts'
import { formatDay, formatTime } from '../i18n/format.ts'
import type { Translate } from '../i18n/language.ts'
import { isMessageKey } from '../i18n/messages.ts'

/** A gap of the rota in a line: where, who is wanting, from when. */
export function sayGap(gap: BoardGap, t: Translate): string {
  const role = `vocab.role.${gap.post}`
  const place = gap.post !== null && isMessageKey(role) ? `${gap.organisation} ${t(role)}` : gap.organisation
  return t(gap.hasBegun ? 'case.gap.begun' : 'case.gap.ahead', {
    place,
    n: gap.missing,
    at: `${formatDay(gap.fromAt).slice(5)} ${formatTime(gap.fromAt)}`,
  })
}
