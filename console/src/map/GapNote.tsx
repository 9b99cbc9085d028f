import { useT } from '../i18n/language.ts'

/** As many names as a line holds; the map shows the others. */
const MOST_NAMES = 3

type Props = {
  places: readonly { id: string; name: string }[]
  /** Nobody at all is on duty there (A12), or fewer than the rota asks for (D5). */
  words: 'nobody' | 'short'
}

/** The legend of the hatching: in how many villages and grids, and which. */
export function GapNote({ places, words }: Props) {
  const t = useT()
  if (places.length === 0) return null
  const names = places
    .slice(0, MOST_NAMES)
    .map((one) => one.name)
    .join(t('map.gap.and'))
  const said = { n: places.length, names }
  const isMore = places.length > MOST_NAMES
  return (
    <p className={`map-note map-note--gaps map-note--${words}`} role="status" data-gaps={places.length}>
      <span className="map-note__hatch" aria-hidden="true" />
      {words === 'nobody'
        ? t(isMore ? 'map.gaps.more' : 'map.gaps', said)
        : t(isMore ? 'map.short.more' : 'map.short', said)}
    </p>
  )
}
