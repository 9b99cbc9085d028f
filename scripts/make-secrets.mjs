// Invents the passwords that docker-compose.yml reads, once: `node scripts/make-secrets.mjs`. What exists is kept.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = process.argv[2] ?? fileURLToPath(new URL('../secrets/', import.meta.url))
mkdirSync(folder, { recursive: true, mode: 0o700 })

/** The folder is closed, the files are not: inside a container they are read by a user who is not their owner. */
function keep(name, invent) {
  const file = join(folder, name)
  if (!existsSync(file)) writeFileSync(file, invent(), { mode: 0o644 })
  return readFileSync(file, 'utf8').trim()
}

const password = () => randomBytes(24).toString('base64url')
const postgres = keep('postgres-password', password)
const redis = keep('redis-password', password)
keep('database-url', () => `postgres://liandong:${postgres}@postgres:5432/liandong`)
keep('secret-key', () => randomBytes(32).toString('base64url'))
keep('redis-url', () => `redis://:${redis}@redis:6379`)
console.log(`The secrets are in ${folder}. Keep a copy where only you can read it.`)
