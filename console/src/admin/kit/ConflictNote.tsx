import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'

export type ConflictRow = { label: string; mine: string; theirs: string }

type Props = { rows: readonly ConflictRow[]; onTake: () => void; onKeep: () => void }

/** Somebody else was first: what stands there now beside what was typed, and which of the two shall be. */
export function ConflictNote({ rows, onTake, onKeep }: Props) {
  const t = useT()
  const differing = rows.filter((row) => row.mine !== row.theirs)
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
