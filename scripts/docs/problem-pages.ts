import { PROBLEMS, type ProblemCode } from '../../shared/src/problems/registry.ts'

const kebab = (code: string): string => code.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** One page a problem; its address is the `type` of the problem. */
export function problemPages(): Record<string, string> {
  const codes = Object.keys(PROBLEMS) as ProblemCode[]
  return Object.fromEntries(
    codes.map((code) => {
      const { status, title } = PROBLEMS[code]
      const text = `# ${title.zh}\n\n${title.en}.\n\n- code: \`${code}\`\n- status: ${status}\n- ${MEANING[group(status)]}\n`
      return [`docs/problems/${kebab(code)}.md`, text]
    }),
  )
}

const group = (status: number): keyof typeof MEANING =>
  status >= 500
    ? 'fault'
    : status === 409 || status === 423
      ? 'late'
      : status === 401 || status === 403
        ? 'who'
        : 'request'

const MEANING = {
  fault:
    '产品一侧的故障，已记录；请稍后重试，重复发送不会重复生效。 A fault of the product, recorded; try again, repeating is safe.',
  late: '请求本身没有错，但现在不行：答复中有当前状态和先行者。 The request is right but not possible now: the answer says the present state and who was first.',
  who: '请先登录，或由有权限的人来做；越权操作会记入日志。 Sign in, or let somebody do it who may; attempts are logged.',
  request: '请按 errors 中的 pointer 改正后再发。 Mend the fields that `errors` points at and send again.',
}
