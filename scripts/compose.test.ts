import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

type Service = {
  readonly build?: string
  readonly command?: readonly string[]
  readonly environment?: Record<string, string>
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly secrets?: readonly string[]
  readonly networks?: readonly string[]
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly depends_on?: Record<string, { readonly condition: string }>
}
type Compose = {
  readonly services: Record<string, Service>
  readonly secrets: Record<string, { readonly file: string }>
  readonly volumes: Record<string, unknown>
  readonly networks: Record<string, { readonly internal?: boolean }>
}

const compose = parse(read('docker-compose.yml'), { merge: true, strict: true, uniqueKeys: true }) as Compose
const service = (name: string): Service => {
  const found = compose.services[name]
  if (!found) throw new Error(`docker-compose.yml has no service "${name}".`)
  return found
}

describe('docker-compose.yml', () => {
  it('has a web and a worker role of one image, PostgreSQL, Redis and a proxy, each with a health check', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['postgres', 'proxy', 'redis', 'web', 'worker'])
    expect(service('web').environment?.ROLE).toBe('web')
    expect(service('worker').environment?.ROLE).toBe('worker')
    for (const [name, { healthcheck }] of Object.entries(compose.services))
      expect(healthcheck?.test.length, name).toBeGreaterThan(1)
  })

  it('names only services, secrets, networks and volumes that it defines', () => {
    for (const { depends_on = {}, secrets = [], networks = [], volumes = [] } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(compose.services).toHaveProperty(name)
        expect(condition).toBe('service_healthy')
      }
      for (const name of secrets) expect(compose.secrets).toHaveProperty(name)
      for (const name of networks) expect(compose.networks).toHaveProperty(name)
      for (const volume of volumes) {
        const source = volume.split(':')[0] ?? ''
        if (source.startsWith('.')) expect(existsSync(join(root, source)), source).toBe(true)
        else expect(compose.volumes).toHaveProperty(source)
      }
    }
  })

  it('judges the web by /healthz, so that a Redis outage never takes it out of rotation', () => {
    for (const name of ['web', 'worker']) expect(service(name).healthcheck?.test.join(' ')).toMatch(/\/healthz/)
    expect(read('docker-compose.yml')).not.toMatch(/127\.0\.0\.1:8110\/readyz/)
    expect(read('Dockerfile')).toMatch(/HEALTHCHECK[^]*\/healthz/)
  })

  it('runs Redis append-only and without eviction', () => {
    const command = service('redis').command?.join(' ') ?? ''
    expect(command).toContain('--appendonly yes')
    expect(command).toContain('--maxmemory-policy noeviction')
  })

  it('gives every password as a file and none in the environment', () => {
    for (const { environment = {} } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|SECRET|_URL|_KEY/.test(name)) expect(name).toMatch(/_FILE$/)
        expect(String(value)).not.toMatch(/:\/\/[^/]*:[^/]*@/)
      }
    }
  })

  it('opens no port but the proxy’s, and lets nothing else out', () => {
    for (const [name, { ports, networks }] of Object.entries(compose.services)) {
      if (name === 'proxy') continue
      expect(ports).toBeUndefined()
      expect(networks).toEqual(['inside'])
    }
    expect(compose.networks.inside?.internal).toBe(true)
  })

  it('sets only variables the server knows', () => {
    const schema = read('server/src/config.ts')
    for (const name of Object.keys(service('web').environment ?? {}))
      expect(schema).toMatch(new RegExp(`^\\s+${name.replace(/_FILE$/, '')}:`, 'm'))
  })

  it('is reached by the proxy on the port the server listens on', () => {
    const port = service('web').environment?.PORT ?? ''
    expect(read('proxy/Caddyfile')).toMatch(new RegExp(`name web\\s+port ${port}\\b`))
    expect(read('Dockerfile')).toContain(`PORT=${port}`)
  })

  it('finds its secrets where make-secrets.mjs puts them, which keeps what exists', () => {
    const folder = mkdtempSync(join(tmpdir(), 'liandong-secrets-'))
    try {
      const make = (): void =>
        expect(spawnSync(process.execPath, [join(root, 'scripts/make-secrets.mjs'), folder]).status).toBe(0)
      make()
      const names = Object.values(compose.secrets).map(({ file }) => file.replace('./secrets/', ''))
      expect(readdirSync(folder).sort()).toEqual(names.sort())
      const before = readFileSync(join(folder, 'database-url'), 'utf8')
      make()
      expect(readFileSync(join(folder, 'database-url'), 'utf8')).toBe(before)
      expect(new URL(before).password).toBe(readFileSync(join(folder, 'postgres-password'), 'utf8'))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('Dockerfile', () => {
  it('runs as an ordinary user, starts the server itself and copies only what exists', () => {
    const lines = read('Dockerfile').split('\n')
    expect(lines).toContain('USER node')
    expect(lines.findLast((line) => line.startsWith('CMD'))).toBe('CMD ["node", "server/src/main.ts"]')
    const copied = lines
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(/\s+/).slice(1, -1))
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true)
  })

  it('uses the same pnpm as npm start', () => {
    const version = /pnpmVersion = '([\d.]+)'/.exec(read('scripts/run/dependencies.mjs'))?.[1]
    expect(read('Dockerfile')).toContain(`pnpm@${version}`)
  })
})

describe('the image', () => {
  it('copies nothing that is left out of what is sent to its build', () => {
    const ignored = read('.dockerignore').split('\n').filter(Boolean)
    const isSent = (path: string) =>
      ignored.includes(`!${path}`) || !ignored.some((line) => line === path || line === path.split('/')[0])
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) =>
      (from as string).split(' '),
    )
    expect(copied).toContain('docs/problems')
    expect(copied.filter((path) => !isSent(path.replace(/\/$/, '')))).toEqual([])
  })
})
