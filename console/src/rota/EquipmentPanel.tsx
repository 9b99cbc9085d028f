import { useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import { EQUIPMENT_CATEGORIES, type EquipmentCategory } from '@liandong/shared/equipment/ledger.ts'
import type { EquipmentUseView, EquipmentView, VehicleView } from '@liandong/shared/wire/equipment.ts'
import { equipmentApi } from '../api/equipment.ts'
import { useUser } from '../api/session-store.ts'
import { StopDialog } from '../equipment/StopDialog.tsx'
import { useT, type Translate } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/Panel.tsx'
import { shortInstant } from './rota-words.ts'
import { TakeDialog } from './TakeDialog.tsx'
import { useEquipment } from './use-equipment.ts'
import './equipment-panel.css'

type Open =
  | { what: 'take'; category: EquipmentCategory }
  | { what: 'stop'; item: EquipmentView }
  | { what: 'stopVehicle'; vehicle: VehicleView }
  | null

/** 车辆装备: what is free, who has what, what is broken; handed out and brought back with one press. */
export function EquipmentPanel() {
  const t = useT()
  const { role, unitId } = useUser()
  const { items, vehicles, problem, busy, read, run } = useEquipment()
  const [open, setOpen] = useState<Open>(null)
  const mayUse = may(role, 'equipment.use')
  const mayStop = may(role, 'equipment.service')
  const isMine = (use: EquipmentUseView): boolean => role !== 'responder' || use.unitId === unitId
  if (items === null)
    return (
      <main className="rota__equipment">
        {problem ? <ErrorState problem={problem} onRetry={read} /> : <LoadingState />}
      </main>
    )
  const kinds = EQUIPMENT_CATEGORIES.map((category) => ({
    category,
    of: items.filter((item) => item.category === category),
  })).filter(({ of }) => of.length > 0)
  const service = (key: string, send: () => ReturnType<typeof equipmentApi.vehicleService>, done: string) =>
    void run(key, send, done).then((refused) => refused === null && setOpen(null))
  return (
    <main className="rota__equipment">
      {problem ? <ErrorState problem={problem} onRetry={read} /> : null}
      {may(role, 'vehicle.read') ? (
        <section className="kit" aria-labelledby="kit-vehicles">
          <header>
            <h2 id="kit-vehicles">{t('equipment.vehicles')}</h2>
            <b>
              {t('equipment.vehicles.count', {
                free: vehicles.filter((one) => one.state === 'free').length,
                total: vehicles.length,
              })}
            </b>
          </header>
          <ul>
            {vehicles.length === 0 ? <li>{t('equipment.vehicles.none')}</li> : null}
            {vehicles.map((vehicle) => (
              <li key={vehicle.id}>
                <span className="kit__name">{vehicle.name}</span>
                <State state={vehicle.state} />
                <span className="kit__why">{vehicleWords(vehicle, t)}</span>
                {!may(role, 'vehicle.service') ? null : vehicle.outOfService ? (
                  <Button
                    size="small"
                    isBusy={busy === vehicle.id}
                    onClick={() =>
                      service(
                        vehicle.id,
                        () => equipmentApi.vehicleService(vehicle.id, { inService: true }),
                        t('equipment.resumed', { name: vehicle.name }),
                      )
                    }
                  >
                    {t('equipment.resume')}
                  </Button>
                ) : (
                  <Button size="small" look="quiet" onClick={() => setOpen({ what: 'stopVehicle', vehicle })}>
                    {t('equipment.stop')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {kinds.length === 0 ? <EmptyState title={t('equipment.none')} /> : null}
      {kinds.map(({ category, of }) => (
        <section key={category} className="kit" aria-label={t(`equipment.category.${category}`)}>
          <header>
            <h2>{t(`equipment.category.${category}`)}</h2>
            <b className={of.every((item) => item.free === 0) ? 'is-none' : undefined}>
              {t('equipment.free.of', {
                free: of.reduce((sum, item) => sum + item.free, 0),
                quantity: of.reduce((sum, item) => sum + item.quantity, 0),
              })}
            </b>
            {mayUse ? (
              <Button size="small" look="primary" onClick={() => setOpen({ what: 'take', category })}>
                {t('equipment.take')}
              </Button>
            ) : null}
          </header>
          <ul>
            {of.map((item) => (
              <li key={item.id}>
                <span className="kit__name">{[item.name, item.serial].filter(Boolean).join(' ')}</span>
                <State state={item.state} />
                <span className="kit__why">
                  {item.outOfService
                    ? `${item.outOfService.reason}（${t('equipment.since', { time: shortInstant(item.outOfService.since) })}）`
                    : [item.organisation, item.place].filter(Boolean).join(' · ')}
                </span>
                {!mayStop ? null : item.outOfService ? (
                  <Button
                    size="small"
                    isBusy={busy === item.id}
                    onClick={() =>
                      void run(
                        item.id,
                        () => equipmentApi.service(item.id, item.version, { inService: true }),
                        t('equipment.resumed', { name: item.name }),
                      )
                    }
                  >
                    {t('equipment.resume')}
                  </Button>
                ) : (
                  <Button size="small" look="quiet" onClick={() => setOpen({ what: 'stop', item })}>
                    {t('equipment.stop')}
                  </Button>
                )}
                {item.uses.map((use) => (
                  <span key={use.id} className="kit__use">
                    {useWords(use, t)}
                    {mayUse && isMine(use) ? (
                      <Button
                        size="small"
                        isBusy={busy === use.id}
                        onClick={() =>
                          void run(
                            use.id,
                            () => equipmentApi.bringBack(use.id),
                            t('equipment.broughtBack', { name: item.name }),
                          )
                        }
                      >
                        {t('equipment.bringBack')}
                      </Button>
                    ) : null}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {open?.what === 'take' ? (
        <TakeDialog
          category={open.category}
          items={items.filter((item) => item.category === open.category)}
          onDone={read}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.what === 'stop' ? (
        <StopDialog
          name={open.item.name}
          isBusy={busy !== null}
          problem={null}
          onStop={(reason) =>
            void run(
              open.item.id,
              () => equipmentApi.service(open.item.id, open.item.version, { inService: false, reason }),
              t('equipment.stopped', { name: open.item.name }),
            ).then((refused) => refused === null && setOpen(null))
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.what === 'stopVehicle' ? (
        <StopDialog
          name={open.vehicle.name}
          isVehicle
          isBusy={busy !== null}
          problem={null}
          onStop={(reason) =>
            service(
              open.vehicle.id,
              () => equipmentApi.vehicleService(open.vehicle.id, { inService: false, reason }),
              t('equipment.stopped', { name: open.vehicle.name }),
            )
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
    </main>
  )
}

/** The shape says it too. */
const SHAPES: Record<VehicleView['state'], string> = { free: '○', inUse: '●', outOfService: '✕', offDuty: '–' }

function State({ state }: { state: VehicleView['state'] }) {
  const t = useT()
  return (
    <span className={`kit__state kit__state--${state}`}>
      <span aria-hidden="true">{SHAPES[state]}</span> {t(`equipment.state.${state}`)}
    </span>
  )
}

function vehicleWords({ outOfService, incidentNo }: VehicleView, t: Translate): string {
  if (outOfService)
    return `${outOfService.reason}（${t('equipment.since', { time: shortInstant(outOfService.since) })}）`
  return incidentNo ? t('equipment.onCase', { no: incidentNo }) : ''
}

const useWords = ({ unitName, takenAt, quantity, incidentNo }: EquipmentUseView, t: Translate): string =>
  t(quantity === 1 ? 'equipment.uses.line' : 'equipment.uses.many', {
    unit: unitName,
    time: shortInstant(takenAt),
    n: quantity,
  }) + (incidentNo ? t('equipment.uses.case', { no: incidentNo }) : '')
