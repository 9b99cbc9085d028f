import { z } from 'zod'
import type { FieldError } from '../problems/refusal.ts'
import { isFileName, isFolderName, isTileSet, LAYER_KINDS, needsKey, type LayerKind } from './layer.ts'
import { LAYER_CRS, MOST_ZOOM } from './tile-grid.ts'
import { DEGREE_GRID, isDegreeGrid, templateFault, type Saying } from './tile-template.ts'

/** What an administrator writes down of a layer. */

const isLine = (text: string): boolean => !/\p{Cc}/u.test(text)
const text = (most: number) =>
  z
    .string()
    .trim()
    .refine((value) => value.length <= most, {
      error: `at most ${most} characters`,
      params: { zh: `最多 ${most} 个字` },
    })
    .refine(isLine, { error: 'holds a control character', params: { zh: '含有换行等控制字符' } })
const name = text(40).refine((value) => value !== '', { error: 'must not be empty', params: { zh: '必填，不能为空' } })
const zoom = z.number().refine((n) => Number.isInteger(n) && n >= 0 && n <= MOST_ZOOM, {
  error: `a whole number between 0 and ${MOST_ZOOM}`,
  params: { zh: `应为 0 至 ${MOST_ZOOM} 的整数` },
})

/** What can be set of every layer; `checkLayer` says what belongs to which kind. */
export const layerFields = {
  nameZh: name,
  nameEn: name,
  crs: z.enum(LAYER_CRS),
  minZoom: zoom,
  maxZoom: zoom,
  /** Whose map it is, shown on the map. */
  attribution: text(120),
  enabled: z.boolean(),
  /** Wall screens show the first enabled layer that is for them. */
  onWall: z.boolean(),
  /** 天地图: roads or pictures from the air; with the names of places or without. */
  tileSet: text(20).nullable(),
  labels: z.boolean(),
  /** Own tiles: an address with {z}, {x}, {y}, or a folder under DATA_DIR/tiles. */
  url: text(500).nullable(),
  folder: text(100).nullable(),
  /** PMTiles: a file under DATA_DIR/tiles. */
  file: text(100).nullable(),
} as const

/** A key is sent, never read back; absent, the present one stays. */
export const keyField = z
  .string()
  .trim()
  .refine((value) => /^[\w.~-]{8,200}$/.test(value), {
    error: '8 to 200 letters, digits or - _ . ~',
    params: { zh: '应为 8 至 200 位字母、数字或 - _ . ~' },
  })
  .nullable()

const layerForm = z.strictObject({ kind: z.enum(LAYER_KINDS), ...layerFields })
export type LayerForm = z.output<typeof layerForm>

const OWN: Record<LayerKind, readonly ('tileSet' | 'url' | 'folder' | 'file')[]> = {
  tianditu: ['tileSet'],
  tiles: ['url', 'folder'],
  pmtiles: ['file'],
}
const NOT_OF_KIND: Saying = { message: 'does not belong to this kind of layer', messageZh: '不适用于此类图层' }

/** `checkLayer` says what is wrong with a form beyond its single fields; `hasKey`: one is sent, or kept from before. */
export function checkLayer(form: LayerForm, hasKey: boolean): FieldError[] {
  const faults: FieldError[] = []
  const say = (pointer: string, saying: Saying): void => void faults.push({ pointer, ...saying })
  if (form.minZoom > form.maxZoom)
    say('/maxZoom', { message: 'must not be below the lowest zoom', messageZh: '不能小于最小级别' })
  for (const field of ['tileSet', 'url', 'folder', 'file'] as const)
    if (form[field] !== null && !OWN[form.kind].includes(field)) say(`/${field}`, NOT_OF_KIND)
  if (form.kind !== 'tianditu' && form.labels) say('/labels', NOT_OF_KIND)
  if (form.kind === 'tianditu') checkTianditu(form, say)
  if (form.kind === 'tiles') checkTiles(form, say)
  if (form.kind === 'pmtiles' && !isFileName(form.file))
    say('/file', {
      message: 'choose a .pmtiles file under DATA_DIR/tiles',
      messageZh: '请选择 DATA_DIR/tiles 下的 .pmtiles 文件',
    })
  if (needsKey(form) && !hasKey) say('/key', { message: 'a key is needed', messageZh: '请填写密钥' })
  return faults
}

type Say = (pointer: string, saying: Saying) => void

function checkTianditu({ tileSet, crs }: LayerForm, say: Say): void {
  if (tileSet !== null && isDegreeGrid(tileSet)) say('/tileSet', DEGREE_GRID)
  else if (!isTileSet(tileSet)) say('/tileSet', { message: 'vec or img', messageZh: '请选择矢量（vec）或影像（img）' })
  if (crs !== 'cgcs2000')
    say('/crs', { message: '天地图 is drawn in CGCS2000', messageZh: '天地图采用 CGCS2000 坐标系' })
}

function checkTiles({ url, folder }: LayerForm, say: Say): void {
  if ((url === null) === (folder === null))
    say('/url', {
      message: 'give an address or a folder, one of the two',
      messageZh: '请填写服务地址或本机文件夹，二者选一',
    })
  const fault = url === null ? undefined : templateFault(url)
  if (fault) say('/url', fault)
  if (folder !== null && !isFolderName(folder))
    say('/folder', {
      message: 'the name of a folder under DATA_DIR/tiles',
      messageZh: '应为 DATA_DIR/tiles 下的文件夹名',
    })
}
