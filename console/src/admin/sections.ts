import { lazy, type ComponentType } from 'react'
import { may, type Permission } from '@liandong/shared/access/permissions.ts'
import type { Role } from '@liandong/shared/access/actor.ts'

type Section = { name: string; permission: Permission; Component: ComponentType }

/** What administrators work on, in the order of the list; each opens to whoever may read it. */
const SECTIONS = [
  {
    name: 'sources',
    permission: 'source.manage',
    Component: lazy(async () => ({ default: (await import('./sections/Sources.tsx')).Sources })),
  },
  {
    name: 'quarantine',
    permission: 'quarantine.mend',
    Component: lazy(async () => ({ default: (await import('./sections/Quarantine.tsx')).Quarantine })),
  },
  {
    name: 'sla',
    permission: 'sla.read',
    Component: lazy(async () => ({ default: (await import('./sections/Sla.tsx')).Sla })),
  },
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
] as const satisfies readonly Section[]

export const sectionsFor = (role: Role) => SECTIONS.filter((section) => may(role, section.permission))
