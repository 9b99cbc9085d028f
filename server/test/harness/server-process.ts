import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const START_MS = 60_000

export type Ended = { code: number | null; signal: NodeJS.Signals | null; output: string; tookMs: number }

export type ServerProcess = {
  readonly pid: number
  /** All it wrote so far. */
  output(): string
  /** Moves its clock; resolves to its new time, epoch ms. */
  forward(ms: number): Promise<number>
  end(signal: NodeJS.Signals): Promise<Ended>
  readonly ended: Promise<Ended>
}

/** A clean environment: what happens to be set where the tests run must not reach the product. */
const clean = (env: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  NODE_NO_WARNINGS: '1',
  // one account stands for many people here; the test of the limit sets its own
  REQUESTS_A_MINUTE: '0',
  ...env,
})

/** `launchServer` starts the real server in a process of its own; it resolves when the server says that it serves. */
export async function launchServer(env: Record<string, string>, movedMs = 0): Promise<ServerProcess> {
  // a server that was started again goes on in the same time
  const moved = env.MOVABLE_CLOCK === undefined ? {} : { MOVABLE_CLOCK: String(movedMs) }
  const { child, output, ended } = run({ ...env, ...moved })
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The server did not start within ${START_MS} ms. ${output()}`)),
      START_MS,
    )
    child.on('message', (message: { ready?: true }) => {
      if (!message.ready) return
      clearTimeout(late)
      resolve()
    })
    void ended.then(({ code, signal }) => {
      clearTimeout(late)
      reject(new Error(`The server ended at its start (${signal ?? code}). ${output()}`))
    })
  })
  return {
    pid: child.pid ?? 0,
    output,
    ended,
    forward: (ms) =>
      new Promise((resolve, reject) => {
        const heard = (message: { movedTo?: number }): void => {
          if (message.movedTo === undefined) return
          child.off('message', heard)
          resolve(message.movedTo)
        }
        child.on('message', heard)
        child.send({ forwardMs: ms }, (error) => error && reject(error))
      }),
    async end(signal) {
      const from = Date.now()
      child.kill(signal)
      return { ...(await ended), tookMs: Date.now() - from }
    },
  }
}

/** `runToItsEnd` starts the server where it is expected to refuse, and tells how it ended. */
export async function runToItsEnd(env: Record<string, string>, withinMs = 30_000): Promise<Ended> {
  const { child, ended } = run(env)
  const late = setTimeout(() => child.kill('SIGKILL'), withinMs)
  const end = await ended
  clearTimeout(late)
  return end
}

function run(env: Record<string, string>): { child: ChildProcess; output: () => string; ended: Promise<Ended> } {
  const from = Date.now()
  const child = fork(MAIN, ['--quiet'], { env: clean(env), execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (written = `${written}${chunk}`.slice(-20_000)))
  // a test that is broken off must not leave a server behind
  const killAtExit = (): void => void child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      process.off('exit', killAtExit)
      resolve({ code, signal, output: written, tookMs: Date.now() - from })
    })
  })
  return { child, output: () => written, ended }
}
