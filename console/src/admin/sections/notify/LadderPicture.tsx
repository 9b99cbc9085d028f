import type { Ladder as LadderContent } from '@liandong/shared/clocks/ladder.ts'
import { CALLS } from '@liandong/shared/clocks/ladder.ts'
import { useT } from '../../../i18n/language.ts'
import './notify.css'

/** The ladder on a time line: what happens when while nobody acknowledges. When it is red the time limits say. */
export function LadderPicture({ ladder, redAfter }: { ladder: LadderContent; redAfter: number | null }) {
  const t = useT()
  const steps = [
    { name: 'order', at: 0 },
    { name: 'remind', at: ladder.remindAfter },
    ...(redAfter === null ? [] : [{ name: 'red', at: redAfter }]),
    { name: 'leader', at: ladder.leaderAfter },
    { name: 'backup', at: ladder.backupAfter },
  ].toSorted((a, b) => a.at - b.at)
  const whole = Math.max(...steps.map((step) => step.at))
  return (
    <ol className="ladder" aria-label={t('admin.ladder.picture')}>
      {steps.map(({ name, at }, i) => (
        <li
          key={name}
          className={`ladder__step ladder__step--${name}`}
          style={{ flexGrow: i === steps.length - 1 ? 0 : Math.max(((steps[i + 1]?.at ?? at) - at) / whole, 0.08) }}
        >
          <b>{at === 0 ? t('admin.ladder.atOnce') : t('admin.ladder.after', { n: at })}</b>
          <span>{t(`admin.ladder.step.${name as 'order'}`)}</span>
          <small>{channelWords(ladder, name)}</small>
        </li>
      ))}
    </ol>
  )

  function channelWords(content: LadderContent, step: string): string {
    const call = CALLS.find((one) => one === step)
    if (call === undefined) return t('admin.ladder.onDesk')
    const on = content.channels[call].filter((channel) => !content.quiet.includes(channel))
    return on.length === 0 ? t('admin.ladder.silent') : on.map((one) => t(`call.channel.${one}`)).join('、')
  }
}
