import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from './hash.ts'

/** The head of one chain on one day, as it is signed: whoever holds it can tell whether the log is still that log. */
export type Head = { subdistrictId: string; day: string; seq: number; hash: string; signedAt: string }
/** As it leaves the site: `publicKey` is SPKI and `signature` Ed25519, both in base64. */
export type SignedHead = Head & { publicKey: string; fingerprint: string; signature: string }

const payloadOf = ({ subdistrictId, day, seq, hash, signedAt }: Head): Buffer =>
  Buffer.from(canonical({ v: 1, subdistrictId, day, seq, hash, signedAt }))

const toPublic = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')

/** The first 16 bytes of the SHA-256 of the public key, in groups people can compare. */
export const fingerprintOf = (publicKey: string): string =>
  (createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32).match(/.{4}/g) ?? []).join(
    '-',
  )

export function signHead(key: KeyObject, head: Head): SignedHead {
  const publicKey = toPublic(key)
  const signature = sign(null, payloadOf(head), key).toString('base64')
  return { ...head, publicKey, fingerprint: fingerprintOf(publicKey), signature }
}

export function isSignedBy(head: Head & { publicKey: string; signature: string }): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(head.publicKey, 'base64'), type: 'spki', format: 'der' })
    return verify(null, payloadOf(head), key, Buffer.from(head.signature, 'base64'))
  } catch {
    return false
  }
}

/** `readKey` reads an Ed25519 private key in PEM; anything else is undefined. */
export function readKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

const KEY_FILE = 'audit-key.pem'

/** The key that was given, or the one of this data directory, made at its first use and readable by its owner alone. */
export function openKey(pem: string | undefined, dataDir: string): KeyObject {
  const path = join(dataDir, KEY_FILE)
  const key = readKey(pem ?? keptKey(path))
  if (!key) throw new Error(`${pem === undefined ? path : 'AUDIT_KEY'} holds no Ed25519 private key.`)
  return key
}

function keptKey(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  mkdirSync(join(path, '..'), { recursive: true })
  try {
    writeFileSync(path, pem, { mode: 0o600, flag: 'wx' })
    return pem
  } catch (error) {
    // another process of this machine was first
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(path, 'utf8')
    throw error
  }
}
