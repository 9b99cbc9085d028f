import { afterAll, beforeAll, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
/** Ticket numbers by what the department org-zhzf has to do with them. */
const TICKETS = {
  own: ['org-zhzf', '{}'],
  below: ['org-team', '{}'],
  helps: ['org-sfs', '{org-zhzf}'],
  belowHelps: ['org-sfs', '{org-team}'],
  leftMeanwhile: ['org-left', '{}'],
  elsewhere: ['org-sfs', '{}'],
} as const

beforeAll(async () => {
  story = await Story.open(postgres)
  const { pool } = story.database
  const { id } = await story.openIncident()
  await pool.query(`
    INSERT INTO organisation (id, subdistrict_id, kind, name) VALUES
      ('org-team', '${SUBDISTRICT}', 'department', '执法一队'), ('org-left', '${SUBDISTRICT}', 'department', '执法二队');
    INSERT INTO organisation_place (organisation_id, parent_id, name, from_at, until_at) VALUES
      ('org-team', 'org-zhzf', '执法一队', '2020-01-01', NULL),
      ('org-left', 'org-zhzf', '执法二队', '2020-01-01', '2021-01-01'),
      ('org-left', 'org-sfs', '执法二队', '2021-01-01', NULL)`)
  for (const [no, [organisationId, helpers]] of Object.entries(TICKETS)) {
    await pool.query(
      `INSERT INTO ticket (id, subdistrict_id, no, incident_id, channel, organisation_id, co_organisation_ids, stage, title, content, handback, issued_at, issued_by, exercise)
       VALUES (gen_random_uuid(), $1, $2, $3, 'platform', $4, $5, 'issued', '漏水', '漏水', '{}', now(), 'x', false)`,
      [SUBDISTRICT, no, id, organisationId, helpers],
    )
  }
})
afterAll(() => story.close())

it('A2: a department is shown its own tickets, those below it today and those either has a hand in, in lists and one by one', async () => {
  const department = await story.as('department')
  const shown = ['own', 'below', 'helps', 'belowHelps']
  const { items } = await department.read('/tickets')
  expect(items.map((ticket: { no: string }) => ticket.no).toSorted()).toEqual(shown.toSorted())
  const all = (await (await story.as('operator')).read('/tickets')).items as { id: string; no: string }[]
  expect(all).toHaveLength(Object.keys(TICKETS).length)
  for (const { id, no } of all) {
    const { status } = await department.ask('GET', `/tickets/${id}`)
    expect([no, status]).toEqual([no, shown.includes(no) ? 200 : 404])
  }
})
