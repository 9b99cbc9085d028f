import type { Problem } from '../../api/answer.ts'
import type { Hanging } from '../../api/people.ts'
import { useT } from '../../i18n/language.ts'

/** Why something cannot be ended yet: what hangs on it, by name. */
export function HangingNote({ problem }: { problem: Problem | null }) {
  const t = useT()
  if (problem?.code !== 'stillInUse') return null
  const hanging = (problem.facts.hanging ?? []) as Hanging[]
  return (
    <section className="hanging">
      <p>{t('people.hanging.title')}</p>
      <ul>
        {hanging.map(({ what, count, first }) => {
          const names = first.join('、')
          return (
            <li key={what}>
              {t('people.hanging', {
                what: t(`people.hanging.${what}`),
                count,
                names: count > first.length ? t('people.names.more', { names }) : names,
              })}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
