import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { NoSecretKey, openSecretBox, SecretBox } from './secret-box.ts'

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
    const box = new SecretBox('k'.repeat(32))
    const [one, two] = [box.seal('密钥 secret', 'a'), box.seal('密钥 secret', 'a')]
    expect(box.open(one, 'a')).toBe('密钥 secret')
    expect(one.equals(two)).toBe(false)
    expect(one.includes(Buffer.from('secret'))).toBe(false)
  })

  it('opens nothing that was changed, cut short, moved to another owner, or sealed with another key', () => {
    const box = new SecretBox('k'.repeat(32))
    const sealed = box.seal('secret', 'a')
    const changed = Buffer.from(sealed)
    changed[changed.length - 1]! ^= 1
    expect(box.open(changed, 'a')).toBeUndefined()
    expect(box.open(sealed.subarray(0, 20), 'a')).toBeUndefined()
    expect(box.open(sealed, 'b')).toBeUndefined()
    expect(new SecretBox('x'.repeat(32)).open(sealed, 'a')).toBeUndefined()
  })

  it('makes its key beside the embedded data, for its owner alone, and finds it again', () => {
    const sealed = openSecretBox(config()).seal('secret', 'a')
    expect(statSync(join(dir, 'secret.key')).mode & 0o777).toBe(0o600)
    expect(openSecretBox(config()).open(sealed, 'a')).toBe('secret')
  })

  it('makes none for a database that several servers share', () => {
    const box = openSecretBox(config({ DATABASE_URL: 'postgres://elsewhere/liandong' }))
    expect(box.hasKey).toBe(false)
    expect(() => box.seal('secret', 'a')).toThrow(NoSecretKey)
  })
})
