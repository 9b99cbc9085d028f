import type { PageName } from '@liandong/shared/access/page-permissions.ts'
import type { ThemeChoice } from './theme.ts'

export type { PageName }

/** To whom it opens stands in the rule book (page-permissions.ts). */
export type PageInfo = {
  name: PageName
  theme: ThemeChoice
  /** Shows live work: the feed runs, the frame guards it. */
  isLive: boolean
}

export const PAGES: readonly PageInfo[] = [
  { name: 'desk', theme: 'auto', isLive: true },
  { name: 'wall', theme: 'night', isLive: true },
  { name: 'duty', theme: 'auto', isLive: true },
  { name: 'supervise', theme: 'auto', isLive: true },
  { name: 'tickets', theme: 'auto', isLive: false },
  { name: 'mediations', theme: 'auto', isLive: false },
  { name: 'petitions', theme: 'auto', isLive: false },
  { name: 'risks', theme: 'auto', isLive: false },
  { name: 'insight', theme: 'auto', isLive: false },
  { name: 'centres', theme: 'auto', isLive: false },
  { name: 'rota', theme: 'auto', isLive: false },
  { name: 'admin', theme: 'auto', isLive: false },
]

export const findPage = (path: string): PageInfo | undefined => PAGES.find((page) => path === `/${page.name}`)
