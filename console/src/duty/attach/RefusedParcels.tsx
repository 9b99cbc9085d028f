import { formatTime } from '../../i18n/format.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { problemWords } from '../../ui/problem-words.ts'
import type { RefusedParcel } from './use-parcels.ts'

/** A photo or a voice note the server did not take: which, and why. It stays until it was read. */
export function RefusedParcels({
  refused,
  onRead,
}: {
  refused: readonly RefusedParcel[]
  onRead: (id: string) => void
}) {
  const t = useT()
  const language = useLanguage()
  return refused.map(({ parcel, problem }) => (
    <section key={parcel.id} className="duty-notice" role="alert">
      <h2>{t(`duty.parcel.${parcel.kind}`)}</h2>
      <p>{t('duty.parcel.when', { no: parcel.incidentNo, time: formatTime(parcel.occurredAt) })}</p>
      <p>{problemWords(problem, t, language)}</p>
      <p>{t('duty.parcel.lost')}</p>
      <Button size="large" onClick={() => onRead(parcel.id)}>
        {t('duty.refused.ok')}
      </Button>
    </section>
  ))
}
