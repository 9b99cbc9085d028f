import { classify } from '@liandong/shared/classify/index.ts'
import { inForce } from '@liandong/shared/classify/in-force.ts'
import { describePlace, locate, type Gazetteer } from '@liandong/shared/geo/gazetteer.ts'
import type { Triage } from './triage.ts'

/** `openTriage` binds the pure rules of locating and classifying to the gazetteer of the place. */
export function openTriage(gazetteer: Gazetteer): Triage {
  return ({ narrative, address, location, sourceCategory, severity, source }, categories) => {
    const known = { narrative, ...(address ? { address } : {}), ...(location ? { point: location } : {}) }
    const located = locate(gazetteer, known)
    return {
      classification: inForce(
        classify({
          narrative,
          address: address ?? undefined,
          sourceCategory: sourceCategory ?? undefined,
          severityHint: severity ?? undefined,
        }),
        categories,
        sourceCategory === null ? null : { code: sourceCategory, source },
      ),
      place: {
        area: located.area,
        centreId: located.centreId ?? null,
        gridId: located.gridId ?? null,
        name: describePlace(gazetteer, known) || null,
        confidence: located.confidence,
      },
      location: location ?? located.point ?? null,
    }
  }
}
