import type { Browser as Chromium, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../harness/chromium.ts'
import { codeAt, openOffice, PASSWORD } from '../harness/office.ts'
import { usePostgres } from '../harness/postgres.ts'
import type { Story } from '../harness/story.ts'
import { signInByForm, untilAt, untilSays } from './room.ts'
import { violationsOf } from './violations.ts'

const SHOTS = process.env.SHOTS
const NEXT = 'Hill-Road-52'

const postgres = usePostgres()
let story: Story
let chromium: Chromium
const secrets = new Map<string, string>()
beforeAll(async () => {
  ;[story, chromium] = await Promise.all([openOffice(postgres, { BEHIND_TLS: '0' }), launchChromium()])
})
afterAll(async () => {
  await chromium.close()
  await story.close()
})

async function open(path: string, { theme = 'night', width = 1366, height = 768 } = {}): Promise<Page> {
  const context = await chromium.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height },
  })
  await context.addInitScript((choice) => localStorage.setItem('liandong.theme', choice), theme)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${story.url}${path}`)
  return page
}

/** A picture for whoever looks, and axe. */
async function look(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` })
  expect(await violationsOf(page), name).toEqual([])
}

/** All the steps of somebody who needs two factors, by keyboard alone after the first field. */
async function enter(page: Page, username: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  const known = secrets.get(username)
  await page.getByRole('heading', { name: known ? '二次验证' : '启用二次验证' }).waitFor()
  if (known) await story.forward(60_000)
  const secret = known ?? ((await page.locator('.enrol code').textContent()) as string).replaceAll(' ', '')
  secrets.set(username, secret)
  await page.getByRole('textbox').fill(await codeAt(secret, story.now()))
  await page.keyboard.press('Enter')
  if (!known) await page.getByRole('button', { name: '我已保存，继续' }).click()
}

describe('signing in', () => {
  it.each([
    { theme: 'night', width: 1366, height: 768 },
    { theme: 'day', width: 1920, height: 1080 },
  ])('an administrator enrols a phone and keeps the codes, by keyboard, at $width by $theme', async (size) => {
    secrets.clear()
    await story.database.pool.query(`UPDATE account SET totp_secret = NULL`)
    const page = await open('/', size)
    // the form comes a moment after the page
    await page.getByLabel('用户名').waitFor()
    await look(page, `sign-in-${size.theme}`)
    await signInByForm(page, 'security', PASSWORD)
    await page.getByRole('img', { name: '供身份验证器扫描的二维码' }).waitFor()
    await look(page, `enrol-${size.theme}`)
    const secret = ((await page.locator('.enrol code').textContent()) as string).replaceAll(' ', '')
    secrets.set('security', secret)
    await page.getByRole('textbox').fill('000000')
    await page.keyboard.press('Enter')
    await untilSays(page, '验证码错误或已用过')
    await page.getByRole('textbox').fill(await codeAt(secret, story.now()))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '保存备用码' }).waitFor()
    expect(await page.locator('.recovery-codes li').count()).toBe(10)
    await look(page, `codes-${size.theme}`)
    await page.getByRole('button', { name: '我已保存，继续' }).click()
    await untilAt(page, '/admin')
    await page.getByRole('link', { name: '登录管理' }).click()
    await page.getByRole('heading', { name: '登录管理' }).waitFor()
    await page.getByRole('cell', { name: 'security（security）' }).waitFor()
    await look(page, `sign-ins-${size.theme}`)
    await page.context().close()
  })

  it('says how long to wait, in minutes', async () => {
    const page = await open('/')
    for (let n = 0; n < 6; n++) {
      await signInByForm(page, 'leader', `Wrong-${n}-word`)
      await page.getByRole('button', { name: '登录', exact: true }).and(page.locator(':enabled')).waitFor()
    }
    await untilSays(page, /请 \d+ 分钟后再试/)
    await look(page, 'locked')
    await page.context().close()
  })

  it('a new password comes first where somebody else chose the old one', async () => {
    await story.database.pool.query(`UPDATE account SET must_change_password = true WHERE id = 'user-operator'`)
    const page = await open('/')
    await signInByForm(page, 'operator', PASSWORD)
    await page.getByRole('heading', { name: '设置新密码' }).waitFor()
    const type = async (next: string): Promise<void> => {
      await page.getByLabel('当前密码').fill(PASSWORD)
      await page.getByLabel('新密码', { exact: true }).fill(next)
      await page.getByLabel('再输一遍新密码').fill(next)
      await page.keyboard.press('Enter')
    }
    await type('short')
    await untilSays(page, '密码须为 10 至 128 个字符')
    await look(page, 'new-password')
    await type(NEXT)
    await untilAt(page, '/desk')
    await page.getByRole('button', { name: /^账号/ }).click()
    await page.getByRole('button', { name: '我的登录' }).click()
    await untilSays(page, '本机')
    await look(page, 'my-sessions')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^账号/ }).click()
    await page.getByRole('button', { name: '修改密码' }).click()
    await look(page, 'change-password')
    await page.context().close()
  })
})

describe('a wall', () => {
  it('is paired from the administration, shows the room, and goes dark within two seconds when it is taken down', async () => {
    const wall = await open('/wall', { width: 1920, height: 1080 })
    await wall.getByRole('button', { name: '配对此屏' }).click()
    const code = ((await wall.locator('.pairing-code').textContent()) as string).replaceAll(' ', '')
    await look(wall, 'pairing')
    const admin = await open('/admin#screens')
    await enter(admin, 'security')
    await admin.getByRole('button', { name: '配对大屏' }).click()
    await admin.getByLabel('配对码').fill(code)
    await admin.getByLabel('屏幕名称').fill('指挥大厅左屏')
    await look(admin, 'pair-dialog')
    await admin.keyboard.press('Enter')
    await wall.locator('.feed-frame[data-freshness="live"]').waitFor({ state: 'attached' })
    await admin.reload()
    await admin.getByRole('cell', { name: '指挥大厅左屏' }).waitFor()
    await look(admin, 'screens')
    await admin.getByRole('button', { name: '撤下' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: '撤下' }).click()
    const from = Date.now()
    await wall.getByRole('button', { name: '配对此屏' }).waitFor({ timeout: 5_000 })
    expect(Date.now() - from).toBeLessThan(2_000)
    await admin.context().close()
    await wall.context().close()
  })
})
