import { eq } from 'drizzle-orm'
import { unit } from '../../../store/schema.ts'
import type { Channel } from '../../channel.ts'
import { post } from '../../post.ts'
import { openSetting } from '../../settings.ts'

/** `fillTemplate` puts number and words into a JSON template, each as JSON would write it inside quotes. */
export const fillTemplate = (template: string, values: { phone: string; text: string }): string =>
  template.replace(/\{(phone|text)\}/g, (_, name: 'phone' | 'text') => JSON.stringify(values[name]).slice(1, -1))

/** A short message through the gateway that is set up; the number is looked up as it is sent and kept nowhere else. */
export const sms: Channel = {
  id: 'sms',
  send: async ({ subdistrictId, recipient, text }, deps) => {
    const setting = await openSetting(deps, subdistrictId, 'sms')
    if (!setting?.url || !setting.template) return { ok: false, said: 'notSetUp', isFinal: true }
    const phone = recipient.startsWith('phone:')
      ? recipient.slice('phone:'.length)
      : await findPhone(deps.database.db, recipient.slice('unit:'.length))
    if (!phone) return { ok: false, said: 'noPhone', isFinal: true }
    return post(setting.url, deps.hosts, {
      headers: { 'content-type': 'application/json', ...setting.headers },
      body: fillTemplate(setting.template, { phone, text }),
    })
  },
}

async function findPhone(db: Parameters<Channel['send']>[1]['database']['db'], unitId: string) {
  const [row] = await db.select({ phone: unit.phone }).from(unit).where(eq(unit.id, unitId))
  return row?.phone
}
