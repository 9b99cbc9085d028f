import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { NoSecretKey, openSecretBox } from './secret-box.ts'

const dir = mkdtempSync(join(tmpdir(), 'liandong-box-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const config = (extra: Record<string, unknown> = {}) => ({
  SECRET_KEY: undefined,
  DATABASE_URL: undefined,
  DATA_DIR: dir,
  DEMO: false,
  ...extra,
})

describe('the secret box', () => {
  it('opens what it sealed, never sealing alike twice, and shows nothing of it', () => {
    const box = openSecretBox(config({ SECRET_KEY: 'k'.repeat(32) }))
    const [one, two] = [box.seal('密钥 secret'), box.seal('密钥 secret')]
    expect(box.open(one)).toBe('密钥 secret')
    expect(one.equals(two)).toBe(false)
    expect(one.includes(Buffer.from('secret'))).toBe(false)
  })

  it('refuses what was changed, cut short, or sealed with another key', () => {
    const box = openSecretBox(config({ SECRET_KEY: 'k'.repeat(32) }))
    const sealed = box.seal('secret')
    const changed = Buffer.from(sealed)
    changed[changed.length - 1] = changed.at(-1)! ^ 1
    expect(() => box.open(changed)).toThrow()
    expect(() => box.open(sealed.subarray(0, 20))).toThrow()
    expect(() => openSecretBox(config({ SECRET_KEY: 'x'.repeat(32) })).open(sealed)).toThrow()
  })

  it('makes its key beside the embedded data, for its owner alone, and finds it again', () => {
    const sealed = openSecretBox(config()).seal('secret')
    expect(statSync(join(dir, 'secret.key')).mode & 0o777).toBe(0o600)
    expect(openSecretBox(config()).open(sealed)).toBe('secret')
  })

  it('makes none for a database that several servers share', () => {
    const box = openSecretBox(config({ DATABASE_URL: 'postgres://elsewhere/liandong' }))
    expect(() => box.seal('secret')).toThrow(NoSecretKey)
  })
})
