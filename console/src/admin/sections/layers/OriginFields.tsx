import { useEffect, useState } from 'react'
import { TILE_SETS, usesKey } from '@liandong/shared/map/tile-template.ts'
import type { TileFiles } from '@liandong/shared/wire/map-layer.ts'
import { layersApi } from '../../../api/layers.ts'
import { useT } from '../../../i18n/language.ts'
import { CheckField, ChoiceField, SelectField, TextField } from '../../../ui/fields.tsx'
import type { Typed } from './layer-form.ts'
import { faultWords } from './layer-words.ts'

type Props = {
  typed: Typed
  set: (more: Partial<Typed>) => void
  error: (field: string) => string | undefined
  keyPrefix: string | null
}

/** Where the pictures come from: each kind asks for its own. */
export function OriginFields({ typed, set, error, keyPrefix }: Props) {
  const t = useT()
  const isByAddress = typed.kind === 'tiles' && typed.from === 'url'
  return (
    <>
      {typed.kind === 'tianditu' ? (
        <>
          <ChoiceField
            label={t('admin.layers.set')}
            value={typed.tileSet}
            options={TILE_SETS.map((one) => ({ value: one as string, label: t(`admin.layers.set.${one}`) }))}
            onChange={(tileSet) => set({ tileSet })}
          />
          <CheckField label={t('admin.layers.labels')} checked={typed.labels} onChange={(labels) => set({ labels })} />
        </>
      ) : null}
      {typed.kind === 'tiles' ? (
        <div className="form-grid__wide">
          <ChoiceField
            label={t('admin.layers.from')}
            value={typed.from}
            options={[
              { value: 'url', label: t('admin.layers.from.url') },
              { value: 'folder', label: t('admin.layers.from.folder') },
            ]}
            onChange={(from) => set({ from })}
          />
        </div>
      ) : null}
      {isByAddress ? (
        <div className="form-grid__wide">
          <TextField
            label={t('admin.layers.url')}
            value={typed.url}
            onChange={(url) => set({ url })}
            maxLength={500}
            hint={t('admin.layers.urlHint')}
            error={error('url')}
            isRequired
          />
        </div>
      ) : null}
      {typed.kind === 'pmtiles' || (typed.kind === 'tiles' && typed.from === 'folder') ? (
        <div className="form-grid__wide">
          <OnDisk typed={typed} set={set} error={error} />
        </div>
      ) : null}
      {typed.kind === 'tianditu' || (isByAddress && usesKey(typed.url)) ? (
        <div className="form-grid__wide">
          <TextField
            label={t('admin.layers.key')}
            value={typed.key}
            onChange={(key) => set({ key })}
            maxLength={200}
            hint={
              keyPrefix === null
                ? t(typed.kind === 'tianditu' ? 'admin.layers.keyHint' : 'admin.layers.keySealed')
                : t('admin.layers.keyKept', { prefix: keyPrefix })
            }
            error={error('key')}
          />
        </div>
      ) : null}
    </>
  )
}

/** What lies under DATA_DIR/tiles: nothing is uploaded, whoever runs the server puts it there. */
function OnDisk({ typed, set, error }: Pick<Props, 'typed' | 'set' | 'error'>) {
  const t = useT()
  const [found, setFound] = useState<TileFiles | null>(null)
  useEffect(() => {
    let isGone = false
    void layersApi.files().then((answer) => {
      if (!isGone && answer.ok) setFound(answer.value)
    })
    return () => {
      isGone = true
    }
  }, [])
  const isFile = typed.kind === 'pmtiles'
  const chosen = isFile ? typed.file : typed.folder
  const options = isFile
    ? (found?.files ?? []).map(({ name, fault, minZoom, maxZoom }) => ({
        name,
        words: fault
          ? `${name}（${faultWords(fault, null, t)}）`
          : `${name}（${t('admin.layers.zoomsOf', { from: minZoom, to: maxZoom })}）`,
      }))
    : (found?.folders ?? []).map((name) => ({ name, words: name }))
  const choose = (name: string): void => {
    if (!isFile) return set({ folder: name })
    const file = found?.files.find((one) => one.name === name)
    const zooms = file && !file.fault ? { minZoom: String(file.minZoom), maxZoom: String(file.maxZoom) } : {}
    set({ file: name, ...zooms })
  }
  return (
    <>
      <SelectField
        label={t(isFile ? 'admin.layers.file' : 'admin.layers.folder')}
        value={chosen}
        onChange={choose}
        error={error(isFile ? 'file' : 'folder') ?? error('url')}
      >
        <option value="">{t(options.length === 0 ? 'admin.layers.nothingThere' : 'admin.layers.choose')}</option>
        {chosen !== '' && !options.some(({ name }) => name === chosen) ? (
          <option value={chosen}>{chosen}</option>
        ) : null}
        {options.map(({ name, words }) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </SelectField>
      <p className="field__hint layer-where">
        {t(isFile ? 'admin.layers.fileHint' : 'admin.layers.folderHint', { path: found?.path ?? 'DATA_DIR/tiles' })}
      </p>
    </>
  )
}
