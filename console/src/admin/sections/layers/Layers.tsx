import { useState } from 'react'
import type { LayerSetting } from '@liandong/shared/wire/map-layer.ts'
import { layersApi } from '../../../api/layers.ts'
import { useLanguage, useT } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx'
import { DataTable } from '../../kit/DataTable.tsx'
import { SectionHead } from '../../kit/SectionHead.tsx'
import { useChange } from '../../kit/use-change.ts'
import { usePages } from '../../kit/use-pages.ts'
import { toBody, toTyped } from './layer-form.ts'
import { LayerDialog } from './LayerDialog.tsx'
import { originWords } from './layer-words.ts'
import { MoveButtons } from './MoveButtons.tsx'
import { TrialDialog } from './TrialDialog.tsx'
import '../../people/people.css'
import './layers.css'

type Open = { what: 'edit'; layer: LayerSetting | null } | { what: 'try' | 'remove'; layer: LayerSetting } | null

/** The pictures under the map, in the order they are offered in and the walls take them in. */
export function Layers() {
  const t = useT()
  const language = useLanguage()
  const layers = usePages((cursor) => layersApi.all(cursor))
  const change = useChange(layers.reload)
  const [open, setOpen] = useState<Open>(null)
  const [moved, setMoved] = useState<{ id: string; to: 'up' | 'down' } | null>(null)
  const nameOf = (row: LayerSetting) => (language === 'zh' ? row.nameZh : row.nameEn)
  const close = (): void => {
    // after a conflict the list shows what the other administrator has set
    if (change.problem?.code === 'versionConflict') layers.reload()
    change.clear()
    setOpen(null)
  }
  const move = async (row: LayerSetting, to: 'up' | 'down'): Promise<void> => {
    setMoved({ id: row.id, to })
    const send = () => layersApi.move(row.id, row.version, to)
    // somebody else has changed it meanwhile: the list says how
    if (!(await change.run(`move ${row.id}`, send, t('admin.layers.moved')))) layers.reload()
  }
  const turn = async (row: LayerSetting): Promise<void> => {
    const body = { ...toBody(toTyped(row)), enabled: !row.enabled, version: row.version }
    const done = t(row.enabled ? 'admin.layers.turnedOff' : 'admin.layers.turnedOn', { name: nameOf(row) })
    if (!(await change.run(row.id, () => layersApi.change(row.id, body), done))) layers.reload()
  }
  const remove = async (row: LayerSetting): Promise<void> => {
    const send = () => layersApi.remove(row.id, row.version)
    if (await change.run(row.id, send, t('admin.layers.removed', { name: nameOf(row) }), true)) close()
  }
  const rows = layers.rows ?? []
  return (
    <>
      <SectionHead title={t('admin.section.layers')} text={t('admin.layers.text')}>
        <Button look="primary" onClick={() => setOpen({ what: 'edit', layer: null })}>
          {t('admin.layers.add')}
        </Button>
      </SectionHead>
      <DataTable
        pages={layers}
        rowKey={(row) => row.id}
        emptyTitle={t('admin.layers.none')}
        columns={[
          {
            name: t('admin.layers.order'),
            cell: (row) => (
              <MoveButtons
                name={nameOf(row)}
                isFirst={rows[0]?.id === row.id}
                isLast={rows.at(-1)?.id === row.id && !layers.hasMore}
                focused={moved?.id === row.id ? moved.to : null}
                isBusy={change.busy !== null}
                onMove={(to) => void move(row, to)}
              />
            ),
            isNarrow: true,
          },
          { name: t('admin.layers.name'), cell: (row) => <strong>{nameOf(row)}</strong> },
          { name: t('admin.layers.kind'), cell: (row) => t(`admin.layers.kind.${row.kind}`), isNarrow: true },
          {
            name: t('admin.layers.origin'),
            cell: (row) => <span className="layer-origin">{originWords(row, t)}</span>,
          },
          { name: t('admin.layers.crs'), cell: (row) => t(`admin.layers.crs.${row.crs}`), isNarrow: true },
          { name: t('admin.layers.zooms'), cell: (row) => `${row.minZoom}–${row.maxZoom}`, isNarrow: true },
          {
            name: t('admin.layers.wall'),
            cell: (row) => t(row.onWall ? 'admin.layers.yes' : 'admin.layers.no'),
            isNarrow: true,
          },
          {
            name: t('admin.layers.state'),
            cell: (row) => t(row.enabled ? 'admin.layers.on' : 'admin.layers.off'),
            isNarrow: true,
          },
        ]}
        acts={(row) => (
          <>
            <Button size="small" onClick={() => setOpen({ what: 'try', layer: row })}>
              {t('admin.layers.try')}
            </Button>
            <Button size="small" onClick={() => setOpen({ what: 'edit', layer: row })}>
              {t('admin.layers.edit')}
            </Button>
            <Button size="small" isBusy={change.busy === row.id} onClick={() => void turn(row)}>
              {t(row.enabled ? 'admin.layers.turnOff' : 'admin.layers.turnOn')}
            </Button>
            <Button size="small" onClick={() => setOpen({ what: 'remove', layer: row })}>
              {t('admin.layers.remove')}
            </Button>
          </>
        )}
      />
      {open?.what === 'edit' ? <LayerDialog layer={open.layer} onDone={layers.reload} onClose={close} /> : null}
      {open?.what === 'try' ? <TrialDialog layer={open.layer} name={nameOf(open.layer)} onClose={close} /> : null}
      {open?.what === 'remove' ? (
        <ConfirmDialog
          title={t('admin.layers.removeTitle', { name: nameOf(open.layer) })}
          text={t('admin.layers.removeText')}
          act={t('admin.layers.remove')}
          isBusy={change.busy !== null}
          problem={change.problem}
          isDanger
          onConfirm={() => void remove(open.layer)}
          onClose={close}
        />
      ) : null}
    </>
  )
}
