const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/QQBrowser/, 'QQ Browser'],
  [/360(SE|EE)/, '360'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/UOS|Kylin/i, 'UOS / Kylin'],
  [/Linux/, 'Linux'],
]

/** `deviceName('Mozilla/5.0 (Windows NT 10.0) … Edg/120')` is `Edge · Windows`; undefined where nothing is recognised. */
export function deviceName(userAgent: string): string | undefined {
  const find = (names: readonly [RegExp, string][]) => names.find(([sign]) => sign.test(userAgent))?.[1]
  const known = [find(BROWSERS), find(SYSTEMS)].filter((name) => name !== undefined)
  return known.length === 0 ? undefined : known.join(' · ')
}
