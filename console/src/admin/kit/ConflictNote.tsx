import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Edit } from './use-edit.ts'

export type Said = { label: string; value: string }

type Props<Row extends { version: number }> = {
  edit: Edit<Row>
  /** What was typed, field by field, and what `present` says of the same fields in the same order. */
  mine: readonly Said[]
  theirs: (present: Row) => readonly Said[]
  /** Puts what stands there now into the form. */
  take: (present: Row) => void
  /** Sends what was typed once more, on the version that stands there now. */
  keep: (version: number) => Promise<void>
}

/** Somebody else was first: what stands there now beside what was typed, and which of the two shall be. */
export function ConflictNote<Row extends { version: number }>({ edit, mine, theirs, take, keep }: Props<Row>) {
  const t = useT()
  const { present } = edit
  if (present === null) return null
  const said = theirs(present)
  const differing = mine.flatMap(({ label, value }, n) => {
    const other = said[n]?.value ?? ''
    return value === other ? [] : [{ label, mine: value, theirs: other }]
  })
  const onTake = (): void => {
    take(present)
    edit.standOn(present)
    edit.clear()
  }
  const onKeep = (): void => {
    edit.standOn(present)
    void keep(present.version)
  }
  return (
    <section className="conflict" role="alert">
      <p>{t('people.conflict.title')}</p>
      {differing.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('people.conflict.field')}</th>
              <th scope="col">{t('people.conflict.mine')}</th>
              <th scope="col">{t('people.conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td>{row.mine || t('people.conflict.none')}</td>
                <td>{row.theirs || t('people.conflict.none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <footer>
        <Button size="small" onClick={onTake}>
          {t('people.conflict.take')}
        </Button>
        <Button size="small" onClick={onKeep}>
          {t('people.conflict.keep')}
        </Button>
      </footer>
    </section>
  )
}
