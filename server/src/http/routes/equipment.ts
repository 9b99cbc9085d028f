import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  equipmentChange,
  equipmentForm,
  serviceForm,
  takeForm,
  vehicleServiceForm,
} from '@liandong/shared/equipment/forms.ts'
import { EQUIPMENT_CATEGORIES } from '@liandong/shared/equipment/ledger.ts'
import { versionField } from '@liandong/shared/people/forms.ts'
import {
  addEquipment,
  changeEquipment,
  listEquipment,
  namesOf,
  removeEquipment,
  setService,
  toView,
  type Item,
} from '../../equipment/ledger.ts'
import { returnEquipment, takeEquipment } from '../../equipment/use.ts'
import { readOutages, setVehicleService, toVehicle } from '../../equipment/vehicles.ts'
import type { Database } from '../../store/database.ts'
import { changing } from '../changing.ts'
import { decodeCursor, pageQuery, toPage } from '../paging.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { byId, idCursor } from './people.ts'

/** The ledger of equipment, what is out with whom, and the vehicles (D7). */
export function equipmentRoutes(app: FastifyInstance, services: Services): void {
  const { board } = services
  const shown = async ({ db }: Database, item: Item) => ({ item: toView(item, await namesOf(db, [item])) })

  route(app, {
    method: 'GET',
    url: '/equipment',
    tag: 'equipment',
    summary: 'The ledger, with who has what',
    access: 'equipment.read',
    query: z.strictObject({ ...pageQuery, category: z.enum(EQUIPMENT_CATEGORIES).optional() }),
    handler: async ({ query: { cursor, limit, category }, me, database }) => {
      const of = { limit, category, after: decodeCursor(cursor)?.id }
      const page = toPage(await listEquipment(database.db, me.subdistrictId, of), limit, idCursor)
      const nameOf = await namesOf(database.db, page.items)
      return { items: page.items.map((item) => toView(item, nameOf)), nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'POST',
    url: '/equipment',
    tag: 'equipment',
    summary: 'Put an item into the ledger',
    access: 'equipment.manage',
    body: equipmentForm,
    handler: async ({ body, me, reply, database }) => {
      const item = await changing(services, me, (change) => addEquipment(change, body))
      return reply.code(201).send(await shown(database, item))
    },
  })

  route(app, {
    method: 'PUT',
    url: '/equipment/:id',
    tag: 'equipment',
    summary: 'Change what the ledger says of an item',
    access: 'equipment.manage',
    params: byId,
    body: equipmentChange,
    handler: async ({ params, body, me, database }) =>
      shown(database, await changing(services, me, (change) => changeEquipment(change, params.id, body))),
  })

  route(app, {
    method: 'POST',
    url: '/equipment/:id/remove',
    tag: 'equipment',
    summary: 'Take an item out of the ledger; not while any of it is out',
    access: 'equipment.manage',
    params: byId,
    body: z.strictObject({ version: versionField }),
    handler: async ({ params, body, me, reply }) => {
      await changing(services, me, (change) => removeEquipment(change, params.id, body.version))
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'POST',
    url: '/equipment/:id/service',
    tag: 'equipment',
    summary: 'Out of service, with a reason, and back',
    access: 'equipment.service',
    params: byId,
    body: serviceForm,
    handler: async ({ params, body, me, database }) =>
      shown(database, await changing(services, me, (change) => setService(change, params.id, body))),
  })

  route(app, {
    method: 'POST',
    url: '/equipment/take',
    tag: 'equipment',
    summary: 'Hand out: the named item, or the first of its category that is free; else who has them',
    access: 'equipment.use',
    body: takeForm,
    handler: async ({ body, me, database }) =>
      shown(database, await changing(services, me, (change) => takeEquipment(change, body))),
  })

  route(app, {
    method: 'POST',
    url: '/equipment-uses/:id/return',
    tag: 'equipment',
    summary: 'Bring back what was taken',
    access: 'equipment.use',
    params: byId,
    handler: async ({ params, me, database }) =>
      shown(database, await changing(services, me, (change) => returnEquipment(change, params.id))),
  })

  route(app, {
    method: 'GET',
    url: '/vehicles',
    tag: 'equipment',
    summary: 'The vehicles: free, on a case, off duty or out of service',
    access: 'vehicle.read',
    handler: async ({ me, database }) => {
      const outages = await readOutages(database.db, me.subdistrictId)
      const noOf = (id: string) => board.cache.find(me.subdistrictId, id)?.no
      const vehicles = board.units(me.subdistrictId).filter((unit) => unit.kind === 'vehicle')
      return { items: vehicles.map((unit) => toVehicle(unit, outages, noOf)), nextCursor: null }
    },
  })

  route(app, {
    method: 'POST',
    url: '/vehicles/:id/service',
    tag: 'equipment',
    summary: 'A vehicle out of service, with a reason, and back',
    access: 'vehicle.service',
    params: byId,
    body: vehicleServiceForm,
    handler: async ({ params, body, me, reply }) => {
      await changing(services, me, (change) => setVehicleService(change, params.id, body))
      await services.dutyWatch.lookAgain()
      return reply.code(204).send()
    },
  })
}
