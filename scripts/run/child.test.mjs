import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'liandong-child-'))
const program = join(folder, 'program.mjs')
const starter = join(folder, 'starter.mjs')

beforeAll(() => {
  writeFileSync(
    program,
    `for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { console.log('got', signal); setTimeout(() => process.exit(7), 200) })
    setInterval(() => {}, 1000)
    console.log('up')`,
  )
  const child = pathToFileURL(join(import.meta.dirname, 'child.mjs')).href
  writeFileSync(
    starter,
    `import { runChild } from '${child}'\nprocess.exitCode = await runChild(process.execPath, process.argv.slice(2))`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(...args) {
  const process_ = spawn(process.execPath, [starter, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const run = {
    process: process_,
    output: '',
    ended: new Promise((resolve) => process_.once('close', (code, signal) => resolve(code ?? signal))),
  }
  process_.stdout.on('data', (chunk) => (run.output += chunk))
  return run
}

async function until(condition, withinMs = 5_000) {
  for (const end = Date.now() + withinMs; Date.now() < end && !condition();) await delay(10)
  expect(condition()).toBe(true)
}

describe('a program started by an npm script', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    'gets %s once, even when it is sent twice, and its exit status is passed on',
    async (signal) => {
      const run = start(program)
      await until(() => run.output.includes('up'))
      run.process.kill(signal)
      run.process.kill(signal)
      expect(await run.ended).toBe(7)
      expect(run.output).toBe(`up\ngot ${signal}\n`)
    },
  )

  it('is told to stop when its starter is killed without a word', async () => {
    const run = start(program)
    await until(() => run.output.includes('up'))
    run.process.kill('SIGKILL')
    await until(() => run.output.includes('got SIGTERM'))
    await run.ended
  })

  it('reports a program that dies of a signal as shells do', async () => {
    const run = start('-e', 'process.kill(process.pid, "SIGKILL")')
    expect(await run.ended).toBe(137)
  })

  it('gets its arguments as they were given', async () => {
    const run = start('-p', 'JSON.stringify(process.argv.slice(1))', '--', '--quiet', 'a b', '联动')
    expect(await run.ended).toBe(0)
    expect(run.output).toBe('["--quiet","a b","联动"]\n')
  })
})
