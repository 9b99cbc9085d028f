import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
beforeAll(async () => {
  story = await Story.open(postgres)
})
afterAll(() => story.close())

const active = async (role: string): Promise<number> => {
  const { rows } = await story.database.pool.query(
    `SELECT count(*) FROM account WHERE role = $1 AND disabled_at IS NULL`,
    [role],
  )
  return Number(rows[0].count)
}

describe('a subdistrict is never without who can give access back', () => {
  it('the last system administrator is neither disabled nor given another role', async () => {
    const security = await story.as('security')
    const { name, organisationId, version } = await security.read('/accounts/user-admin')
    const disabled = await security.ask('POST', '/accounts/user-admin/disable')
    const edited = await security.ask('PUT', '/accounts/user-admin', {
      body: { name, organisationId, version, unitId: null, role: 'auditor' },
    })
    expect([disabled, edited].map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'lastAdministrator'],
      [409, 'lastAdministrator'],
    ])
    expect(await active('admin')).toBe(1)
  })

  it('two security administrators who take each other out at the same moment: one of them stays', async () => {
    const security = await story.as('security')
    for (let round = 0; round < 5; round += 1) {
      const { body } = await security.ask('POST', '/accounts', {
        body: { username: `guard${round}`, name: '乙', role: 'security', organisationId: 'org-donghu', unitId: null },
      })
      const { headers } = await ask(`${story.api}/session`, 'POST', {
        body: { username: `guard${round}`, password: body.password },
      })
      const cookie = (headers.get('set-cookie') ?? '').split(';')[0] as string
      const answers = await Promise.all([
        security.ask('POST', `/accounts/${body.account.id}/disable`),
        ask(`${story.api}/accounts/user-security/disable`, 'POST', { headers: { cookie } }),
      ])
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(await active('security')).toBe(1)
      if (answers[1]?.status !== 200) continue
      // it was the first who lost: put back for the next round
      await story.database.pool.query(`UPDATE account SET disabled_at = NULL WHERE id = 'user-security'`)
      return
    }
  })
})
