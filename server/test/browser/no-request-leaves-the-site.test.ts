import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../src/demo/accounts.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { usePostgres } from '../harness/postgres.ts'
import { SIZES, untilAt, signInByForm, untilLive } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)

/** Asking who is signed in is answered 401 while nobody is; the browser writes that down by itself. */
const isOwnQuestion = (complaint: string): boolean => /401/.test(complaint) && complaint.endsWith('/api/v1/session')

const PAGES = [
  { who: 'operator', path: '/desk', size: SIZES.desk },
  { who: 'wall', path: '/wall', size: SIZES.wall },
  { who: 'responder', path: '/duty', size: SIZES.phone },
  { who: 'supervisor', path: '/supervise', size: SIZES.desk },
] as const

describe('no request leaves the site', () => {
  it('from sign-in, in both languages, and the browser has nothing to complain of', async () => {
    const { page, watched } = await room().enter(null, '/')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: '中文' }).click()
    await signInByForm(page, 'operator', DEMO_PASSWORD)
    await untilAt(page, '/desk')
    await untilLive(page)
    expect(watched.foreign).toEqual([])
    expect(watched.complaints.filter((complaint) => !isOwnQuestion(complaint))).toEqual([])
    expect(watched.requests).toBeGreaterThan(5)
  }, 60_000)

  it.each(PAGES)(
    'from $path, with work on it: every request, font and socket is the product’s own; no error, no CSP violation',
    async ({ who, path, size }) => {
      const { story } = room()
      const { page, watched, context } = await room().enter(who, path, { viewport: size })
      await untilLive(page, 30_000)
      const { id } = await story.openIncident({
        narrative: `${path}：映荷社区楼下有人吵架`,
        location: { lat: 30.4338, lon: 120.2969, crs: 'wgs84' },
      })
      await (await story.as('operator')).do(id, 'dispatch', { unitId: RESPONDER_UNIT_ID })
      await (await story.as('responder')).do(id, 'arrive')
      if (path === '/desk') {
        await page.getByRole('tab', { name: /处置中/ }).click()
        await page.keyboard.press('j')
        await page.locator('#pane-title').waitFor()
      }
      await page.waitForTimeout(3_000)
      await page.reload()
      await untilLive(page, 30_000)
      expect(watched.foreign).toEqual([])
      expect(watched.complaints).toEqual([])
      await (await story.as('responder')).do(id, 'report', { text: '双方在' })
      await (await story.as('responder')).do(id, 'settle')
      await context.close()
    },
    60_000,
  )

  it('and could not if a page tried: the policy forbids other origins and inline script', async () => {
    const answer = await fetch(`${room().story.url}/desk`)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(policy).not.toMatch(/https?:/)
    const { page } = await room().enter('operator', '/desk')
    const refused = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/outside').then(
        () => 'sent',
        () => 'refused',
      ),
    )
    expect(refused).toBe('refused')
  }, 60_000)
})
