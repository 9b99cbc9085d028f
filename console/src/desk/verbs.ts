import type { Translate } from '../i18n/language.ts'
import type { Act } from '../case/acts.ts'
import type { Verb } from './command-line.ts'

/** The acts the bar knows, with a short word each; `派`, `pd`, `派单` and `paidan`'s initials all find 派单. */
const ACTS: readonly [Act, readonly string[]][] = [
  ['dispatch', ['派单', '派', 'd']],
  ['police', ['警务', '警', 'p']],
  ['nonPolice', ['非警务', '非', 'n']],
  ['settle', ['处结', '结']],
  ['issueTicket', ['转任务单', '任务单', 't']],
  ['transferPolice', ['移交派出所', '移交']],
  ['merge', ['并案', '并']],
  ['cancel', ['撤销', '撤']],
  ['visit', ['回访']],
  ['close', ['归档']],
  ['note', ['备注', '注']],
  ['flag', ['标记', '标']],
]

/** Chinese words always work, English ones too where the screen is English. */
export const deskVerbs = (t: Translate): Verb[] => [
  ...ACTS.map(([id, also]): Verb => ({ id, name: t(`case.act.${id}`).replaceAll(' ', ''), also })),
  { id: 'search', name: t('desk.verb.search'), also: ['搜', 's'] },
  { id: 'newAlert', name: t('desk.verb.newAlert'), also: ['新建', 'new'] },
]
