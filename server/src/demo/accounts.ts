import type { Role } from '@liandong/shared/access/actor.ts'

export const DEMO_PASSWORD = 'Demo-110110'

type DemoAccount = {
  username: string
  name: string
  role: Role
  organisation: 'room' | 'station' | 'department' | 'justice' | 'petition' | 'subdistrict'
}

/** The accounts of contract.md; every name is invented. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'operator', name: '林晓', role: 'operator', organisation: 'room' },
  { username: 'leader', name: '周正', role: 'leader', organisation: 'room' },
  { username: 'responder', name: '王志明', role: 'responder', organisation: 'room' },
  { username: 'police', name: '陈警官', role: 'police', organisation: 'station' },
  { username: 'department', name: '徐科', role: 'department', organisation: 'department' },
  { username: 'supervisor', name: '沈督', role: 'supervisor', organisation: 'subdistrict' },
  { username: 'mediator', name: '吴调', role: 'mediator', organisation: 'justice' },
  { username: 'petition', name: '方访', role: 'petition', organisation: 'petition' },
  { username: 'wall', name: '大屏', role: 'wall', organisation: 'room' },
  { username: 'admin', name: '系统管理员', role: 'admin', organisation: 'subdistrict' },
  { username: 'security', name: '安全管理员', role: 'security', organisation: 'subdistrict' },
  { username: 'auditor', name: '安全审计员', role: 'auditor', organisation: 'subdistrict' },
]
