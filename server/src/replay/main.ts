import { ConfigError, readConfig } from '../config.ts'
import { readArguments } from './arguments.ts'
import { ReplayProblem } from './read-log.ts'
import { replay } from './replay.ts'
import { printed } from './tally.ts'

/** Exit status: 0 when every alert was taken, 1 when one was refused or lost, or the command cannot be carried out. */
try {
  const asked = readArguments(process.argv.slice(2))
  // the keys and accounts of the demo are what a replay needs; it listens nowhere
  const config = readConfig({ ...process.env, DEMO: '1', DEMO_ANYWHERE: '1' }, [])
  const server = { host: config.HOST, port: config.PORT, intakeKey: config.INTAKE_KEY }
  const summary = await replay(asked, server, (line) => process.stderr.write(`${line}\n`))
  process.stdout.write(asked.json ? `${JSON.stringify(summary)}\n` : `\n${printed(summary)}\n`)
  process.exitCode = summary.refused + summary.lost + summary.rowsBroken > 0 ? 1 : 0
} catch (error) {
  const isPlain = error instanceof ReplayProblem || error instanceof ConfigError
  process.stderr.write(`${isPlain ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}
