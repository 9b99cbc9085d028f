import { useEffect, useState } from 'react'
import type { VerifyLine } from '@liandong/shared/wire/audit.ts'
import type { Problem } from '../../../api/answer.ts'
import { api } from '../../../api/client.ts'
import { useT } from '../../../i18n/language.ts'
import { isMessageKey } from '../../../i18n/messages.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState } from '../../../ui/Panel.tsx'

/** Walks the chain on the server and says how far it is, then what came of it. Closing it gives up. */
export function AuditVerify({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [line, setLine] = useState<VerifyLine | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    const giveUp = new AbortController()
    void api.verifyAudit(setLine, giveUp.signal).then((answer) => {
      if (!answer.ok && !giveUp.signal.aborted) setProblem(answer.problem)
    })
    return () => giveUp.abort()
  }, [])
  return (
    <Dialog title={t('admin.audit.verify')} onClose={onClose}>
      <div className="audit-verify">
        <p>{t('admin.audit.verifyText')}</p>
        {problem ? <ErrorState problem={problem} /> : line ? <Progress line={line} /> : null}
      </div>
    </Dialog>
  )
}

function Progress({ line }: { line: VerifyLine }) {
  const t = useT()
  if ('checked' in line)
    return (
      <div role="status">
        <progress max={Math.max(line.of, 1)} value={line.checked} aria-label={t('admin.audit.verify')} />
        <p>{t('admin.audit.checked', { n: line.checked, of: line.of })}</p>
      </div>
    )
  if (line.ok)
    return (
      <p className="audit-verify__whole" role="status">
        {t('admin.audit.whole', { n: line.events, heads: line.heads })}
      </p>
    )
  const key = `admin.audit.fault.${line.fault}`
  return (
    <div className="audit-verify__broken" role="alert">
      <p>{t(isMessageKey(key) ? key : 'admin.audit.fault.changed', { n: line.seq })}</p>
      <p>{t('admin.audit.faultText', { why: line.why })}</p>
    </div>
  )
}
