import type { Role } from '@liandong/shared/access/actor.ts'
import type { ThemeChoice } from './theme.ts'

export type PageName =
  | 'desk'
  | 'wall'
  | 'duty'
  | 'supervise'
  | 'tickets'
  | 'mediations'
  | 'petitions'
  | 'risks'
  | 'insight'
  | 'rota'
  | 'admin'

export type PageInfo = {
  name: PageName
  /** Who is let in; the server decides again on every request (domain §3.8). */
  roles: readonly Role[]
  theme: ThemeChoice
  /** Shows live work: the feed runs, the frame guards it. */
  isLive: boolean
}

const ROOM: readonly Role[] = ['operator', 'leader']

export const PAGES: readonly PageInfo[] = [
  { name: 'desk', roles: [...ROOM, 'police', 'supervisor'], theme: 'auto', isLive: true },
  { name: 'wall', roles: [...ROOM, 'wall', 'supervisor'], theme: 'night', isLive: true },
  { name: 'duty', roles: ['responder'], theme: 'auto', isLive: true },
  { name: 'supervise', roles: ['supervisor', 'leader'], theme: 'auto', isLive: true },
  { name: 'tickets', roles: [...ROOM, 'department', 'supervisor'], theme: 'auto', isLive: false },
  { name: 'mediations', roles: [...ROOM, 'mediator', 'supervisor'], theme: 'auto', isLive: false },
  { name: 'petitions', roles: [...ROOM, 'petition', 'supervisor'], theme: 'auto', isLive: false },
  { name: 'risks', roles: [...ROOM, 'petition', 'supervisor'], theme: 'auto', isLive: false },
  { name: 'insight', roles: [...ROOM, 'supervisor'], theme: 'auto', isLive: false },
  {
    name: 'rota',
    roles: [...ROOM, 'supervisor', 'responder', 'police', 'department'],
    theme: 'auto',
    isLive: false,
  },
  { name: 'admin', roles: ['admin', 'security', 'auditor', ...ROOM, 'supervisor'], theme: 'auto', isLive: false },
]

export const findPage = (path: string): PageInfo | undefined => PAGES.find((page) => path === `/${page.name}`)
