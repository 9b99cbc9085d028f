import { lazy, type ComponentType } from 'react'
import { may, type Permission } from '@liandong/shared/access/permissions.ts'
import type { Role } from '@liandong/shared/access/actor.ts'

type Section = { name: SectionName; permission: Permission; Component: ComponentType }
export type SectionName = 'deadLetters' | 'erasure'

/** What administrators work on, in the order of the list; each opens to whoever may read it. */
const SECTIONS: readonly Section[] = [
  {
    name: 'deadLetters',
    permission: 'deadLetter.replay',
    Component: lazy(async () => ({ default: (await import('./sections/DeadLetters.tsx')).DeadLetters })),
  },
  {
    name: 'erasure',
    permission: 'personal.erase',
    Component: lazy(async () => ({ default: (await import('./sections/Erasure.tsx')).Erasure })),
  },
]

export const sectionsFor = (role: Role): readonly Section[] =>
  SECTIONS.filter((section) => may(role, section.permission))
