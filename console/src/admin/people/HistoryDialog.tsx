import { useEffect, useState } from 'react'
import type { Answer } from '../../api/answer.ts'
import { peopleApi, type OrganisationDetail, type OrganisationRow } from '../../api/people.ts'
import { formatDay } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState, LoadingState } from '../../ui/Panel.tsx'

/** Since the history is kept: the beginning of what was there before it is no date anybody knows. */
const BEGINNING = '1970-01-01T00:00:00.000Z'

/** Where it stood and what it was called through the years, the latest first. */
export function HistoryDialog({ row, onClose }: { row: OrganisationRow; onClose: () => void }) {
  const t = useT()
  const [answer, setAnswer] = useState<Answer<OrganisationDetail> | null>(null)
  useEffect(() => {
    void peopleApi.organisation(row.id).then(setAnswer)
  }, [row.id])
  return (
    <Dialog title={t('people.organisation.historyTitle', { name: row.name })} onClose={onClose}>
      {answer === null ? <LoadingState /> : null}
      {answer && !answer.ok ? <ErrorState problem={answer.problem} /> : null}
      {answer?.ok ? (
        <ol className="history">
          {answer.value.places.map((place) => (
            <li key={place.from}>
              <span className="history__span">
                {t('people.organisation.historyRow', {
                  from: place.from === BEGINNING ? t('people.organisation.always') : formatDay(place.from),
                  until: place.until === null ? t('people.organisation.now') : formatDay(place.until),
                })}
              </span>
              <strong>{place.name}</strong>
              {place.parentName ? <span>{t('people.organisation.under', { name: place.parentName })}</span> : null}
            </li>
          ))}
        </ol>
      ) : null}
    </Dialog>
  )
}
