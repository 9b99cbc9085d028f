import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { HOME_PAGE } from '@liandong/shared/wire/session.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../src/demo/accounts.ts'
import { usePostgres } from '../harness/postgres.ts'
import { untilAt, signInByForm, untilSays } from './room.ts'
import { useRoom } from './use-room.ts'

const postgres = usePostgres()
const room = useRoom(postgres)
let page: Page
beforeEach(async () => {
  await page?.context().close()
  page = await room().page(null, '/')
})

const menu = async (): Promise<void> => page.getByRole('button', { name: '账号' }).click()

describe('everybody lands on their page', () => {
  it('a wrong password is told in words, and nobody is signed in', async () => {
    await signInByForm(page, 'operator', 'wrong-password')
    await expect.poll(() => page.getByRole('alert').first().innerText(), { timeout: 30_000 }).toMatch(/用户名或密码/)
    expect(await page.getByLabel('用户名').inputValue(), 'what was typed is kept').toBe('operator')
    expect((await page.context().cookies()).filter((cookie) => cookie.name === 'ld_session')).toEqual([])
  })

  it('an empty form is not sent', async () => {
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await untilSays(page, '请填写用户名和密码')
  })

  it('by keyboard alone: name, Tab, password, Enter', async () => {
    await page.getByLabel('用户名').waitFor()
    await page.keyboard.type('operator')
    await page.keyboard.press('Tab')
    await page.keyboard.type(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await untilAt(page, '/desk')
    await page.getByRole('tab', { name: /待处置/ }).waitFor()
  })

  it('each role of the demo goes to its own page by one press', async () => {
    for (const { username, role } of DEMO_ACCOUNTS) {
      await page.context().clearCookies()
      await page.goto(`${room().story.url}/`)
      await page
        .getByRole('region', { name: '演示账号' })
        .getByRole('button')
        .filter({ hasText: new RegExp(`${username}$`) })
        .click()
      await untilAt(page, HOME_PAGE[role])
    }
  }, 120_000)

  it('a page of another role says that it is not theirs and leads home', async () => {
    await page.context().close()
    page = await room().page('responder', '/desk')
    await untilSays(page, '这里不对您的岗位开放')
    await untilSays(page, /处置人员/)
    await page.getByRole('link', { name: '回到我的页面' }).click()
    await untilAt(page, '/duty')
  })

  it('an address that does not exist says so', async () => {
    await signInByForm(page, 'operator', DEMO_PASSWORD)
    await untilAt(page, '/desk')
    await page.evaluate(() => (history.pushState(null, '', '/nowhere'), dispatchEvent(new PopStateEvent('popstate'))))
    await untilSays(page, '没有这一页')
  })

  it('signing out ends the session on the server, and the next person starts clean', async () => {
    await signInByForm(page, 'leader', DEMO_PASSWORD)
    await untilAt(page, '/desk')
    const cookies = await page.context().cookies()
    await menu()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByLabel('用户名').waitFor()
    const old = cookies.find((cookie) => cookie.name === 'ld_session')
    const answer = await fetch(`${room().story.api}/session`, { headers: { cookie: `ld_session=${old?.value}` } })
    expect(answer.status).toBe(401)
  })

  it('the language is switched on the spot and remembered', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.reload()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
  })

  it('the theme is switched on the spot and remembered', async () => {
    await signInByForm(page, 'operator', DEMO_PASSWORD)
    await untilAt(page, '/desk')
    const ground = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const seen: string[] = []
    for (const theme of ['白天', '夜间'] as const) {
      await menu()
      await page.getByRole('button', { name: theme }).click()
      await page.keyboard.press('Escape')
      seen.push(await ground())
    }
    expect(seen[0]).not.toBe(seen[1])
    await page.reload()
    await page.getByRole('tab', { name: /待处置/ }).waitFor()
    expect(await ground()).toBe(seen[1])
  })
})
