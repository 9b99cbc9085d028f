import { buildClassification, IncidentStory } from '../../shared/src/testing/incident-story.ts'
import { DELIVERED } from '../../shared/src/clocks/sla.ts'
import { CLOCK_POLICIES } from '../../shared/src/clocks/policies/index.ts'

const say = (ms: number): string => (ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`)

/** The clocks of an incident as a table, from the policies themselves. */
export function clockTable(): string {
  const ordinary = new IncidentStory().state
  const grave = { ...ordinary, severity: 1 as const, classification: buildClassification({ severity: 1 }) }
  const rows = CLOCK_POLICIES.map((policy) => {
    const [usual, first] = [ordinary, grave].map((state) => policy.targetSeconds(state, DELIVERED.content) * 1_000) as [
      number,
      number,
    ]
    const target = usual === first ? say(usual) : `${say(usual)}; severity 1: ${say(first)}`
    const steps = policy.steps.map((step) => `${step.name} ${say(step.afterShare * usual)}`).join(', ')
    return `| ${policy.id} ${policy.label.zh} | ${policy.name} | ${target} | ${steps || '–'} | ${policy.source} |`
  })
  return `# The clocks of an incident 时限

The delivered targets (version 0); a subdistrict may decide others. Made by \`npm run docs\` from \`shared/src/clocks/policies/\`; a test keeps it true. A clock that ends at its due time to
the millisecond is met; one millisecond later it is breached. A breach stays on record.

| clock | name | target | steps on the way | who says so |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}
