import { board } from './board.ts'
import { classify } from './classify.ts'
import { clocks } from './clocks.ts'
import { fanout } from './fanout.ts'
import { growth } from './growth.ts'
import { intake } from './intake.ts'
import { page } from './page.ts'
import { screen } from './screen.ts'
import { start } from './start.ts'
import { storm } from './storm.ts'
import { rank } from './rank.ts'
import { say, type Bench, type Size } from './parts/bench.ts'

/** Every bench of performance.md that runs without a browser. A new one is a file beside this and a name here. */
const BENCHES: readonly Bench[] = [intake, screen, storm, clocks, fanout, board, growth, classify, rank, page, start]

const args = process.argv.slice(2)
const names = args.filter((arg) => !arg.startsWith('--'))
const size: Size = args.includes('--full') ? 'full' : process.env.BENCH_SIZE === 'small' ? 'small' : 'usual'
const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name))

if (unknown.length > 0) {
  say(`There is no bench ${unknown.join(', ')}. Choose of: ${BENCHES.map((bench) => bench.name).join(', ')}.`)
  process.exitCode = 1
} else {
  for (const bench of BENCHES.filter((b) => names.length === 0 || names.includes(b.name))) {
    say(`bench ${bench.name} (${size})`)
    try {
      for (const line of await bench.run(size)) process.stdout.write(`${JSON.stringify(line)}\n`)
    } catch (error) {
      say(`bench ${bench.name} did not run: ${(error as Error).stack}`)
      process.exitCode = 1
    }
  }
}
