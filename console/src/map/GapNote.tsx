import type { Gap } from '@liandong/shared/duty/coverage.ts'
import { useT } from '../i18n/language.ts'

/** As many names as a line holds; the map shows the others. */
const MOST_NAMES = 3

/** The legend of the hatching: how many villages and grids have nobody on duty, and which (A12). */
export function GapNote({ gaps }: { gaps: readonly Gap[] }) {
  const t = useT()
  if (gaps.length === 0) return null
  const names = gaps
    .slice(0, MOST_NAMES)
    .map((gap) => gap.name)
    .join(t('map.gap.and'))
  return (
    <p className="map-note map-note--gaps" role="status" data-gaps={gaps.length}>
      <span className="map-note__hatch" aria-hidden="true" />
      {t(gaps.length > MOST_NAMES ? 'map.gaps.more' : 'map.gaps', { n: gaps.length, names })}
    </p>
  )
}
