import { useEffect, useState } from 'react'
import type { AttachmentView } from '@liandong/shared/wire/attachment.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

type Props = {
  photos: readonly AttachmentView[]
  shownId: string
  urlOf: (id: string) => string
  said: (photo: AttachmentView) => string
  onShow: (id: string) => void
  onClose: () => void
}

/** One photo as large as the screen has room for. The arrows go on and back, Escape closes. */
export function AttachmentViewer({ photos, shownId, urlOf, said, onShow, onClose }: Props) {
  const t = useT()
  const [failedId, setFailedId] = useState<string | null>(null)
  const at = photos.findIndex((photo) => photo.id === shownId)
  const photo = photos[at]
  const [before, after] = [photos[at - 1], photos[at + 1]]
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const to = event.key === 'ArrowLeft' ? before : event.key === 'ArrowRight' ? after : undefined
      if (to) onShow(to.id)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [before, after, onShow])
  // erased while it was looked at
  useEffect(() => {
    if (photo === undefined) onClose()
  }, [photo, onClose])
  if (photo === undefined) return null
  return (
    <Dialog title={t('case.attach.of', { n: at + 1, all: photos.length })} onClose={onClose} isWide>
      <figure className="attachment-viewer">
        {failedId === photo.id ? (
          <p role="alert">{t('case.attach.failed')}</p>
        ) : (
          <img key={photo.id} src={urlOf(photo.id)} alt={said(photo)} onError={() => setFailedId(photo.id)} />
        )}
        <figcaption>
          {said(photo)}
          {photo.caption ? ` · ${photo.caption}` : ''}
        </figcaption>
      </figure>
      <div className="attachment-viewer__acts">
        <Button keyCap="←" disabled={!before} onClick={() => before && onShow(before.id)}>
          {t('case.attach.prev')}
        </Button>
        <Button keyCap="→" disabled={!after} onClick={() => after && onShow(after.id)}>
          {t('case.attach.next')}
        </Button>
      </div>
    </Dialog>
  )
}
