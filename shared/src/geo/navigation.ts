import { toGcj02 } from './gcj02.ts'
import type { GeoPoint } from './point.ts'

/** The map applications a phone may have. `geo` is whatever the phone itself opens. */
export const MAP_APPS = ['amap', 'baidu', 'tencent', 'geo'] as const
export type MapApp = (typeof MAP_APPS)[number]

const X_PI = (Math.PI * 3_000) / 180

/** Baidu's own shift on top of GCJ-02. */
export function toBd09(point: GeoPoint): GeoPoint {
  const { lat: y, lon: x } = toGcj02(point)
  const z = Math.hypot(x, y) + 0.000_02 * Math.sin(y * X_PI)
  const theta = Math.atan2(y, x) + 0.000_003 * Math.cos(x * X_PI)
  return { lat: z * Math.sin(theta) + 0.006, lon: z * Math.cos(theta) + 0.0065 }
}

const degrees = (n: number): string => n.toFixed(6)

/**
 * `navigationLink` opens a map application on the phone with the way to a place. Each is given the coordinates it takes
 * its own to be: handed WGS-84, a Chinese map leads to a door half a kilometre away.
 */
export function navigationLink(app: MapApp, point: GeoPoint, name: string, isApple = false): string {
  const title = encodeURIComponent(name)
  if (app === 'geo') {
    const at = `${degrees(point.lat)},${degrees(point.lon)}`
    return isApple ? `maps://?daddr=${at}&q=${title}` : `geo:${at}?q=${at}(${title})`
  }
  const { lat, lon } = app === 'baidu' ? toBd09(point) : toGcj02(point)
  const [y, x] = [degrees(lat), degrees(lon)]
  if (app === 'baidu')
    return `baidumap://map/direction?destination=name:${title}|latlng:${y},${x}&coord_type=bd09ll&mode=driving&src=liandong`
  if (app === 'tencent') return `qqmap://map/routeplan?type=drive&to=${title}&tocoord=${y},${x}&referer=liandong`
  // dev=0: the coordinates are shifted already
  const road = isApple ? 'iosamap://path' : 'amapuri://route/plan/'
  return `${road}?sourceApplication=liandong&dlat=${y}&dlon=${x}&dname=${title}&dev=0&t=0`
}
