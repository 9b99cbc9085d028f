import type { ReactNode } from 'react'
import type { HandoverSheet } from '@liandong/shared/wire/duty.ts'
import { useT, type Translate } from '../i18n/language.ts'
import { isMessageKey } from '../i18n/messages.ts'
import { dueWords, postWord, shortInstant, spanWords } from './rota-words.ts'
import './sheet.css'

const word = (key: string, t: Translate): string => (isMessageKey(key) ? t(key) : key.slice(key.lastIndexOf('.') + 1))

/** What one shift leaves the next, section by section; an empty one says that it is empty. */
export function Sheet({ sheet }: { sheet: HandoverSheet }) {
  const t = useT()
  const flagged = sheet.incidents.filter((one) => one.flags.length > 0)
  const links = [
    ...sheet.silentSources.map(({ name, since }) => t('rota.handover.silent', { name, since: shortInstant(since) })),
    ...(sheet.deadLetters > 0 ? [t('rota.handover.letters', { n: sheet.deadLetters })] : []),
    ...(sheet.quarantined > 0 ? [t('rota.handover.quarantined', { n: sheet.quarantined })] : []),
  ]
  return (
    <div className="sheet__parts">
      <Part
        title={t('rota.handover.open')}
        note={Object.entries(sheet.openByStage)
          .map(([stage, n]) => `${word(`vocab.stage.${stage}`, t)} ${n}`)
          .join(' · ')}
        rows={sheet.incidents.map((one) =>
          [one.no, word(`vocab.stage.${one.stage}`, t), one.place].filter(Boolean).join(' '),
        )}
      />
      <Part
        title={t('rota.handover.orders')}
        note={t('rota.handover.seat')}
        rows={sheet.orders.map((one) =>
          [one.incidentNo, one.unit, word(`vocab.dispatchStage.${one.stage}`, t), shortInstant(one.issuedAt)].join(' '),
        )}
      />
      <Part
        title={t('rota.handover.clocks')}
        rows={sheet.clocks.map((one) =>
          [one.incidentNo, word(`vocab.clock.${one.clock}`, t), shortInstant(one.dueAt)].join(' '),
        )}
      />
      <Part
        title={t('rota.handover.flagged')}
        rows={flagged.map((one) => [one.no, ...one.flags.map((flag) => word(`vocab.flag.${flag}`, t))].join(' '))}
      />
      <Part
        title={t('rota.handover.tickets')}
        rows={sheet.ticketsDue.map((one) =>
          [one.no, one.organisation, dueWords(one.dueAt ?? null, sheet.filledAt, t)].filter(Boolean).join(' '),
        )}
      />
      <Part
        title={t('rota.handover.vehicles')}
        rows={sheet.vehicles.map((one) =>
          [
            one.name,
            one.outOfService === undefined
              ? word(`vocab.unitState.${one.state}`, t)
              : t('rota.handover.broken', { reason: one.outOfService }),
            one.equipment.join('、'),
          ]
            .filter(Boolean)
            .join(' · '),
        )}
      />
      <Part
        title={t('rota.handover.equipment')}
        rows={(sheet.equipment ?? []).map((one) =>
          [
            [one.name, one.serial, one.quantity > 1 ? `×${one.quantity}` : ''].filter(Boolean).join(' '),
            one.outOfService === null
              ? t('rota.handover.outWith', { unit: one.unit ?? '', time: shortInstant(one.since) })
              : t('rota.handover.broken', { reason: one.outOfService }),
          ].join(' · '),
        )}
      />
      <Part title={t('rota.handover.links')} rows={links} empty={t('rota.handover.linksFine')} />
      <Part
        title={t('rota.handover.callBacks')}
        rows={sheet.callBacks.map((one) => `${one.incidentNo} ${shortInstant(one.since)}`)}
      />
      <Part
        title={t('rota.handover.gaps')}
        rows={sheet.gaps.map((gap) =>
          [gap.organisation, postWord(gap.post, t), spanWords(gap, t)].filter(Boolean).join(' '),
        )}
      />
    </div>
  )
}

function Part({
  title,
  rows,
  note,
  empty,
}: {
  title: ReactNode
  rows: readonly string[]
  note?: string
  empty?: string
}) {
  const t = useT()
  return (
    <section className="sheet__part">
      <h3>
        {title} <b>{rows.length}</b>
      </h3>
      {note && rows.length > 0 ? <p>{note}</p> : null}
      {rows.length === 0 ? <p>{empty ?? t('rota.handover.empty')}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
    </section>
  )
}
