import { COMMANDS, ENDED, MOVES, STAGES, type Move, type Stage } from '../../shared/src/cases/incident/lifecycle.ts'

const ZH: Record<Stage, string> = {
  received: '已接收',
  triaged: '已研判',
  dispatched: '已派单',
  acknowledged: '已签收',
  enRoute: '已出发',
  onScene: '已到场',
  reported: '已首报',
  handedBack: '带回移交',
  toPolice: '移交派出所',
  settled: '现场处结',
  ticketed: '转任务单',
  transferred: '转 12345/其他',
  noAction: '无需处置',
  visited: '已回访',
  closed: '归档',
  merged: '并案',
  cancelled: '撤销',
}

/** Arrows of commands that lead on from many stages would hide the rest; they stand in the table below the picture. */
const FROM_MANY = 6

/** The life cycle of an incident as Mermaid, drawn from the one table. */
export function incidentDiagram(): string {
  const lines = ['stateDiagram-v2', ...STAGES.map((stage) => `  ${stage}: ${ZH[stage]} ${stage}`), '  [*] --> received']
  for (const name of COMMANDS) {
    const move: Move = MOVES[name]
    if (move.to === undefined || move.from.length > FROM_MANY) continue
    for (const from of move.from) if (from !== move.to) lines.push(`  ${from} --> ${move.to}: ${name}`)
  }
  for (const [from, to, name] of MAIN_LINE) lines.push(`  ${from} --> ${to}: ${name}`)
  for (const stage of ENDED) lines.push(`  ${stage} --> [*]`)
  const rows = COMMANDS.map((name) => {
    const move: Move = MOVES[name]
    const own = move.ownDispatch ? '; a responder through the own order' : ''
    return `| \`${name}\` | ${move.from.join(', ')} | ${move.to ?? 'stays'} | ${move.who.join(', ')}${own} |`
  })
  return `# The life cycle of an incident 处警

Made by \`npm run docs\` from \`shared/src/cases/incident/lifecycle.ts\`; a test keeps it true.

\`\`\`mermaid
${lines.join('\n')}
\`\`\`

An incident under orders is where its furthest active dispatch is; when every unit has declined it is \`triaged\` again.

| command | from | to | who |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** The way most incidents go, drawn whole. */
const MAIN_LINE = [
  ['received', 'triaged', 'triage / classify'],
  ['triaged', 'dispatched', 'dispatch'],
  ['dispatched', 'acknowledged', 'acknowledge'],
  ['acknowledged', 'enRoute', 'depart'],
  ['enRoute', 'onScene', 'arrive'],
  ['onScene', 'reported', 'report'],
  ['reported', 'settled', 'settle'],
  ['reported', 'toPolice', 'transferPolice'],
  ['dispatched', 'triaged', 'all declined'],
] as const satisfies readonly (readonly [Stage, Stage, string])[]
