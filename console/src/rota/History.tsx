import { useEffect, useState } from 'react'
import { rotaApi, type HandoverRow } from '../api/rota.ts'
import { formatInstant } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'

/** The turns before, with who signed them. */
export function History({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useT()
  const [rows, setRows] = useState<readonly HandoverRow[]>([])
  useEffect(() => {
    void rotaApi.handovers().then((answer) => {
      if (answer.ok) setRows(answer.value.items)
    })
  }, [])
  if (rows.length === 0) return null
  return (
    <section className="rota__history" aria-label={t('rota.handover.history')}>
      <h2>{t('rota.handover.history')}</h2>
      <ul className="rota__list">
        {rows.map((row) => (
          <li key={row.id}>
            <b>{formatInstant(row.turnAt).slice(0, 16)}</b>
            <span>
              {t('rota.handover.out')} {row.outBy ?? t('rota.handover.unsigned')} · {t('rota.handover.in')}{' '}
              {row.inBy ?? t('rota.handover.unsigned')}
            </span>
            <span className="entry__foot">
              <Button size="small" onClick={() => onOpen(row.id)}>
                {t('rota.handover.view')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
