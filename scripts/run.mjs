#!/usr/bin/env node
// The single entry of every npm script. Plain JavaScript that Node 18 understands: the product itself needs Node 24,
// which this brings along.
import { ensureDependencies } from './run/dependencies.mjs'
import { programs } from './run/programs.mjs'
import { PlainProblem } from './run/plain-problem.mjs'

const [name, ...args] = process.argv.slice(2)

try {
  const program = programs[name]
  if (!program)
    throw new PlainProblem(`There is no program "${name ?? ''}". Choose one of: ${Object.keys(programs).join(', ')}.`)
  const node = ensureDependencies()
  process.exitCode = await program({ node, args })
} catch (error) {
  // A problem the reader can act on is one sentence; anything else is our mistake and keeps its stack.
  console.error(error instanceof PlainProblem ? error.message : error)
  process.exitCode = 1
}
