import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
beforeAll(async () => void (story = await Story.open(postgres)))
afterAll(() => story.close())

/** As it is written, with no client tidying it up first. */
function rawGet(path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(story.url)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method: 'GET', timeout: 10_000 }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => (body += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('timeout', () => asked.destroy(new Error(`GET ${path} hangs`)))
    asked.on('error', reject)
    asked.end()
  })
}

const UP = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..\\',
  '..%5c',
  '....//',
  '%252e%252e%252f',
  '..;/',
  '%c0%ae%c0%ae/',
]
const ROOTS = ['/', '/assets/', '/problems/', '/docs/', '/api/v1/', '/api/v1/alerts/', '/live/']
const TARGETS = ['etc/passwd', 'package.json', 'server/src/main.ts', 'README.md']

describe('no trick with a path', () => {
  it('reaches a file that is not served, or answers 5xx', async () => {
    let tried = 0
    for (const root of ROOTS) {
      for (const up of UP) {
        for (const target of TARGETS) {
          const path = `${root}${up.repeat(6)}${target}`
          const { status, body } = await rawGet(path)
          tried += 1
          expect(status, path).toBeLessThan(500)
          expect(status, path).toBeGreaterThanOrEqual(300)
          expect(body, path).not.toMatch(/root:.*:0:0|"workspaces"|"liandong"|startServer/)
        }
      }
    }
    expect(tried).toBe(ROOTS.length * UP.length * TARGETS.length)
  })

  it.each([
    '//',
    '/%00',
    '/%',
    '/%zz',
    '/api/v1/incidents/%00',
    '/api/v1/incidents/%ff',
    `/${'a/'.repeat(2_000)}`,
    '/?%',
    '/api/v1/board?%=%&&&=',
    '*',
    '/api/v1//board',
    '/API/V1/BOARD',
    '/.git/config',
    '/.data/postgres',
    '/assets',
    '/metrics/../readyz',
  ])('GET %s is answered, and not with a fault', async (path) => {
    const { status } = await rawGet(path)
    expect(status).toBeLessThan(500)
  })
})
