import { useState } from 'react'
import { LAYER_KINDS } from '@liandong/shared/map/layer.ts'
import { LAYER_CRS, type LayerCrs } from '@liandong/shared/map/tile-grid.ts'
import type { LayerSetting } from '@liandong/shared/wire/map-layer.ts'
import { layersApi } from '../../../api/layers.ts'
import { useT } from '../../../i18n/language.ts'
import { CheckField, ChoiceField, SelectField, TextField } from '../../../ui/fields.tsx'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { fieldProblem } from '../../../ui/problem-words.ts'
import { ConflictNote } from '../../kit/ConflictNote.tsx'
import { useEdit } from '../../kit/use-edit.ts'
import { isNumber, NEW, ofKind, toBody, toTyped, type Typed } from './layer-form.ts'
import { OriginFields } from './OriginFields.tsx'

type Props = {
  /** Null is a new one. */
  layer: LayerSetting | null
  onDone: () => void
  onClose: () => void
}

/** A layer's form; of another administrator's change it says what differs. */
export function LayerDialog({ layer, onDone, onClose }: Props) {
  const t = useT()
  const edit = useEdit<LayerSetting>(layer, onDone)
  const [typed, setTyped] = useState(layer ? toTyped(layer) : NEW)
  const set = (more: Partial<Typed>): void => setTyped((now) => ({ ...now, ...more }))
  const { problem } = edit
  const error = (field: string): string | undefined => fieldProblem(problem, `/${field}`)
  const zoomError = (field: 'minZoom' | 'maxZoom') =>
    typed[field] !== '' && !isNumber(typed[field]) ? t('admin.form.notANumber') : error(field)

  const save = async (version: number): Promise<void> => {
    const body = toBody(typed)
    const send = () =>
      layer ? layersApi.change(layer.id, { ...body, version }) : layersApi.add({ kind: typed.kind, ...body })
    if (await edit.run('layer', send, t('admin.layers.saved'), true)) onClose()
  }
  const words = (one: Typed) => [
    { label: t('admin.layers.nameZh'), value: one.nameZh },
    { label: t('admin.layers.nameEn'), value: one.nameEn },
    { label: t('admin.layers.crs'), value: t(`admin.layers.crs.${one.crs}`) },
    { label: t('admin.layers.zooms'), value: `${one.minZoom}–${one.maxZoom}` },
    { label: t('admin.layers.attribution'), value: one.attribution },
    { label: t('admin.layers.origin'), value: [one.tileSet, one.url, one.folder, one.file].filter(Boolean).join(' ') },
    { label: t('admin.layers.labels'), value: t(one.labels ? 'admin.layers.yes' : 'admin.layers.no') },
    { label: t('admin.layers.onWall'), value: t(one.onWall ? 'admin.layers.yes' : 'admin.layers.no') },
    { label: t('admin.layers.state'), value: t(one.enabled ? 'admin.layers.on' : 'admin.layers.off') },
  ]

  return (
    <FormDialog
      title={t(layer ? 'admin.layers.editTitle' : 'admin.layers.add')}
      act={t(layer ? 'admin.form.save' : 'admin.layers.add')}
      isBusy={edit.busy !== null}
      problem={edit.rest}
      isReady={
        typed.nameZh.trim() !== '' && typed.nameEn.trim() !== '' && isNumber(typed.minZoom) && isNumber(typed.maxZoom)
      }
      onSubmit={() => void save(edit.version)}
      onClose={onClose}
    >
      <div className="form-grid">
        {layer ? null : (
          <div className="form-grid__wide">
            <ChoiceField
              label={t('admin.layers.kind')}
              value={typed.kind}
              options={LAYER_KINDS.map((kind) => ({ value: kind, label: t(`admin.layers.kind.${kind}`) }))}
              onChange={(kind) => setTyped((now) => ofKind(now, kind))}
            />
          </div>
        )}
        <TextField
          label={t('admin.layers.nameZh')}
          value={typed.nameZh}
          onChange={(nameZh) => set({ nameZh })}
          maxLength={40}
          isRequired
          error={error('nameZh')}
        />
        <TextField
          label={t('admin.layers.nameEn')}
          value={typed.nameEn}
          onChange={(nameEn) => set({ nameEn })}
          maxLength={40}
          isRequired
          error={error('nameEn')}
        />
        <OriginFields typed={typed} set={set} error={error} keyPrefix={edit.known?.keyPrefix ?? null} />
        <SelectField
          label={t('admin.layers.crs')}
          value={typed.crs}
          onChange={(crs) => set({ crs: crs as LayerCrs })}
          error={error('crs')}
        >
          {LAYER_CRS.filter((crs) => typed.kind !== 'tianditu' || crs === 'cgcs2000').map((crs) => (
            <option key={crs} value={crs}>
              {t(`admin.layers.crs.${crs}`)}
            </option>
          ))}
        </SelectField>
        <div className="field-pair">
          <TextField
            label={t('admin.layers.minZoom')}
            value={typed.minZoom}
            onChange={(minZoom) => set({ minZoom })}
            maxLength={2}
            isRequired
            error={zoomError('minZoom')}
          />
          <TextField
            label={t('admin.layers.maxZoom')}
            value={typed.maxZoom}
            onChange={(maxZoom) => set({ maxZoom })}
            maxLength={2}
            isRequired
            error={zoomError('maxZoom')}
          />
        </div>
        <div className="form-grid__wide">
          <TextField
            label={t('admin.layers.attribution')}
            value={typed.attribution}
            onChange={(attribution) => set({ attribution })}
            maxLength={120}
            hint={t('admin.layers.attributionHint')}
            error={error('attribution')}
          />
        </div>
        <CheckField label={t('admin.layers.enable')} checked={typed.enabled} onChange={(enabled) => set({ enabled })} />
        <CheckField label={t('admin.layers.onWall')} checked={typed.onWall} onChange={(onWall) => set({ onWall })} />
      </div>
      <ConflictNote
        edit={edit}
        mine={words(typed)}
        theirs={(present) => words(toTyped(present))}
        take={(present) => setTyped(toTyped(present))}
        keep={save}
      />
    </FormDialog>
  )
}
