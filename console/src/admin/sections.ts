import { lazy, type ComponentType } from 'react'
import { may, type Permission } from '@liandong/shared/access/permissions.ts'
import type { Role } from '@liandong/shared/access/actor.ts'

type Section = { name: SectionName; permission: Permission; Component: ComponentType }
export type SectionName = 'people' | 'organisations' | 'units' | 'import' | 'deadLetters'

/** What administrators work on, in the order of the list; each opens to whoever may read it. */
const SECTIONS: readonly Section[] = [
  {
    name: 'people',
    permission: 'people.read',
    Component: lazy(async () => ({ default: (await import('./people/People.tsx')).People })),
  },
  {
    name: 'organisations',
    permission: 'organisation.read',
    Component: lazy(async () => ({ default: (await import('./people/Organisations.tsx')).Organisations })),
  },
  {
    name: 'units',
    permission: 'unit.read',
    Component: lazy(async () => ({ default: (await import('./people/Units.tsx')).Units })),
  },
  {
    name: 'import',
    permission: 'import.run',
    Component: lazy(async () => ({ default: (await import('./people/Import.tsx')).Import })),
  },
  {
    name: 'deadLetters',
    permission: 'deadLetter.replay',
    Component: lazy(async () => ({ default: (await import('./sections/DeadLetters.tsx')).DeadLetters })),
  },
]

export const sectionsFor = (role: Role): readonly Section[] =>
  SECTIONS.filter((section) => may(role, section.permission))
