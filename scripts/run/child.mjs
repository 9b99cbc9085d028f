import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { pathToFileURL } from 'node:url'
import { inRoot, root } from './root.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** The same Ctrl-C reaches us more than once (from the terminal and from npm); a later one is a person's and counts. */
const sameSignalMs = 1_000
const parentWatchMs = 500
const watchParentUrl = pathToFileURL(inRoot('scripts/run/watch-parent.mjs')).href

/**
 * runChild runs a Node program to its end and gives its exit status. The child has a process group of its own, so that
 * Ctrl-C reaches it through us only, and once; a channel to us, whose end tells it that we are gone (watch-parent.mjs).
 */
export function runChild(node, args, { env = {} } = {}) {
  const child = spawn(node, ['--import', watchParentUrl, ...args], {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // what Node has parsed and stripped of its types once it takes from here the next time
    env: {
      NODE_COMPILE_CACHE: inRoot('.cache/node'),
      ...process.env,
      ...env,
      LIANDONG_STARTED_BY: String(process.pid),
    },
  })
  let forwardedAt = 0
  const forward = (signal) => {
    if (Date.now() - forwardedAt < sameSignalMs) return
    forwardedAt = Date.now()
    child.kill(signal)
  }
  const handlers = signals.map((signal) => [signal, () => forward(signal)])
  for (const [signal, handler] of handlers) process.on(signal, handler)
  const parentTimer = watchParent(() => forward('SIGTERM'))

  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  }).finally(() => {
    clearInterval(parentTimer)
    for (const [signal, handler] of handlers) process.off(signal, handler)
  })
}

/** Under npm, the shell between npm and us may die of a signal and leave us alone. Without npm, being left alone is normal. */
function watchParent(onGone) {
  if (!process.env.npm_lifecycle_event) return undefined
  const parent = process.ppid
  return setInterval(() => process.ppid !== parent && onGone(), parentWatchMs).unref()
}
