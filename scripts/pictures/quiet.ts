import type { Camera } from './camera.ts'

/** Before anything happens: who comes in, and what calm looks like. */
export async function shootQuiet(camera: Camera): Promise<void> {
  for (const theme of ['night', 'day'] as const) {
    const page = await camera.open(null, '/', { theme })
    await page.getByRole('region', { name: '演示账号' }).waitFor()
    await camera.shoot(page, `sign-in-${theme}`)
  }
  const english = await camera.open(null, '/', { language: 'en' })
  await english.getByLabel('User name').fill('operator')
  await english.getByLabel('Password').fill('wrong-password')
  await english.getByRole('button', { name: 'Sign in', exact: true }).click()
  await english.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
  await camera.shoot(english, 'sign-in-wrong-en')

  await camera.shoot(await camera.live('operator', '/desk', { theme: 'day' }), 'desk-quiet-day')
  await camera.shoot(await camera.live('wall', '/wall', { size: 'wall' }), 'wall-quiet')
  await camera.shoot(await camera.live('wall', '/wall', { size: 'wideWall' }), 'wall-quiet-wide')
  await camera.shoot(await camera.live('responder', '/duty', { size: 'phone' }), 'duty-idle')
  await camera.shoot(await camera.live('supervisor', '/supervise', { theme: 'day' }), 'supervise-quiet-day')
  await camera.shoot(await camera.open('department', '/tickets', { theme: 'day' }), 'not-yet-day')
  const elsewhere = await camera.open('responder', '/desk', { size: 'phone' })
  await elsewhere.getByRole('link').first().waitFor()
  await camera.shoot(elsewhere, 'forbidden-phone')
}
