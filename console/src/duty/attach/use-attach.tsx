import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useT } from '../../i18n/language.ts'
import type { Taken } from './taken.ts'

/** Camera and recorder come after the page: the first load is for the order alone. */
export const loadAttachBar = () => import('./AttachBar.tsx').then(({ AttachBar: bar }) => ({ default: bar }))
const AttachBar = lazy(loadAttachBar)

/** What a sheet needs to take photos and voice notes along: the bar, what was taken, and whether it may be sent now. */
export function useAttach(): { files: readonly Taken[]; isBusy: boolean; hint: string; bar: ReactNode } {
  const t = useT()
  const [files, setFiles] = useState<readonly Taken[]>([])
  const [busy, setBusy] = useState<'busy' | 'recording' | null>(null)
  return {
    files,
    isBusy: busy !== null,
    hint:
      busy === 'recording'
        ? t('duty.attach.recording')
        : files.length > 0
          ? t('duty.attach.count', { n: files.length })
          : '',
    bar: (
      <Suspense fallback={<div className="duty-attach-coming" />}>
        <AttachBar files={files} onChange={setFiles} onBusy={setBusy} />
      </Suspense>
    ),
  }
}
