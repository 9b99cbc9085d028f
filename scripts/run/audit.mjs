import { runPnpm } from './dependencies.mjs'

/** audit asks the registry for known holes in what the lock file names; where it cannot be asked, that is said. */
export function audit() {
  const result = runPnpm('audit --json')
  const report = toReport(result.stdout)
  if (report === undefined) {
    const [said] = /responded with \d+|ENOTFOUND|ECONN\w+|ETIMEDOUT/.exec(`${result.stdout}${result.stderr}`) ?? []
    console.log(
      `The registry could not be asked for known holes${said ? ` (${said})` : ''}; ask again where it can be.`,
    )
    return 2
  }
  const found = Object.values(report.advisories)
  for (const { severity, module_name: name, vulnerable_versions: versions, title, url } of found)
    console.log(`${severity}  ${name} ${versions}  ${title}  ${url}`)
  console.log(found.length === 0 ? 'No known hole in any dependency.' : `${found.length} known holes.`)
  return found.some(({ severity }) => severity === 'high' || severity === 'critical') ? 1 : 0
}

function toReport(text) {
  try {
    const report = JSON.parse(text)
    return typeof report.advisories === 'object' ? report : undefined
  } catch {
    return undefined
  }
}
