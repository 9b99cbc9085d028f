import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openSecretBox, SecretBox } from './secrets.ts'

const dir = mkdtempSync(join(tmpdir(), 'liandong-secrets-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the secret box', () => {
  it('opens what it sealed, for its owner alone, and not a bit otherwise', () => {
    const box = new SecretBox('k'.repeat(40))
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'user-a')
    expect(box.open(sealed, 'user-a')).toBe('JBSWY3DPEHPK3PXP')
    expect(box.open(sealed, 'user-b')).toBeUndefined()
    expect(new SecretBox('l'.repeat(40)).open(sealed, 'user-a')).toBeUndefined()
    sealed[sealed.length - 1]! ^= 1
    expect(box.open(sealed, 'user-a')).toBeUndefined()
  })

  it('seals the same thing differently each time', () => {
    const box = new SecretBox('k'.repeat(40))
    expect(box.seal('x', 'a').equals(box.seal('x', 'a'))).toBe(false)
  })

  it('makes its key beside the database once, for its owner’s eyes alone, and none where several processes share one', () => {
    const sealed = openSecretBox(undefined, dir)?.seal('x', 'a') as Buffer
    expect(statSync(join(dir, 'secret-key')).mode & 0o777).toBe(0o600)
    expect(openSecretBox(undefined, dir)?.open(sealed, 'a')).toBe('x')
    expect(openSecretBox(undefined, undefined)).toBeUndefined()
  })
})
