import { ROLES, type Role } from '../../shared/src/access/actor.ts'
import { audienceOf } from '../../shared/src/access/audience.ts'
import { may, PERMISSIONS, type Permission } from '../../shared/src/access/permissions.ts'
import { COMMANDS, MOVES } from '../../shared/src/cases/incident/lifecycle.ts'
import { vocab } from '../../console/src/i18n/zh/vocab.ts'
import { readRoutes } from '../../server/src/http/read-routes.ts'
import { fieldRows, liveRows } from './live-table.ts'

const zh = (role: Role): string => vocab[`role.${role}`]

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const EVERYBODY: Record<string, string> = { anyone: '○', signingIn: '●', signedIn: '●' }
const mark = (access: string, path: string, role: Role): string => {
  const command = COMMANDS.find((name) => path.endsWith(`/commands/${name}`))
  if (command && !MOVES[command].who.some((who) => who === role)) return ''
  return EVERYBODY[access] ?? (may(role, access as Permission) ? '●' : '')
}

/** Who may call what, from the routes and the rule book themselves. */
export async function accessTable(): Promise<string> {
  const routes = await readRoutes()
  const roles = ROLES.map((role) => `${zh(role)} ${role}`)
  const calls = routes.map(({ method, path, access }) => [
    `\`${method} ${path}\``,
    access,
    ...ROLES.map((role) => mark(access, path, role)),
  ])
  const permissions = (Object.keys(PERMISSIONS) as Permission[]).map((permission) => [
    `\`${permission}\``,
    ...ROLES.map((role) => (may(role, permission) ? '●' : '')),
  ])
  return `# Who may do what 权限表

由 \`npm run docs\` 根据路由与规则库生成，测试保证与代码一致。● 有权；○ 不需登录，由接口自行核验密码、密钥或验证码；空白一律拒绝（403）。任何角色都看不到其他街道的数据（404）。

Made by \`npm run docs\` from the routes and the rule book; a test keeps it true. ● may; ○ open without a sign-in, and checks a
password, a key or a code by itself; what is blank is refused (403). Nobody is shown anything of another subdistrict (404).
\`server/test/guarantees/every-route-by-role-and-street.test.ts\` asks every route as every role of two subdistricts, and
\`server/test/harness/never.ts\` says beside it what no role may ever be let into, whatever is written here.

## Audiences 可见范围

${table(
  ['role 角色', 'is told of incidents 警情可见范围'],
  ROLES.map((role) => [`${zh(role)} ${role}`, audienceOf(role)]),
)}

## Permissions 权限

${table(['permission', ...roles], permissions)}

## Routes 接口

${table(['route 接口', 'access', ...roles], calls)}

## Live feed 实时推送

各类事件推送给谁。● 本街道全部；◐ 仅与本人有关的：派出所为涉警或已移交的警情，处置人员为本单元在办的警情和本单元自身；空白不推送。对象只限本街道。

Which events are pushed to whom. ● all of the own subdistrict; ◐ only what is theirs: for the police cases that are police-class or
handed over, for a responder cases the own unit has an order on, and the unit itself; what is blank is not pushed.
\`server/test/guarantees/each-screen-is-told-its-own.test.ts\` lets every type occur and listens as every role of two subdistricts.

${table(['event 事件', ...roles], liveRows())}

### Personal fields of events 事件中的个人信息

个人信息字段如何显示：● 原样；脱敏 号码、姓名打码；代号 大屏不显示人名；空白不显示。

How the personal part of an event is shown: ● whole; masked: numbers and names starred; call sign: no person is named on a wall; blank: not at all.

${table(['field 字段', ...roles], fieldRows())}
`
}
