import { describe, expect, it } from 'vitest'
import { centreForm } from '@liandong/shared/centres/forms.ts'
import { ROUTING_RULES } from '@liandong/shared/cases/routing.ts'
import { FORCES } from '@liandong/shared/duty/force.ts'
import { coverageGaps } from '@liandong/shared/duty/coverage.ts'
import { dutyGaps, isOnDuty, uncoveredCentres } from '@liandong/shared/duty/on-duty.ts'
import { isOurs } from '@liandong/shared/geo/gazetteer.ts'
import { isInside } from '@liandong/shared/geo/polygon.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toMs } from '@liandong/shared/time.ts'
import { loadPlace } from '../place/place.ts'
import { demoCentres } from './centres.ts'
import { demoOrganisations, SUBDISTRICT_ID } from './organisations.ts'
import { demoUnits, RESPONDER_UNIT_ID } from './units.ts'

const place = loadPlace()
const organisations = demoOrganisations()
const units = demoUnits()
const midnight = toMs('2026-11-24T00:00:00+08:00')
const everyHalfHour = Array.from({ length: 48 }, (_, k) => midnight + k * 30 * MINUTE_MS)

describe('the demo organisation', () => {
  it('A2: runs from district to grid, each parent listed before its children, ids unique', () => {
    const seen = new Set<string>()
    for (const { id, parentId } of organisations) {
      expect(seen.has(id), id).toBe(false)
      if (parentId !== null) expect(seen.has(parentId), `${id} under ${parentId}`).toBe(true)
      seen.add(id)
    }
    const count = (kind: string): number => organisations.filter((one) => one.kind === kind).length
    expect(count('village')).toBe(38)
    expect(count('grid')).toBe(place.grids.length)
    expect(organisations.filter((one) => one.parentId === null).map((one) => one.name)).toEqual(['临平区'])
    expect(organisations.find((one) => one.id === SUBDISTRICT_ID)?.name).toBe('东湖街道')
  })

  it('D14: every department of the routing table exists', () => {
    const ids = new Set(organisations.map((one) => one.id))
    for (const { to, otherwise } of ROUTING_RULES) {
      if (to !== 'village') expect(ids).toContain(to)
      if (otherwise !== undefined) expect(ids).toContain(otherwise)
    }
  })
})

describe('the demo centres', () => {
  it('A5, A6, B9: 38 villages and the street have one each, whose form an administrator could have sent', () => {
    const centres = demoCentres()
    expect(centres.map((one) => one.organisationId)).toEqual([SUBDISTRICT_ID, ...place.centres.map((one) => one.id)])
    for (const { organisationId, openWindows: _open, ...form } of centres)
      expect(centreForm.safeParse(form).error, organisationId).toBeUndefined()
    const people = centres.flatMap((one) => one.agents.map((agent) => agent.phone))
    expect(new Set(people).size).toBe(people.length)
  })
})

describe('the demo units', () => {
  it('D2: all seven forces are there, with ids, names and telephones of their own', () => {
    expect([...new Set(units.map((unit) => unit.force))].toSorted()).toEqual(FORCES.map((force) => force.id).toSorted())
    for (const pick of ['id', 'name', 'phone'] as const)
      expect(new Set(units.map((unit) => unit[pick])).size, pick).toBe(units.length)
    for (const unit of units) expect(unit.phone).toMatch(/^1000000\d{4}$/)
  })

  it('D6, D7: the squad has two teams of four and two vehicles with equipment', () => {
    const teams = units.filter((unit) => unit.kind === 'team')
    const vehicles = units.filter((unit) => unit.kind === 'vehicle')
    expect(teams.map((team) => team.members?.length)).toEqual([4, 4])
    expect(vehicles).toHaveLength(2)
    for (const vehicle of vehicles) expect(vehicle.equipment?.length).toBeGreaterThan(0)
    const names = [
      ...units.filter((unit) => unit.kind === 'person').map((unit) => unit.name),
      ...teams.flatMap((team) => team.members ?? []),
    ]
    expect(new Set(names).size).toBe(names.length)
  })

  it('everybody belongs to an organisation and stands inside the subdistrict, village people in their village', () => {
    const ids = new Set(organisations.map((one) => one.id))
    for (const unit of units) {
      expect(ids).toContain(unit.organisationId)
      expect(isOurs(place.gazetteer, unit.home), unit.name).toBe(true)
      const centre = place.centres.find(
        (one) => one.id === unit.organisationId || one.gridIds.includes(unit.organisationId),
      )
      if (centre !== undefined) expect(isInside(centre.rings, unit.home), unit.name).toBe(true)
    }
  })

  it('A12, D5: at every hour every community is covered', () => {
    for (const at of everyHalfHour) expect(uncoveredCentres(place.centres, units, at)).toEqual([])
    expect(dutyGaps(place.centres, units, midnight, midnight + 2 * DAY_MS)).toEqual([])
  })

  it('A12: nowhere on the map of the demo is a gap, at any hour', () => {
    const villages = place.centres.map(({ id, name }) => ({
      id,
      name,
      grids: place.grids.filter((grid) => grid.centreId === id),
    }))
    for (const at of everyHalfHour) {
      const standing = units.map((unit) => ({ ...unit, onDuty: isOnDuty(unit.duty, at) }))
      expect(coverageGaps(villages, standing)).toEqual([])
    }
  })

  it('A12: without its night person one community is a gap, and it alone', () => {
    const without = units.filter((unit) => unit.id !== 'unit-grid-01')
    expect(uncoveredCentres(place.centres, without, midnight + 22 * HOUR_MS).map((centre) => centre.id)).toEqual([
      'village-01',
    ])
  })

  it('about half are on duty at any time, and so is a team and a vehicle', () => {
    for (const at of everyHalfHour) {
      const onDuty = units.filter((unit) => isOnDuty(unit.duty, at))
      expect(onDuty.length / units.length).toBeGreaterThan(0.42)
      expect(onDuty.length / units.length).toBeLessThan(0.62)
      expect(onDuty.some((unit) => unit.kind === 'team')).toBe(true)
      expect(onDuty.some((unit) => unit.kind === 'vehicle')).toBe(true)
    }
  })

  it('the unit of the demo account responder is on duty at every hour', () => {
    const responder = units.find((unit) => unit.id === RESPONDER_UNIT_ID)
    expect(everyHalfHour.every((at) => isOnDuty(responder?.duty ?? [], at))).toBe(true)
  })
})
