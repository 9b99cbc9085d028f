import { advance, open } from '@liandong/shared/cases/incident/advance.ts'
import { decide } from '@liandong/shared/cases/incident/decide.ts'
import type { IncidentCommand } from '@liandong/shared/cases/incident/commands.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { triage } from '@liandong/shared/cases/incident/steps/triage.ts'
import { classify } from '@liandong/shared/classify/index.ts'
import { MINUTE_MS, toIso } from '@liandong/shared/time.ts'
import { newId } from '../../src/platform/ids.ts'

const NARRATIVE = '房东不退押金，说我把墙弄脏了，在映荷苑12幢，他把门锁换了我东西还在里面'
const CLASSIFICATION = classify({ narrative: NARRATIVE })
const PLACE = {
  area: 'inside',
  centreId: 'village-01',
  gridId: 'grid-01-1',
  name: '映荷苑 12 幢',
  confidence: 0.95,
} as const
const POINT = { lat: 30.4312, lon: 120.3081 }
const BENCH = { kind: 'system', id: 'play' } as const

/** Incidents as the rule book makes them, at any time: told apart at `at`, the order clock (K2) running for a minute. */
export function triagedAt(no: string, at: number): IncidentState {
  const opened = {
    type: 'incident.opened',
    data: {
      no,
      alertId: newId(at),
      sourceId: 'platform-110',
      channel: 'platform',
      severity: 3,
      reportedAt: toIso(at),
      receivedAt: toIso(at),
      exercise: false,
      warnings: [],
    },
    personal: { summary: NARRATIVE, address: '杭州市临平区东湖街道映荷苑12幢', location: POINT },
  }
  const { state } = open(newId(at), opened, { at: toIso(at), actorId: 'platform-110', sla: [] })
  return advance(
    state,
    triage(state, { classification: { ...CLASSIFICATION, police: 'nonPolice' }, place: PLACE, location: POINT }),
    { at: toIso(at), actorId: 'triage', sla: [] },
  ).state
}

function give(state: IncidentState, command: IncidentCommand, now: number): IncidentState {
  const ids = [newId(now), newId(now)]
  const units = ['unit-squad-1', 'unit-squad-2'].map((id) => ({
    id,
    name: id,
    callSign: id,
    onDuty: true,
    busyWith: null,
  }))
  const decision = decide(state, command, { now, actor: BENCH, ids, units })
  if (!decision.ok) throw new Error(decision.refusal.code)
  return advance(state, decision.events, { at: toIso(now), actorId: BENCH.id, sla: [] }).state
}

/** With two orders out: four clocks run. */
export const orderedAt = (no: string, at: number): IncidentState =>
  give(triagedAt(no, at), { name: 'dispatch', body: { unitIds: ['unit-squad-1', 'unit-squad-2'] } }, at)

/** A whole story that has ended: what most of a database is. */
export function closedAt(no: string, at: number): IncidentState {
  const steps: [IncidentCommand, number][] = [
    [{ name: 'dispatch', body: { unitId: 'unit-squad-1' } }, 1],
    [{ name: 'acknowledge', body: {} }, 2],
    [{ name: 'depart', body: {} }, 3],
    [{ name: 'arrive', body: {} }, 9],
    [{ name: 'report', body: { text: '已到现场，双方都在' } }, 11],
    [{ name: 'settle', body: { text: '双方和解' } }, 20],
    [{ name: 'close', body: {} }, 40],
  ]
  return steps.reduce((state, [command, minutes]) => give(state, command, at + minutes * MINUTE_MS), triagedAt(no, at))
}
