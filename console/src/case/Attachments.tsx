import { lazy, Suspense, useState } from 'react'
import type { AttachmentView } from '@liandong/shared/wire/attachment.ts'
import { attachmentUrl } from '../api/client.ts'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import './attachments.css'

const AttachmentViewer = lazy(async () => ({ default: (await import('./AttachmentViewer.tsx')).AttachmentViewer }))

/** What came from the scene: photos small, one press makes them large, and voice notes to be played where they stand. */
export function Attachments({ incidentId, items }: { incidentId: string; items: readonly AttachmentView[] }) {
  const t = useT()
  const [shownId, setShownId] = useState<string | null>(null)
  const photos = items.filter((item) => item.kind === 'photo')
  const voices = items.filter((item) => item.kind === 'voice')
  const said = (item: AttachmentView): string =>
    t(item.kind === 'photo' ? 'case.attach.by' : 'case.attach.said', { who: item.byName, at: formatTime(item.at) })
  return (
    <section className="pane__part attachments">
      <h3>
        {t('case.attach.title')} <small>{items.length}</small>
      </h3>
      {photos.length > 0 ? (
        <ul className="attachments__photos">
          {photos.map((photo) => (
            <li key={photo.id}>
              <button
                type="button"
                aria-label={t('case.attach.open', { at: formatTime(photo.at) })}
                onClick={() => setShownId(photo.id)}
              >
                <img src={attachmentUrl(incidentId, photo.id)} alt="" loading="lazy" />
              </button>
              <small>{said(photo)}</small>
              {photo.caption ? <p>{photo.caption}</p> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {voices.map((voice) => (
        <figure key={voice.id} className="attachments__voice">
          <audio
            controls
            preload="none"
            src={attachmentUrl(incidentId, voice.id)}
            aria-label={`${t('case.attach.voice')} ${said(voice)}`}
          />
          <figcaption>
            {said(voice)}
            {voice.caption ? ` · ${voice.caption}` : ''}
          </figcaption>
        </figure>
      ))}
      {shownId === null ? null : (
        <Suspense fallback={null}>
          <AttachmentViewer
            photos={photos}
            shownId={shownId}
            urlOf={(id) => attachmentUrl(incidentId, id)}
            said={said}
            onShow={setShownId}
            onClose={() => setShownId(null)}
          />
        </Suspense>
      )}
    </section>
  )
}
