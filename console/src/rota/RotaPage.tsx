import { may } from '@liandong/shared/access/permissions.ts'
import { useUser } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import { useHash } from '../ui/navigate.ts'
import { PageHead } from '../ui/PageHead.tsx'
import { EquipmentPanel } from './EquipmentPanel.tsx'
import { Handover } from './Handover.tsx'
import { ImportRota } from './ImportRota.tsx'
import { Notices } from './Notices.tsx'
import { RollCalls } from './RollCalls.tsx'
import { Week } from './Week.tsx'
import './rota.css'

const VIEWS = [
  { name: 'notices', permission: 'notice.read', View: Notices },
  { name: 'rota', permission: 'duty.read', View: Week },
  { name: 'handover', permission: 'handover.read', View: Handover },
  { name: 'equipment', permission: 'equipment.use', View: EquipmentPanel },
  { name: 'rollCalls', permission: 'rollCall.read', View: RollCalls },
  { name: 'import', permission: 'duty.decide', View: ImportRota },
] as const

/** `/rota`: who is on duty and who will be, the handover of the shift, and the rota from a spreadsheet. */
export function RotaPage() {
  const t = useT()
  const user = useUser()
  const hash = useHash()
  const views = VIEWS.filter((view) => may(user.role, view.permission))
  const current = views.find((view) => view.name === hash) ?? views[0]
  return (
    <div className="rota">
      <PageHead
        user={user}
        href="/rota"
        title={t('app.page.rota')}
        status={
          <nav className="rota__views" aria-label={t('rota.views')}>
            {views.map(({ name }) => (
              <a key={name} href={`#${name}`} aria-current={name === current?.name ? 'page' : undefined}>
                {t(`rota.tab.${name}`)}
              </a>
            ))}
          </nav>
        }
      />
      {current ? <current.View key={current.name} /> : null}
    </div>
  )
}
