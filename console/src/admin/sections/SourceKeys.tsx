import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/answer.ts'
import type { MadeKey, SourceKey } from '../../api/settings.ts'
import { formatInstant } from '../../i18n/format.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckField, TextField } from '../../ui/fields.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldProblem } from '../../ui/problem-words.ts'
import { DataTable } from '../kit/DataTable.tsx'
import { SectionHead } from '../kit/SectionHead.tsx'
import { ShownOnce } from '../kit/ShownOnce.tsx'
import { useChange } from '../kit/use-change.ts'
import { usePages } from '../kit/use-pages.ts'

type Asked = { act: 'add' } | { act: 'rotate' | 'revoke'; key: SourceKey }

/** The keys of one source: made, rotated with an overlap, revoked at once; shown only in the moment they are made. */
export function SourceKeys({ sourceId, name }: { sourceId: string; name: string }) {
  const t = useT()
  const keys = usePages(() => api.sourceKeys(sourceId), sourceId)
  const change = useChange(keys.reload)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [made, setMade] = useState<MadeKey | null>(null)
  const [signed, setSigned] = useState(false)
  const [hours, setHours] = useState('24')
  const ask = (next: Asked | null) => {
    change.clear()
    setSigned(false)
    setHours('24')
    setAsked(next)
  }
  /** A new key is kept for the one look at it. */
  const keeping = async (sent: Promise<Answer<MadeKey>>): Promise<Answer<MadeKey>> => {
    const answer = await sent
    if (answer.ok) setMade(answer.value)
    return answer
  }
  const send = async (what: Asked) => {
    const [run, done] =
      what.act === 'add'
        ? [() => keeping(api.addSourceKey(sourceId, signed)), t('admin.keys.made')]
        : what.act === 'rotate'
          ? [() => keeping(api.rotateSourceKey(what.key.id, Number(hours))), t('admin.keys.made')]
          : [() => api.revokeSourceKey(what.key.id), t('admin.keys.revoked')]
    if (await change.run(what.act, run as () => Promise<Answer<unknown>>, done as string, true)) ask(null)
  }
  const stateOf = (key: SourceKey) =>
    key.state === 'valid' && key.expiresAt
      ? t('admin.keys.until', { at: formatInstant(key.expiresAt) })
      : t(`admin.keys.state.${key.state}`)
  const isNumber = hours.trim() !== '' && Number.isFinite(Number(hours))
  return (
    <section className="sub-section" aria-label={t('admin.keys.title', { name })}>
      <SectionHead title={t('admin.keys.title', { name })} text={t('admin.keys.signedHint')}>
        <Button onClick={() => ask({ act: 'add' })}>{t('admin.keys.add')}</Button>
      </SectionHead>
      <DataTable
        pages={keys}
        rowKey={(key) => key.id}
        emptyTitle={t('admin.keys.none')}
        columns={[
          { name: t('admin.keys.prefix'), cell: (key) => (key.demo ? t('admin.keys.demo') : `${key.prefix}…`) },
          { name: t('admin.keys.signed'), cell: (key) => t(key.signed ? 'admin.keys.mustSign' : 'admin.keys.plain') },
          { name: t('admin.keys.state'), cell: stateOf },
          {
            name: t('admin.keys.created'),
            cell: (key) => (key.createdAt ? formatInstant(key.createdAt) : '—'),
            isNarrow: true,
          },
          {
            name: t('admin.keys.lastUsed'),
            cell: (key) => (key.lastUsedAt ? formatInstant(key.lastUsedAt) : t('admin.keys.unused')),
            isNarrow: true,
          },
        ]}
        acts={(key) =>
          key.state !== 'valid' ? null : (
            <>
              {key.expiresAt ? null : (
                <Button size="small" onClick={() => ask({ act: 'rotate', key })}>
                  {t('admin.keys.rotate')}
                </Button>
              )}
              <Button size="small" look="danger" onClick={() => ask({ act: 'revoke', key })}>
                {t('admin.keys.revoke')}
              </Button>
            </>
          )
        }
      />
      {asked ? (
        <FormDialog
          title={t(`admin.keys.${asked.act}`)}
          act={t(`admin.keys.${asked.act}`)}
          isBusy={change.busy !== null}
          problem={change.problem}
          isReady={asked.act !== 'rotate' || isNumber}
          isDanger={asked.act === 'revoke'}
          onSubmit={() => void send(asked)}
          onClose={() => ask(null)}
        >
          {asked.act === 'add' ? (
            <CheckField label={t('admin.keys.askSigned')} checked={signed} onChange={setSigned} />
          ) : (
            <p>{t(asked.act === 'rotate' ? 'admin.keys.rotateText' : 'admin.keys.revokeText')}</p>
          )}
          {asked.act === 'rotate' ? (
            <TextField
              label={t('admin.keys.overlap')}
              value={hours}
              onChange={setHours}
              maxLength={6}
              error={isNumber ? fieldProblem(change.problem, '/overlapHours') : t('admin.form.notANumber')}
            />
          ) : null}
        </FormDialog>
      ) : null}
      {made ? (
        <ShownOnce
          title={t('admin.keys.made')}
          secrets={[
            { label: t('admin.keys.key'), value: made.key },
            ...(made.secret === null ? [] : [{ label: t('admin.keys.secret'), value: made.secret }]),
          ]}
          onClose={() => setMade(null)}
        />
      ) : null}
    </section>
  )
}
