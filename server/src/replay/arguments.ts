import { parseArgs } from 'node:util'
import { ReplayProblem } from './read-log.ts'

export type ReplayArguments = { file: string; speed: number; source: string; prefix: string; json: boolean }

export const USAGE = `npm run replay -- FILE [--speed N | --speed max] [--source ID] [--run PREFIX] [--json]
  FILE       a recorded call log (CSV)
  --speed    the recorded gaps divided by N (default 60); max sends without waiting
  --source   the alert source to send as (default platform-110)
  --run      put before every number, so that the same log can be sent again as new alerts
  --json     the summary as one JSON object`

export function readArguments(args: string[]): ReplayArguments {
  let parsed
  try {
    const text = { type: 'string' } as const
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { speed: text, source: text, run: text, json: { type: 'boolean' } },
    })
  } catch (error) {
    throw new ReplayProblem(`${(error as Error).message}\n${USAGE}`)
  }
  const { values, positionals } = parsed
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new ReplayProblem(`Name one file.\n${USAGE}`)
  const speed = values.speed === 'max' ? Number.POSITIVE_INFINITY : Number(values.speed ?? 60)
  if (!(speed > 0)) throw new ReplayProblem(`--speed must be a number above 0, or max.\n${USAGE}`)
  return {
    file,
    speed,
    source: values.source ?? 'platform-110',
    prefix: values.run ? `${values.run}-` : '',
    json: values.json ?? false,
  }
}
