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
  badTrackerKey: {
    status: 401,
    title: { zh: '定位设备密钥缺失、错误或已吊销', en: 'The tracker key is missing, wrong or revoked' },
  },
  invalidPosition: { status: 400, title: { zh: '定位数据有误', en: 'The position is not valid' } },
  badSourceKey: { status: 401, title: { zh: '来源密钥缺失或错误', en: 'The source key is missing or wrong' } },
  badSignature: {
    status: 401,
    title: { zh: '请求签名缺失、有误、过期或已使用', en: 'The signature is missing, wrong, too old or used before' },
  },
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
  noVehicleFree: { status: 409, title: { zh: '无空闲车辆', en: 'No vehicle is free' } },
  unitUnknown: { status: 422, title: { zh: '没有这个力量', en: 'No such unit' } },
  dispatchUnknown: { status: 422, title: { zh: '没有这条联动指令', en: 'No such dispatch' } },
  dispatchAmbiguous: { status: 422, title: { zh: '请指明是哪条联动指令', en: 'Say which dispatch is meant' } },
  dispatchForbids: {
    status: 409,
    title: { zh: '该联动指令当前不能这样做', en: 'Not possible in this dispatch’s present stage' },
  },
  arrivalStands: { status: 409, title: { zh: '这次到场不能撤回', en: 'This arrival can no longer be taken back' } },
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
  versionTooLate: {
    status: 409,
    title: { zh: '生效时间已过或太近，请重新提出', en: 'It would begin too soon: propose it anew' },
  },
  secretKeyMissing: {
    status: 409,
    title: {
      zh: '服务器未设置 SECRET_KEY，不能保存签名密钥',
      en: 'The server has no SECRET_KEY to keep a signing secret with',
    },
  },
  idempotencyMismatch: {
    status: 422,
    title: { zh: '同一幂等键用于不同内容', en: 'This Idempotency-Key was used for another request' },
  },
  // a picture or a voice note
  attachmentEmpty: { status: 422, title: { zh: '文件是空的，请重新拍摄或录音', en: 'The file is empty' } },
  attachmentTooLarge: { status: 413, title: { zh: '文件过大', en: 'The file is too large' } },
  attachmentKindRefused: {
    status: 415,
    title: { zh: '只接收照片（JPEG、PNG、WebP）和录音', en: 'Only photos (JPEG, PNG, WebP) and voice notes are taken' },
  },
  attachmentMismatch: {
    status: 415,
    title: { zh: '文件内容与声明的类型不符', en: 'The file is not what it is said to be' },
  },
  attachmentDiffers: {
    status: 409,
    title: { zh: '同一编号下已有另一份文件', en: 'There is another file under this id' },
  },
  attachmentsFull: {
    status: 409,
    title: { zh: '本案附件已满 60 件，不能再传', en: 'This case holds 60 files already' },
  },
  // personal data
  reporterProtected: {
    status: 403,
    title: { zh: '报警人信息受保护，仅派出所可见', en: 'The reporter is protected; police duty alone may see' },
  },
  revealEnded: {
    status: 409,
    title: {
      zh: '案件或联动指令已办结，个人信息不再提供',
      en: 'The case or the order has ended; personal data is closed',
    },
  },
  revealPace: {
    status: 409,
    title: {
      zh: '十分钟内查看已达 20 次，已告知督查；确需继续请再次确认并写明理由',
      en: 'Twenty reveals in ten minutes; the supervisor is told. Confirm again with a reason to go on',
    },
  },
  caseStillOpen: { status: 409, title: { zh: '案件尚未办结，不能删除其个人信息', en: 'The case is still open' } },
  // who is who: people, units, organisations
  roleNotGrantable: {
    status: 403,
    title: { zh: '您不能授予或管理这个角色', en: 'This role is not yours to give or manage' },
  },
  notYourself: { status: 409, title: { zh: '不能对自己的账号这样做', en: 'Not to your own account' } },
  lastAdministrator: {
    status: 409,
    title: { zh: '这是最后一个可用的管理员账号', en: 'This is the last administrator who can sign in' },
  },
  // at a centre
  windowClosed: { status: 409, title: { zh: '窗口未开放', en: 'The window is closed' } },
  windowBusy: { status: 409, title: { zh: '该窗口正在接待', en: 'Somebody is at this window' } },
  nobodyWaits: { status: 409, title: { zh: '当前没有该窗口可叫的号', en: 'Nobody waits for this window' } },
  visitForbids: { status: 409, title: { zh: '该号当前不能这样办理', en: 'Not possible with this number now' } },
  stillInUse: { status: 409, title: { zh: '仍有未了事项，不能停用', en: 'Not while something still hangs on it' } },
  placementForbids: { status: 409, title: { zh: '不能这样调整隶属关系', en: 'It cannot be placed so' } },
  spreadsheetUnreadable: { status: 422, title: { zh: '无法读取这个表格', en: 'This spreadsheet cannot be read' } },
  importHasProblems: {
    status: 422,
    title: { zh: '表格中仍有问题行，未导入', en: 'Rows with problems; nothing was imported' },
  },
  importChanged: {
    status: 409,
    title: { zh: '核对之后情况有变，请重新核对', en: 'Something changed since the check; check again' },
  },
  // equipment
  noneFree: { status: 409, title: { zh: '该类装备已全部领出或停用', en: 'None of this kind is free' } },
  equipmentNotFree: { status: 409, title: { zh: '这件装备现在不能领用', en: 'This item cannot be taken now' } },
  vehicleOutOfService: { status: 409, title: { zh: '该车辆已停用', en: 'The vehicle is out of service' } },
  // the rota and the handover
  dutyClash: { status: 409, title: { zh: '这段时间已另有换班或请假', en: 'This time is given away already' } },
  dutyGap: {
    status: 409,
    title: {
      zh: '批准后会出现值班缺口；如仍要批准，请说明理由',
      en: 'It would leave a gap; say why if it is to be approved all the same',
    },
  },
  consentRequired: { status: 409, title: { zh: '换班须先经对方同意', en: 'The other person has to agree first' } },
  nobodyToAsk: { status: 409, title: { zh: '没有可点名的力量', en: 'There is nobody to ask' } },
  outgoingFirst: { status: 409, title: { zh: '须由交班班长先签字', en: 'The outgoing leader signs first' } },
  handoverClosed: {
    status: 409,
    title: { zh: '这次交接班现在不能签字', en: 'This turn of the shift is not open to be signed' },
  },
  calendarUnknown: {
    status: 404,
    title: { zh: '日历地址无效或已作废', en: 'This calendar address is not valid any more' },
  },
  // the log
  exportTooLarge: {
    status: 422,
    title: { zh: '一次最多导出 10 万条，请缩小范围', en: 'At most 100,000 events at once: narrow the search' },
  },
  // the map
  tileUnavailable: { status: 502, title: { zh: '地图瓦片暂时取不到', en: 'The map tile cannot be had now' } },
  // the product
  busy: { status: 503, title: { zh: '系统繁忙，请重试', en: 'Busy, try again' } },
  internal: { status: 500, title: { zh: '系统出错，已记录', en: 'Something went wrong; it has been recorded' } },
})

export type ProblemCode = keyof typeof PROBLEMS
