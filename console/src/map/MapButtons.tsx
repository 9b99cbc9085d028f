import { useT } from '../i18n/language.ts'

type Props = {
  locked: boolean
  canGoBack: boolean
  heatOn: boolean
  trackOn: boolean
  onStar: () => void
  onZoom: (steps: number) => void
  onHeat: (() => void) | undefined
  onTrack: (() => void) | undefined
}

const ICON = {
  star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.9-5.2 2.9 1-5.9L3.500 9.700l5.900-.8z',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  track: 'M5 19c0-4 6-4 6-8s-3-3-3-6M8 5a1.800 1.800 0 1 0 0-.1M16 19a3 3 0 1 0 0-.1',
  heat: 'M12 3c1 4 5 5.500 5 10.500A5 5 0 0 1 7 13.500C7 11 8.500 10 9 8c1.500.5 2 1.500 2.200 2.800C12.500 9 12.500 6 12 3z',
}

export function MapButtons({ locked, canGoBack, heatOn, trackOn, onStar, onZoom, onHeat, onTrack }: Props) {
  const t = useT()
  const starWord = canGoBack ? t('map.back') : locked ? t('map.refit') : t('map.fitted')
  return (
    <div className="map-buttons" role="group" aria-label={t('map.controls')}>
      <button
        type="button"
        title={starWord}
        aria-label={starWord}
        aria-pressed={!locked}
        className={locked ? '' : 'is-on'}
        onClick={onStar}
      >
        <Icon path={ICON.star} filled={!locked} />
      </button>
      <button type="button" title={t('map.zoomIn')} aria-label={t('map.zoomIn')} onClick={() => onZoom(1)}>
        <Icon path={ICON.plus} />
      </button>
      <button type="button" title={t('map.zoomOut')} aria-label={t('map.zoomOut')} onClick={() => onZoom(-1)}>
        <Icon path={ICON.minus} />
      </button>
      {onTrack && (
        <button
          type="button"
          title={t('map.track')}
          aria-label={t('map.track')}
          aria-keyshortcuts="r"
          aria-pressed={trackOn}
          className={trackOn ? 'is-on' : ''}
          onClick={onTrack}
        >
          <Icon path={ICON.track} />
        </button>
      )}
      {onHeat && (
        <button
          type="button"
          title={t('map.heat')}
          aria-label={t('map.heat')}
          aria-pressed={heatOn}
          className={heatOn ? 'is-on' : ''}
          onClick={onHeat}
        >
          <Icon path={ICON.heat} filled={heatOn} />
        </button>
      )}
    </div>
  )
}

const Icon = ({ path, filled = false }: { path: string; filled?: boolean }) => (
  <svg
    viewBox="0 0 24 24"
    width="18"
    height="18"
    aria-hidden="true"
    fill={filled ? 'currentColor' : 'none'}
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinejoin="round"
    strokeLinecap="round"
  >
    <path d={path} />
  </svg>
)
