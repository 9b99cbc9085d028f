import { lazy, type ComponentType } from 'react'
import { may, type Permission } from '@liandong/shared/access/permissions.ts'
import type { Role } from '@liandong/shared/access/actor.ts'

type Section = { name: SectionName; permission: Permission; Component: ComponentType }
export type SectionName = 'deadLetters' | 'screens' | 'signIns'

/** What administrators work on, in the order of the list; each opens to whoever may read it. */
const SECTIONS: readonly Section[] = [
  {
    name: 'signIns',
    permission: 'signIn.read',
    Component: lazy(async () => ({ default: (await import('./sections/SignIns.tsx')).SignIns })),
  },
  {
    name: 'screens',
    permission: 'screen.read',
    Component: lazy(async () => ({ default: (await import('./sections/Screens.tsx')).Screens })),
  },
  {
    name: 'deadLetters',
    permission: 'deadLetter.replay',
    Component: lazy(async () => ({ default: (await import('./sections/DeadLetters.tsx')).DeadLetters })),
  },
]

export const sectionsFor = (role: Role): readonly Section[] =>
  SECTIONS.filter((section) => may(role, section.permission))
