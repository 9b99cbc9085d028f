import { lazy, type ComponentType } from 'react'
import { may, type Permission } from '@liandong/shared/access/permissions.ts'
import type { Role } from '@liandong/shared/access/actor.ts'

type Section = { name: string; permission: Permission; Component: ComponentType }

/** What administrators work on, in the order of the list; each opens to whoever may read it, at the first they may. */
const SECTIONS = [
  {
    name: 'audit',
    permission: 'audit.read',
    Component: lazy(async () => ({ default: (await import('./sections/audit/Audit.tsx')).Audit })),
  },
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
    name: 'centres',
    permission: 'centre.manage',
    Component: lazy(async () => ({ default: (await import('./centres/Centres.tsx')).Centres })),
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
    name: 'needs',
    permission: 'need.read',
    Component: lazy(async () => ({ default: (await import('./sections/Needs.tsx')).Needs })),
  },
  {
    name: 'equipment',
    permission: 'equipment.manage',
    Component: lazy(async () => ({ default: (await import('./sections/equipment/Equipment.tsx')).Equipment })),
  },
  {
    name: 'dutyRules',
    permission: 'setting.read',
    Component: lazy(async () => ({ default: (await import('./sections/DutyRulesSection.tsx')).DutyRulesSection })),
  },
  {
    name: 'sla',
    permission: 'setting.read',
    Component: lazy(async () => ({ default: (await import('./sections/Sla.tsx')).Sla })),
  },
  {
    name: 'categories',
    permission: 'setting.read',
    Component: lazy(async () => ({ default: (await import('./sections/categories/Categories.tsx')).Categories })),
  },
  {
    name: 'calendar',
    permission: 'setting.read',
    Component: lazy(async () => ({ default: (await import('./sections/calendar/Calendar.tsx')).Calendar })),
  },
  {
    name: 'layers',
    permission: 'layer.manage',
    Component: lazy(async () => ({ default: (await import('./sections/layers/Layers.tsx')).Layers })),
  },
  {
    name: 'ladder',
    permission: 'setting.read',
    Component: lazy(async () => ({ default: (await import('./sections/notify/Ladder.tsx')).Ladder })),
  },
  {
    name: 'channels',
    permission: 'channel.manage',
    Component: lazy(async () => ({ default: (await import('./sections/notify/Channels.tsx')).Channels })),
  },
  {
    name: 'erasure',
    permission: 'personal.erase',
    Component: lazy(async () => ({ default: (await import('./sections/Erasure.tsx')).Erasure })),
  },
  {
    name: 'deadLetters',
    permission: 'deadLetter.replay',
    Component: lazy(async () => ({ default: (await import('./sections/DeadLetters.tsx')).DeadLetters })),
  },
] as const satisfies readonly Section[]

export const sectionsFor = (role: Role) => SECTIONS.filter((section) => may(role, section.permission))
