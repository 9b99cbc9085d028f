import { eq, sql } from 'drizzle-orm'
import { freeCallSign } from '@liandong/shared/access/call-sign.ts'
import { isOnDuty } from '@liandong/shared/duty/on-duty.ts'
import { MINUTE_MS } from '@liandong/shared/time.ts'
import { hashPassword } from '../identity/passwords.ts'
import { hashKey } from '../intake/source-keys.ts'
import type { Database } from '../store/database.ts'
import { newId } from '../platform/ids.ts'
import {
  account,
  dutyNeed,
  organisation,
  organisationPlace,
  population,
  source,
  sourceKey,
  unit,
} from '../store/schema.ts'
import { SOURCE_KINDS } from '../sources/index.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts'
import { seedCentres } from './centres.ts'
import { seedEquipment } from './equipment.ts'
import { COMMAND_ROOM_ID, demoOrganisations, POLICE_STATION_ID, SUBDISTRICT_ID } from './roster/organisations.ts'
import { demoNeeds, demoSeats, type Seat } from './roster/seats.ts'
import { demoUnits, RESPONDER_UNIT_ID } from './roster/units.ts'

const OFFICE: Record<(typeof DEMO_ACCOUNTS)[number]['organisation'], string> = {
  room: COMMAND_ROOM_ID,
  station: POLICE_STATION_ID,
  department: 'org-zhzf',
  justice: 'org-sfs',
  petition: 'org-xfb',
  subdistrict: SUBDISTRICT_ID,
}

/** 专兼职结合 (D3): these come beside their own work. */
const BESIDE_THEIR_WORK: readonly string[] = ['office', 'mediation', 'volunteer']

/** The platform brings 18 alerts a day; four hours without one is a line that may be broken (domain.md §0.5). */
const PLATFORM_SILENCE_MS = 240 * MINUTE_MS

/** `seedDemo` fills an empty database with the demo subdistrict; on later starts it only brings keys up to date. */
export async function seedDemo(database: Database, intakeKey: string, now: number): Promise<void> {
  const { db } = database
  await db.transaction(async (tx) => {
    // two processes that start together seed once
    await tx.execute(sql`SELECT pg_advisory_xact_lock(330113004)`)
    const [seeded] = await tx.select({ id: organisation.id }).from(organisation).limit(1)
    if (!seeded) {
      const tree = demoOrganisations()
      await tx
        .insert(organisation)
        .values(tree.map(({ parentId: _parent, ...o }) => ({ ...o, subdistrictId: SUBDISTRICT_ID })))
      await tx.insert(organisationPlace).values(tree.map(toPlaceRow))
      await tx.insert(population).values(DEMO_POPULATION.map((row) => ({ ...row, subdistrictId: SUBDISTRICT_ID })))
      await tx.insert(unit).values(withCallSigns(demoUnits()).map((u) => toUnitRow(u, now)))
      await tx.insert(unit).values(demoSeats().map((seat) => toSeatRow(seat, now)))
      await tx
        .insert(dutyNeed)
        .values(demoNeeds().map((need) => ({ ...need, id: newId(now), subdistrictId: SUBDISTRICT_ID })))
      const passwordHash = await hashPassword(DEMO_PASSWORD)
      await tx.insert(account).values([...DEMO_ACCOUNTS, ...shiftAccounts()].map((a) => toAccountRow(a, passwordHash)))
      await tx.insert(source).values(
        SOURCE_KINDS.map((kind) => ({
          id: kind.id,
          subdistrictId: SUBDISTRICT_ID,
          kind: kind.id,
          labelZh: kind.label.zh,
          labelEn: kind.label.en,
          silenceAfterMs: kind.channel === 'platform' ? PLATFORM_SILENCE_MS : null,
        })),
      )
    }
    await seedCentres(tx, now)
    await seedEquipment(tx, now)
    // the platform's key is the one of contract.md; every other source has it with its own name behind it
    await tx.delete(sourceKey).where(eq(sourceKey.demo, true))
    await tx.insert(sourceKey).values(
      SOURCE_KINDS.map(({ id }) => ({
        sourceId: id,
        keyHash: hashKey(id === 'platform-110' ? intakeKey : `${intakeKey}:${id}`),
        demo: true,
      })),
    )
  })
}

/** A8: the article's 31万 is the year of the article; nothing newer is known of the demo. */
const DEMO_POPULATION = [{ year: 2021, people: 310_000 }]

/** Donghu is from 2021 a street of 临平区 (A2); what the demo shows begins there. */
const DEMO_SINCE = new Date('2021-04-08T16:00:00Z')

const toPlaceRow = ({ id, parentId, name }: ReturnType<typeof demoOrganisations>[number]) => ({
  organisationId: id,
  parentId,
  name,
  fromAt: DEMO_SINCE,
})

type Roster = ReturnType<typeof demoUnits>
function withCallSigns(units: Roster): (Roster[number] & { callSign: string })[] {
  const taken = new Set<string>()
  return units.map((one) => {
    const sign = freeCallSign(one, taken)
    taken.add(sign)
    return { ...one, callSign: sign }
  })
}

const toUnitRow = (
  { home, members = [], equipment = [], ...u }: Roster[number] & { callSign: string },
  now: number,
) => ({
  ...u,
  members: [...members],
  equipment: [...equipment],
  employment: BESIDE_THEIR_WORK.includes(u.force) ? ('part' as const) : ('full' as const),
  skills: [...u.skills],
  onDuty: isOnDuty(u.duty, now),
  subdistrictId: SUBDISTRICT_ID,
  lat: home.lat,
  lon: home.lon,
  locatedAt: new Date(now),
})

const toSeatRow = ({ account: _account, ...seat }: Seat, now: number) => ({
  ...seat,
  // on no board and no wall
  callSign: seat.id,
  subdistrictId: SUBDISTRICT_ID,
  kind: 'seat' as const,
  force: 'office',
  tier: 1 as const,
  skills: [],
  onDuty: isOnDuty(seat.duty, now),
})

const seatOf = (username: string) => demoSeats().find((seat) => seat.account?.username === username)

/** Those who relieve each other in the room: a handover is signed by two. They sign in like the others, and are not offered. */
const shiftAccounts = (): (typeof DEMO_ACCOUNTS)[number][] =>
  demoSeats().flatMap(({ name, account: who }) =>
    who === null || DEMO_ACCOUNTS.some((a) => a.username === who.username)
      ? []
      : [{ username: who.username, name, role: who.role, organisation: 'room' }],
  )

const toAccountRow = (a: (typeof DEMO_ACCOUNTS)[number], passwordHash: string) => ({
  id: `user-${a.username}`,
  subdistrictId: SUBDISTRICT_ID,
  username: a.username,
  name: a.name,
  role: a.role,
  organisationId: OFFICE[a.organisation],
  unitId: a.role === 'responder' ? RESPONDER_UNIT_ID : (seatOf(a.username)?.id ?? null),
  passwordHash,
  demo: true,
})
