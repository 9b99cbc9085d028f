import { describe, expect, it } from 'vitest'
import { isFileName, isFolderName, needsKey } from './layer.ts'
import { checkLayer, keyField, layerFields, type LayerForm } from './layer-form.ts'

const FORM: LayerForm = {
  kind: 'tiles',
  nameZh: '影像',
  nameEn: 'Imagery',
  crs: 'wgs84',
  minZoom: 3,
  maxZoom: 18,
  attribution: '',
  enabled: true,
  onWall: false,
  tileSet: null,
  labels: false,
  url: 'http://maps.local/{z}/{x}/{y}.png',
  folder: null,
  file: null,
}
const TIANDITU = { kind: 'tianditu', crs: 'cgcs2000', tileSet: 'vec', url: null } as const
const pointers = (more: Partial<LayerForm>, hasKey = false) =>
  checkLayer({ ...FORM, ...more }, hasKey).map((fault) => fault.pointer)

describe('the form of a layer', () => {
  it('a whole one of each kind is good', () => {
    expect(pointers({})).toEqual([])
    expect(pointers({ url: null, folder: '影像 2026' })).toEqual([])
    expect(pointers({ ...TIANDITU, labels: true }, true)).toEqual([])
    expect(pointers({ kind: 'pmtiles', url: null, file: '街道.pmtiles' })).toEqual([])
  })

  it.each([
    [{ minZoom: 12, maxZoom: 11 }, ['/maxZoom']],
    [{ tileSet: 'vec' }, ['/tileSet']],
    [{ labels: true }, ['/labels']],
    [{ url: null }, ['/url']],
    [{ folder: 'aerial' }, ['/url']],
    [{ url: null, folder: '../x' }, ['/folder']],
    [{ url: 'http://m/{z}/{x}/{y}?k={key}' }, ['/key']],
    [{ ...TIANDITU }, ['/key']],
    [{ kind: 'pmtiles', url: null, file: null }, ['/file']],
    [{ kind: 'pmtiles', url: null, file: 'a/b.pmtiles' }, ['/file']],
    [{ kind: 'pmtiles' }, ['/url', '/file']],
  ] as const)('%o is wrong at %o', (more, wrong) => expect(pointers(more)).toEqual(wrong))

  it('天地图 in degrees, or in another system than its own, is refused with the way out', () => {
    const [degrees] = checkLayer({ ...FORM, ...TIANDITU, tileSet: 'img_c' }, true)
    expect(degrees).toMatchObject({ pointer: '/tileSet', messageZh: expect.stringContaining('_w') })
    expect(pointers({ ...TIANDITU, crs: 'gcj02' }, true)).toEqual(['/crs'])
  })

  it('names of files and folders lead nowhere else', () => {
    for (const name of ['..', '.', 'a/b', 'a\\b', '', '/etc', '.hidden', 'a\u0000b', 'x'.repeat(101)])
      expect({ name, ok: isFolderName(name) || isFileName(`${name}/.pmtiles`) }).toEqual({ name, ok: false })
    expect([isFileName('a.pmtiles'), isFileName('a.mbtiles'), isFileName(null)]).toEqual([true, false, false])
  })

  it('zooms are whole and in the grid, a key is of plain letters', () => {
    for (const wrong of [-1, 23, 1.5, Number.NaN]) expect(layerFields.minZoom.safeParse(wrong).success).toBe(false)
    expect(layerFields.maxZoom.safeParse(22).success).toBe(true)
    for (const wrong of ['short', 'has space in it', '密钥密钥密钥密钥', 'a&b=c&d=e&f'])
      expect(keyField.safeParse(wrong).success).toBe(false)
    expect(needsKey({ kind: 'pmtiles', url: null })).toBe(false)
  })
})
