/**
 * Every way the product says no (RFC 9457). The code is stable; each has a page in docs/problems, and a test holds
 * code, page and OpenAPI together. Status 409 is "too late", 403 "not yours", 422 "the body".
 */
type Problem = { status: number; title: { zh: string; en: string } }

const define = <K extends string>(problems: Record<K, Problem>): Record<K, Problem> => problems

export const PROBLEMS = define({
  // the request itself
  malformedJson: { status: 400, title: { zh: '内容不是有效的 JSON', en: 'The body is not valid JSON' } },
  invalidBody: { status: 422, title: { zh: '内容有误', en: 'The body is not valid' } },
  invalidQuery: { status: 400, title: { zh: '查询参数有误', en: 'The query is not valid' } },
  unsupportedMediaType: { status: 415, title: { zh: '不支持的内容类型', en: 'Unsupported media type' } },
  bodyTooLarge: { status: 413, title: { zh: '内容过大', en: 'The body is too large' } },
  tooManyLines: { status: 413, title: { zh: '一批最多 1000 行', en: 'At most 1,000 lines a batch' } },
  notFound: { status: 404, title: { zh: '没有找到', en: 'Not found' } },
  tooFast: { status: 429, title: { zh: '操作太快，请稍候', en: 'Too fast, wait a moment' } },
  // who
  notSignedIn: { status: 401, title: { zh: '请先登录', en: 'Sign in first' } },
  wrongCredentials: { status: 401, title: { zh: '用户名或密码错误', en: 'Wrong user name or password' } },
  accountLocked: { status: 423, title: { zh: '账号已暂时锁定', en: 'The account is locked for now' } },
  signInUnfinished: { status: 403, title: { zh: '登录尚未完成', en: 'The sign-in is not finished' } },
  secondFactorUnavailable: {
    status: 409,
    title: {
      zh: '未配置 SECRET_KEY，无法启用二次验证，请联系系统管理员',
      en: 'SECRET_KEY is not set, so no second factor can be enrolled',
    },
  },
  badSourceKey: { status: 401, title: { zh: '来源密钥缺失或错误', en: 'The source key is missing or wrong' } },
  notYours: { status: 403, title: { zh: '您没有此操作的权限', en: 'This is not yours to do' } },
  crossSite: { status: 403, title: { zh: '拒绝跨站请求', en: 'Cross-site requests are refused' } },
  // an alert
  notAnAlert: {
    status: 422,
    title: { zh: '缺少警情必需的内容，已存入待核区', en: 'Not an alert; kept in quarantine' },
  },
  // a command
  unknownCommand: { status: 404, title: { zh: '没有这个指令', en: 'No such command' } },
  stageForbids: { status: 409, title: { zh: '当前状态不能这样做', en: 'Not possible in the present stage' } },
  versionConflict: { status: 409, title: { zh: '别人先改动了', en: 'Somebody else was first' } },
  alreadyDispatched: { status: 409, title: { zh: '已由他人派单', en: 'Already dispatched by somebody else' } },
  unitBusy: { status: 409, title: { zh: '该力量正在处置其他事件', en: 'The unit is on another incident' } },
  unitOffDuty: { status: 409, title: { zh: '该力量不在岗', en: 'The unit is off duty' } },
  unitUnknown: { status: 422, title: { zh: '没有这个力量', en: 'No such unit' } },
  dispatchUnknown: { status: 422, title: { zh: '没有这条联动指令', en: 'No such dispatch' } },
  dispatchAmbiguous: { status: 422, title: { zh: '请指明是哪条联动指令', en: 'Say which dispatch is meant' } },
  dispatchForbids: {
    status: 409,
    title: { zh: '该联动指令当前不能这样做', en: 'Not possible in this dispatch’s present stage' },
  },
  alreadyDone: { status: 409, title: { zh: '已经做过了', en: 'Already done' } },
  reasonRequired: { status: 422, title: { zh: '请填写理由', en: 'A reason is required' } },
  firstReportRequired: { status: 409, title: { zh: '须先有首报', en: 'A first report is required before this' } },
  handbackRequired: { status: 409, title: { zh: '须先带回移交', en: 'A handback is required before this' } },
  policeLinkOpen: {
    status: 409,
    title: { zh: '派出所尚未反馈，且未满 24 小时', en: 'No police feedback yet, and 24 hours have not passed' },
  },
  secondPersonRequired: { status: 409, title: { zh: '须由另一人确认', en: 'A second person must confirm this' } },
  leaderRequired: {
    status: 403,
    title: { zh: '受监管案件不能由处置人自行结案', en: 'A supervised case needs a leader to close it' },
  },
  mergeTargetInvalid: { status: 422, title: { zh: '不能并入该事件', en: 'Cannot merge into that incident' } },
  routeUnknown: { status: 422, title: { zh: '请指定责任部门', en: 'Name the responsible department' } },
  idempotencyMismatch: {
    status: 422,
    title: { zh: '同一幂等键用于不同内容', en: 'This Idempotency-Key was used for another request' },
  },
  // the product
  busy: { status: 503, title: { zh: '系统繁忙，请重试', en: 'Busy, try again' } },
  internal: { status: 500, title: { zh: '系统出错，已记录', en: 'Something went wrong; it has been recorded' } },
})

export type ProblemCode = keyof typeof PROBLEMS
