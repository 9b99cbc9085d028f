import { lazy, type ComponentType } from 'react'
import { may, type Permission } from '@liandong/shared/access/permissions.ts'
import type { Role } from '@liandong/shared/access/actor.ts'

type Section = { name: SectionName; permission: Permission; Component: ComponentType }
export type SectionName = 'deadLetters' | 'audit'

/** What administrators work on, in the order of the list; each opens to whoever may read it. */
const SECTIONS: readonly Section[] = [
  {
    name: 'deadLetters',
    permission: 'deadLetter.replay',
    Component: lazy(async () => ({ default: (await import('./sections/DeadLetters.tsx')).DeadLetters })),
  },
  {
    name: 'audit',
    permission: 'audit.read',
    Component: lazy(async () => ({ default: (await import('./sections/audit/Audit.tsx')).Audit })),
  },
]

export const sectionsFor = (role: Role): readonly Section[] =>
  SECTIONS.filter((section) => may(role, section.permission))
