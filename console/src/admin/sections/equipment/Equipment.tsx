import { useState } from 'react'
import type { EquipmentView } from '@liandong/shared/wire/equipment.ts'
import { equipmentApi } from '../../../api/equipment.ts'
import { StopDialog } from '../../../equipment/StopDialog.tsx'
import { useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx'
import { DataTable } from '../../kit/DataTable.tsx'
import { SectionHead } from '../../kit/SectionHead.tsx'
import { useChange } from '../../kit/use-change.ts'
import { usePages } from '../../kit/use-pages.ts'
import { ItemDialog } from './ItemDialog.tsx'

type Open = { what: 'edit'; item: EquipmentView | null } | { what: 'stop' | 'remove'; item: EquipmentView } | null

/** The ledger: what there is, where it is kept, who has it, what is broken. */
export function Equipment() {
  const t = useT()
  const items = usePages((cursor) => equipmentApi.list(cursor))
  const change = useChange(items.reload)
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => {
    if (change.problem?.code === 'versionConflict') items.reload()
    change.clear()
    setOpen(null)
  }
  const resume = async ({ id, name, version }: EquipmentView): Promise<void> => {
    const send = () => equipmentApi.service(id, version, { inService: true })
    if (!(await change.run(id, send, t('equipment.resumed', { name })))) items.reload()
  }
  const stop = async ({ id, name, version }: EquipmentView, reason: string): Promise<void> => {
    const send = () => equipmentApi.service(id, version, { inService: false, reason })
    if (await change.run(id, send, t('equipment.stopped', { name }), true)) close()
  }
  const remove = async ({ id, version }: EquipmentView): Promise<void> => {
    if (await change.run(id, () => equipmentApi.remove(id, version), t('equipment.removed'), true)) close()
  }
  const state = (row: EquipmentView): string => {
    if (row.outOfService) return `${t('equipment.state.outOfService')}：${row.outOfService.reason}`
    const holders = row.uses.map((use) => use.unitName).join('、')
    return [t(`equipment.state.${row.state}`), holders].filter(Boolean).join(' · ')
  }
  return (
    <>
      <SectionHead title={t('admin.section.equipment')} text={t('equipment.text')}>
        <Button look="primary" onClick={() => setOpen({ what: 'edit', item: null })}>
          {t('equipment.add')}
        </Button>
      </SectionHead>
      <DataTable
        pages={items}
        rowKey={(row) => row.id}
        emptyTitle={t('equipment.none')}
        columns={[
          { name: t('equipment.category'), cell: (row) => t(`equipment.category.${row.category}`), isNarrow: true },
          { name: t('equipment.name'), cell: (row) => row.name },
          { name: t('equipment.serial'), cell: (row) => row.serial ?? '—', isNarrow: true },
          {
            name: t('equipment.quantity'),
            cell: (row) => t('equipment.free.of', { free: row.free, quantity: row.quantity }),
            isNarrow: true,
          },
          { name: t('equipment.state'), cell: state },
          {
            name: t('equipment.organisation'),
            cell: (row) => [row.organisation, row.place].filter(Boolean).join(' · '),
          },
        ]}
        acts={(row) => (
          <>
            <Button size="small" onClick={() => setOpen({ what: 'edit', item: row })}>
              {t('equipment.edit')}
            </Button>
            {row.outOfService ? (
              <Button size="small" isBusy={change.busy === row.id} onClick={() => void resume(row)}>
                {t('equipment.resume')}
              </Button>
            ) : (
              <Button size="small" onClick={() => setOpen({ what: 'stop', item: row })}>
                {t('equipment.stop')}
              </Button>
            )}
            <Button size="small" onClick={() => setOpen({ what: 'remove', item: row })}>
              {t('equipment.remove')}
            </Button>
          </>
        )}
      />
      {open?.what === 'edit' ? (
        <ItemDialog item={open.item} onDone={items.reload} onClose={() => setOpen(null)} />
      ) : null}
      {open?.what === 'stop' ? (
        <StopDialog
          name={open.item.name}
          isBusy={change.busy !== null}
          problem={change.problem}
          onStop={(reason) => void stop(open.item, reason)}
          onClose={close}
        />
      ) : null}
      {open?.what === 'remove' ? (
        <ConfirmDialog
          title={t('equipment.remove')}
          text={t('equipment.remove.text', { name: open.item.name })}
          act={t('equipment.remove')}
          isBusy={change.busy !== null}
          problem={change.problem}
          isDanger
          onConfirm={() => void remove(open.item)}
          onClose={close}
        />
      ) : null}
    </>
  )
}
