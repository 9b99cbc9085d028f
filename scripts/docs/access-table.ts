import { ROLES, type Role } from '../../shared/src/access/actor.ts'
import { audienceOf } from '../../shared/src/access/audience.ts'
import { may, PERMISSIONS, type Permission } from '../../shared/src/access/permissions.ts'
import { COMMANDS, MOVES } from '../../shared/src/cases/incident/lifecycle.ts'
import { vocab } from '../../console/src/i18n/zh/vocab.ts'
import { readRoutes } from '../../server/src/http/read-routes.ts'

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
\`server/test/guarantees/every-route-by-role-and-street.test.ts\` asks every route as every role of two subdistricts.

## Audiences 可见范围

${table(
  ['role 角色', 'is told of incidents 警情可见范围'],
  ROLES.map((role) => [`${zh(role)} ${role}`, audienceOf(role)]),
)}

## Permissions 权限

${table(['permission', ...roles], permissions)}

## Routes 接口

${table(['route 接口', 'access', ...roles], calls)}
`
}
