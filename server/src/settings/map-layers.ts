import { and, asc, eq } from 'drizzle-orm'
import { KEY_SHOWN, MOST_LAYERS, needsKey } from '@liandong/shared/map/layer.ts'
import { checkLayer, type LayerForm } from '@liandong/shared/map/layer-form.ts'
import type { FieldError } from '@liandong/shared/problems/refusal.ts'
import type { LayerSetting, TileFault } from '@liandong/shared/wire/map-layer.ts'
import { appendAudit } from '../log/audit.ts'
import { refused, refusedFields, refuseStale, type Change } from '../people/change.ts'
import { isId, newId } from '../platform/ids.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { Db, Tx } from '../store/database.ts'
import { mapLayer } from '../store/schema.ts'
import { changedOf } from './changed.ts'

/** All but the sealed key, which not even the administrators' connection may read. */
const SHOWN = {
  id: mapLayer.id,
  kind: mapLayer.kind,
  nameZh: mapLayer.nameZh,
  nameEn: mapLayer.nameEn,
  crs: mapLayer.crs,
  minZoom: mapLayer.minZoom,
  maxZoom: mapLayer.maxZoom,
  attribution: mapLayer.attribution,
  enabled: mapLayer.enabled,
  onWall: mapLayer.onWall,
  tileSet: mapLayer.tileSet,
  labels: mapLayer.labels,
  url: mapLayer.url,
  folder: mapLayer.folder,
  file: mapLayer.file,
  keyPrefix: mapLayer.keyPrefix,
  position: mapLayer.position,
  version: mapLayer.version,
}

/** What else has to do with a layer: who seals its key, and who looks at its file. */
export type LayerTools = {
  secrets: SecretBox
  faultOf: (of: { file: string | null; folder: string | null }) => Promise<TileFault | null>
}

export const listLayers = (db: Db | Tx, subdistrictId: string): Promise<LayerSetting[]> =>
  db
    .select(SHOWN)
    .from(mapLayer)
    .where(eq(mapLayer.subdistrictId, subdistrictId))
    .orderBy(asc(mapLayer.position), asc(mapLayer.id))

export async function addLayer(
  change: Change,
  tools: LayerTools,
  { key, ...form }: LayerForm & { key?: string | null | undefined },
): Promise<LayerSetting> {
  const { tx, subdistrictId, now } = change
  const there = await lockAll(change)
  if (there.length >= MOST_LAYERS)
    throw refusedFields({
      pointer: '/',
      message: `there are ${MOST_LAYERS} layers, and that is the most`,
      messageZh: `图层已达 ${MOST_LAYERS} 个，不能再加`,
    })
  await refuseWrong(tools, form, typeof key === 'string')
  const id = newId(now)
  const values = { id, subdistrictId, ...form, position: (there.at(-1)?.position ?? 0) + 1 }
  const [row] = await tx
    .insert(mapLayer)
    .values({ ...values, ...keyOf(tools, id, needsKey(form) ? (key ?? null) : null) })
    .returning(SHOWN)
  const { id: _, version: __, ...after } = row as LayerSetting
  await note(change, id, 'layer.added', after)
  return row as LayerSetting
}

export async function changeLayer(
  change: Change,
  tools: LayerTools,
  id: string,
  { version, key, ...rest }: Omit<LayerForm, 'kind'> & { version: number; key?: string | null | undefined },
): Promise<LayerSetting> {
  const before = await lockOne(change, id, version)
  const form = { kind: before.kind, ...rest }
  const hasKey = needsKey(form)
  await refuseWrong(tools, form, typeof key === 'string' || before.keyPrefix !== null)
  const newKey = !hasKey ? keyOf(tools, id, null) : typeof key === 'string' ? keyOf(tools, id, key) : {}
  const isNewKey = hasKey && typeof key === 'string'
  const { before: from, after: to } = changedOf<Record<string, unknown>>(before, {
    ...form,
    ...('keyPrefix' in newKey ? { keyPrefix: newKey.keyPrefix } : {}),
  })
  if (Object.keys(to).length === 0 && !isNewKey) return before
  const [row] = await change.tx
    .update(mapLayer)
    .set({ ...rest, ...newKey, version: version + 1 })
    .where(eq(mapLayer.id, id))
    .returning(SHOWN)
  // another key may begin with the same letters: that there was one is told all the same
  await note(change, id, 'layer.changed', isNewKey ? { ...to, key: 'replaced' } : to, from)
  return row as LayerSetting
}

/** One place up or down; at the end there is nothing to do. */
export async function moveLayer(
  change: Change,
  id: string,
  { version, to }: { version: number; to: 'up' | 'down' },
): Promise<LayerSetting[]> {
  const { tx, subdistrictId } = change
  const there = await lockAll(change)
  const at = there.findIndex((row) => row.id === id)
  const row = there[at]
  if (!row) throw refused('notFound')
  refuseStale(version, row)
  const next = there[to === 'up' ? at - 1 : at + 1]
  if (next) {
    await tx
      .update(mapLayer)
      .set({ position: next.position, version: version + 1 })
      .where(eq(mapLayer.id, row.id))
    await tx.update(mapLayer).set({ position: row.position }).where(eq(mapLayer.id, next.id))
    await note(change, id, 'layer.moved', { position: next.position }, { position: row.position })
  }
  return listLayers(tx, subdistrictId)
}

export async function removeLayer(change: Change, id: string, version: number): Promise<void> {
  const { id: _, version: __, ...before } = await lockOne(change, id, version)
  await change.tx.delete(mapLayer).where(eq(mapLayer.id, id))
  await note(change, id, 'layer.removed', {}, before)
}

/** Locked all together: their order is one thing. */
const lockAll = ({ tx, subdistrictId }: Change): Promise<LayerSetting[]> =>
  tx
    .select(SHOWN)
    .from(mapLayer)
    .where(eq(mapLayer.subdistrictId, subdistrictId))
    .orderBy(asc(mapLayer.position), asc(mapLayer.id))
    .for('update')

async function lockOne({ tx, subdistrictId }: Change, id: string, version: number): Promise<LayerSetting> {
  const [row] = isId(id)
    ? await tx
        .select(SHOWN)
        .from(mapLayer)
        .where(and(eq(mapLayer.subdistrictId, subdistrictId), eq(mapLayer.id, id)))
        .for('update')
    : []
  if (!row) throw refused('notFound')
  refuseStale(version, row)
  return row
}

async function refuseWrong({ secrets, faultOf }: LayerTools, form: LayerForm, hasKey: boolean): Promise<void> {
  const faults = checkLayer(form, hasKey)
  const fault = faults.length > 0 ? null : await faultOf(form)
  if (fault) faults.push({ pointer: form.file === null ? '/folder' : '/file', ...sayFile(fault) })
  if (needsKey(form) && !secrets.hasKey)
    faults.push({
      pointer: '/key',
      message: 'the server has no SECRET_KEY to seal a key with',
      messageZh: '服务器未设置 SECRET_KEY，无法加密保存密钥',
    })
  if (faults.length > 0) throw refusedFields(...faults)
}

function sayFile(fault: TileFault): Omit<FieldError, 'pointer'> {
  if (fault === 'vector')
    return {
      message: 'this file holds vector tiles; only pictures (PNG, JPEG, WebP) can be shown',
      messageZh: '该文件是矢量瓦片，目前只支持栅格瓦片（PNG、JPEG、WebP）',
    }
  if (fault === 'noFile')
    return { message: 'it is not there (under DATA_DIR/tiles)', messageZh: '在 DATA_DIR/tiles 下没有找到' }
  return { message: 'it cannot be read as PMTiles (version 3)', messageZh: '无法按 PMTiles（第 3 版）读取' }
}

const keyOf = ({ secrets }: LayerTools, id: string, key: string | null) => ({
  keySealed: key === null ? null : secrets.seal(key, id),
  keyPrefix: key === null ? null : key.slice(0, KEY_SHOWN),
})

const TYPED = ['nameZh', 'nameEn', 'attribution']

/** What people have typed stands in the part that can be erased; a key nowhere. */
async function note(
  { tx, subdistrictId, actor, now }: Change,
  id: string,
  type: string,
  after: Record<string, unknown>,
  before: Record<string, unknown> = {},
): Promise<void> {
  const part = (from: Record<string, unknown>, isTyped: boolean) =>
    Object.fromEntries(Object.entries(from).filter(([field]) => TYPED.includes(field) === isTyped))
  const data = { before: part(before, false), after: part(after, false) }
  const personal = { before: part(before, true), after: part(after, true) }
  await appendAudit(tx, subdistrictId, id, { type, data, personal }, { actor, now })
}
