import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { freePort } from '../harness/free-port.ts'
import { usePostgres } from '../harness/postgres.ts'
import { startRedis } from '../harness/redis-server.ts'
import { launchServer, runToItsEnd } from '../harness/server-process.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let dir: string
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'liandong-setting-'))))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** The start stops by itself, with an exit status and one sentence, and no stack. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { code, output } = await runToItsEnd({ DEMO: '1', PORT: '0', DATA_DIR: dir, ...env })
  expect(code).toBe(1)
  expect(output.trim().split('\n'), output).toHaveLength(1)
  return output.trim()
}

describe('an unfit Redis is refused at the start, in one sentence', () => {
  it.each([
    {
      fault: 'without an append-only file',
      options: { appendOnly: false },
      says: /^REDIS_URL is wrong: .*append-only.*--appendonly yes/,
    },
    {
      fault: 'that may evict',
      options: { policy: 'allkeys-lru' },
      says: /^REDIS_URL is wrong: .*allkeys-lru.*noeviction/,
    },
  ])('one $fault', async ({ options, says }) => {
    const redis = await startRedis(options)
    try {
      expect(await refusal({ REDIS_URL: redis.url })).toMatch(says)
    } finally {
      await redis.stop()
    }
  })

  it('one that does not answer', async () => {
    expect(await refusal({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` })).toMatch(
      /^REDIS_URL is wrong: Redis does not answer/,
    )
  })
})

describe('a wrong value stops the start with one sentence that names the variable', () => {
  it.each([
    ['PORT', 'eighty'],
    ['REDIS_URL', 'localhost:6379'],
    ['HOST', '0.0.0.0'],
    ['AUDIT_KEEP_DAYS', '179'],
    ['AUDIT_WEBHOOK', 'http://archive.example/heads'],
    ['AUDIT_KEY', 'not a key'],
  ])('%s=%s', async (name, value) => {
    expect(await refusal({ [name]: value })).toMatch(new RegExp(`^${name} is wrong: .+\\.$`))
  })

  it.each([
    ['PORT', '70000'],
    ['DEMO', 'yes'],
    ['DATABASE_URL', 'mysql://somewhere/db'],
    ['TZ_DISPLAY', 'Asia/Hangzhou'],
    ['INTAKE_KEY', 'short'],
    ['ROLE', 'king'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    expect(() => readConfig({ DEMO: '1', [name]: value }, [])).toThrow(new RegExp(`^${name} is wrong: .+\\.$`))
  })

  it('also where it is in a file, or where the file is missing', async () => {
    const file = join(dir, 'port')
    writeFileSync(file, 'eighty\n')
    expect(await refusal({ PORT_FILE: file })).toMatch(/^PORT is wrong: .+\.$/)
    expect(await refusal({ INTAKE_KEY_FILE: join(dir, 'nowhere') })).toMatch(/^INTAKE_KEY_FILE is wrong: .+\.$/)
  })

  it('and a port that is taken is said so, not shown as a stack', async () => {
    const first = await launchServer({
      DEMO: '1',
      PORT: String(await freePort()),
      DATA_DIR: dir,
      DATABASE_URL: await postgres.freshDatabase(),
    })
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(first.output())?.[1] as string
    try {
      expect(await refusal({ PORT: port, DATABASE_URL: await postgres.freshDatabase() })).toMatch(
        /^PORT is wrong: .+\.$/,
      )
    } finally {
      await first.end('SIGTERM')
    }
  })
})

describe('each variable may be given as NAME_FILE', () => {
  it('as a container passes secrets', async () => {
    const port = String(await freePort())
    const given = {
      PORT: port,
      INTAKE_KEY: 'a-key-from-a-file',
      DATABASE_URL: await postgres.freshDatabase(),
      DEMO: '1',
    }
    const env = Object.fromEntries(
      Object.entries(given).map(([name, value]) => {
        const file = join(dir, name)
        writeFileSync(file, `${value}\n`)
        return [`${name}_FILE`, file]
      }),
    )
    const server = await launchServer({ DATA_DIR: dir, ...env })
    try {
      const post = (key: string) =>
        fetch(`http://127.0.0.1:${port}/api/v1/alerts`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}` },
          body: JSON.stringify({ externalNo: 'F-1', narrative: '密钥在文件里' }),
        })
      expect((await post('demo-intake-key')).status).toBe(401)
      expect((await post('a-key-from-a-file')).status).toBe(202)
      await until('ready', async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200)
    } finally {
      await server.end('SIGTERM')
    }
  })
})
