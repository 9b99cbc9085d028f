import { useEffect, useState } from 'react'
import type { AuditHead, AuditHeads as Heads } from '@liandong/shared/wire/audit.ts'
import type { Answer } from '../../../api/answer.ts'
import { api } from '../../../api/client.ts'
import { formatInstant } from '../../../i18n/format.ts'
import { useT, type Translate } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/Panel.tsx'
import { Facts } from './AuditEventDialog.tsx'

/** The signed heads of the chain, each to be printed and filed away from this machine. */
export function AuditHeads({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [answer, setAnswer] = useState<Answer<Heads> | null>(null)
  const [shown, setShown] = useState<AuditHead | null>(null)
  useEffect(() => void api.auditHeads().then(setAnswer), [])
  return (
    <Dialog title={t(shown ? 'admin.audit.certificate' : 'admin.audit.heads')} onClose={onClose}>
      {answer === null ? <LoadingState /> : null}
      {answer && !answer.ok ? <ErrorState problem={answer.problem} /> : null}
      {answer?.ok && shown ? <Certificate head={shown} onBack={() => setShown(null)} /> : null}
      {answer?.ok && !shown ? <List heads={answer.value} onShow={setShown} /> : null}
    </Dialog>
  )
}

function List({ heads, onShow }: { heads: Heads; onShow: (head: AuditHead) => void }) {
  const t = useT()
  return (
    <div className="audit-heads">
      <p>{t('admin.audit.headsText')}</p>
      <p>{t('admin.audit.keepDays', { n: heads.keepDays })}</p>
      {heads.isFiled || heads.isPosted ? null : <p className="audit-heads__warn">{t('admin.audit.notSentOut')}</p>}
      {heads.items.length === 0 ? (
        <EmptyState title={t('admin.audit.headsNone')} />
      ) : (
        <table className="audit-diff">
          <thead>
            <tr>
              <th scope="col">{t('admin.audit.day')}</th>
              <th scope="col">{t('admin.audit.headSeq')}</th>
              <th scope="col">{t(heads.isPosted ? 'admin.audit.delivered' : 'admin.audit.signedAt')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('admin.acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {heads.items.map((head) => (
              <tr key={head.day}>
                <th scope="row">{head.day}</th>
                <td>{head.seq}</td>
                <td>{sayDelivery(head, heads.isPosted, t)}</td>
                <td>
                  <Button
                    size="small"
                    aria-label={t('admin.audit.printDay', { day: head.day })}
                    onClick={() => onShow(head)}
                  >
                    {t('admin.audit.print')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function sayDelivery(head: AuditHead, isPosted: boolean, t: Translate): string {
  if (!isPosted) return formatInstant(head.signedAt)
  return head.deliveredAt ? formatInstant(head.deliveredAt) : t('admin.audit.deliveredNot')
}

/** A sheet of paper: everything that is needed to hold the log against it, and room for a hand. */
function Certificate({ head, onBack }: { head: AuditHead; onBack: () => void }) {
  const t = useT()
  return (
    <article className="audit-certificate">
      <p>{t('admin.audit.certificateText')}</p>
      <Facts
        isCode
        facts={[
          [t('admin.audit.subdistrict'), head.subdistrictId],
          [t('admin.audit.day'), head.day],
          [t('admin.audit.headSeq'), String(head.seq)],
          [t('admin.audit.hash'), head.hash],
          [t('admin.audit.signedAt'), `${formatInstant(head.signedAt)}（${head.signedAt}）`],
          [t('admin.audit.fingerprint'), head.fingerprint],
          [t('admin.audit.publicKey'), head.publicKey],
          [t('admin.audit.signature'), head.signature],
        ]}
      />
      <p className="audit-certificate__hand">
        <span>{t('admin.audit.signedBy')}</span>
        <span>{t('admin.audit.kept')}</span>
      </p>
      <footer className="audit-certificate__acts">
        <Button onClick={onBack}>{t('admin.audit.back')}</Button>
        <Button look="primary" onClick={() => window.print()}>
          {t('admin.audit.print')}
        </Button>
      </footer>
    </article>
  )
}
