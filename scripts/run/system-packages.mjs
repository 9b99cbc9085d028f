import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { PlainProblem } from './plain-problem.mjs'

/** Programs that npm does not carry and the tests need. `npm start` needs none of them. */
const packages = {
  redis: { name: 'a Redis server', debian: 'redis-server', present: () => onPath('redis-server') },
  chromium: {
    name: 'Chromium',
    debian: 'chromium',
    present: () =>
      existsSync(process.env.CHROMIUM_PATH ?? '') || onPath('chromium', 'chromium-browser', 'google-chrome'),
  },
  fonts: { name: 'a Chinese font (Noto Sans CJK)', debian: 'fonts-noto-cjk', present: hasChineseFont },
}

/** ensureSystemPackages installs Debian's packages when it may, and otherwise says in a sentence what is missing. */
export function ensureSystemPackages(needed) {
  const missing = needed.map((key) => packages[key]).filter((item) => !item.present())
  if (missing.length === 0) return
  const names = missing.map((item) => item.name).join(', ')
  const debian = missing.map((item) => item.debian).join(' ')
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new PlainProblem(
      `The tests need ${names}, and only root on a Debian system may install that here. Install it (Debian: sudo apt-get install ${debian}) and run the tests again.`,
    )
  }
  process.stderr.write(`Installing Debian's ${debian} … `)
  apt(['update', '-qq'], names)
  apt(['install', '-y', '-qq', '--no-install-recommends', ...debian.split(' ')], names)
  const still = missing.filter((item) => !item.present())
  if (still.length > 0)
    throw new PlainProblem(
      `Debian's packages were installed, but there is still no ${still.map((item) => item.name).join(', ')}.`,
    )
  process.stderr.write('done.\n')
}

function apt(args, names) {
  const result = spawnSync('apt-get', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // RUNLEVEL=1 keeps Debian from starting the Redis it has just installed: the tests start their own.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  })
  if (result.status === 0) return
  process.stderr.write('failed.\n')
  throw new PlainProblem(
    `${`${result.stdout}${result.stderr}`.trim().split('\n').slice(-10).join('\n')}\n\nThe tests need ${names}; apt-get ${args[0]} could not get it.`,
  )
}

function onPath(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return names.some((name) => folders.some((folder) => folder !== '' && existsSync(join(folder, name))))
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'file'], { encoding: 'utf8' })
  if (listed.status === 0) return listed.stdout.trim() !== ''
  return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')
}
