import { audit } from './audit.mjs'
import { check } from './check.mjs'
import { runChild } from './child.mjs'
import { ensureConsole } from './console-build.mjs'
import { inRoot } from './root.mjs'
import { ensureSystemPackages } from './system-packages.mjs'
import { test } from './test.mjs'

/** A script of the product, run as it is: npm's own arguments go straight on to it. */
const script =
  (path) =>
  ({ node, args }) =>
    runChild(node, [inRoot(path), ...args])

const withConsole = (program) => (call) => {
  ensureConsole(call.node)
  return program(call)
}

const withPackages = (needed, program) => (call) => {
  ensureSystemPackages(needed)
  return program(call)
}

/** One line an npm script (package.json). */
export const programs = {
  start: withConsole(({ node, args }) =>
    runChild(node, [inRoot('server/src/main.ts'), ...args], { env: demoByDefault() }),
  ),
  test,
  check,
  audit,
  bench: withConsole(script('server/bench/main.ts')),
  replay: script('server/src/replay/main.ts'),
  'log-verify': script('server/src/log/verify-main.ts'),
  'admin-create': script('server/src/identity/create-admin-main.ts'),
  'subdistrict-create': script('server/src/identity/create-subdistrict-main.ts'),
  docs: script('scripts/docs.ts'),
  pictures: withPackages(['chromium', 'fonts'], withConsole(script('scripts/pictures.ts'))),
  place: script('scripts/place/main.ts'),
}

/** `npm start` is how people meet the product, so it shows the demo unless told otherwise. */
function demoByDefault() {
  return process.env.DEMO === undefined && process.env.DEMO_FILE === undefined ? { DEMO: '1' } : {}
}
