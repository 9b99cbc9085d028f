/** A file that breaks one boundary, and what the lint must say about it. */
export type Planted = {
  readonly boundary: string
  readonly file: string
  readonly text: string
  readonly rule: string
  readonly words: RegExp
}

const imports = 'eslint(no-restricted-imports)'
const globals = 'eslint(no-restricted-globals)'
const properties = 'eslint(no-restricted-properties)'
let count = 0

function plant(boundary: string, folder: string, text: string, rule: string, words: RegExp): Planted {
  count += 1
  return { boundary, file: `${folder}/planted-${count}.ts`, text: `${text}\n`, rule, words }
}

const importing = (boundary: string, folder: string, specifier: string, words: RegExp): Planted =>
  plant(boundary, folder, `import { thing } from '${specifier}'\nexport const used = thing`, imports, words)

const work = ['cases', 'intake', 'clocks', 'duty']
const transport = ['http', 'jobs', 'live']
const pages = ['desk', 'wall', 'duty', 'supervise', 'tickets', 'mediations', 'petitions', 'risks', 'insight', 'admin']
const sharedByPages = ['case', 'map', 'live', 'api', 'ui', 'i18n', 'sound']

export const planted: readonly Planted[] = [
  ...['node:fs', 'pg', 'react', '../../server/src/log/append.ts'].map((specifier) =>
    importing('the rule book imports zod and itself only', 'shared/src/clocks', specifier, /rule book is pure/),
  ),
  ...['Date', 'process', 'fetch', 'crypto', 'setTimeout', 'setInterval', 'performance', 'globalThis'].map((name) =>
    plant(
      'the rule book has no clock, chance or I/O',
      'shared/src/clocks',
      `export const used = ${name}`,
      globals,
      /no clock, no chance and no I\/O/,
    ),
  ),
  plant(
    'the rule book throws no dice',
    'shared/src/clocks',
    'export const used = Math.random()',
    properties,
    /no clock, no chance/,
  ),
  plant(
    'the rule book does not look at the clock',
    'shared/src/clocks',
    'export const used = Date.now()',
    properties,
    /no clock, no chance/,
  ),

  ...work.flatMap((folder) =>
    [
      'fastify',
      '@fastify/cookie',
      'bullmq',
      'socket.io',
      '../http/server.ts',
      '../jobs/triage.ts',
      '../live/tail.ts',
    ].map((specifier) =>
      importing(
        'the work knows no transport',
        `server/src/${folder}`,
        specifier,
        /knows no Fastify, BullMQ or Socket\.IO/,
      ),
    ),
  ),
  ...transport.flatMap((folder) =>
    ['drizzle-orm', 'drizzle-orm/pg-core'].map((specifier) =>
      importing('transport holds no query', `server/src/${folder}`, specifier, /neither a rule nor a query/),
    ),
  ),
  ...['../../store/pool.ts', '../../intake/alert-store.ts', '../../http/server.ts', 'fastify', 'pg', 'drizzle-orm'].map(
    (specifier) =>
      importing(
        'a source reaches neither a store nor HTTP',
        'server/src/sources/plain',
        specifier,
        /turns a payload into an alert and nothing else/,
      ),
  ),
  {
    ...importing(
      'a store holds no rule',
      'server/src/cases',
      '@liandong/shared/cases/incident/decide.ts',
      /holds no rule/,
    ),
    file: 'server/src/cases/planted-store.ts',
  },
  {
    ...importing(
      'a store holds no rule',
      'server/src/log',
      '@liandong/shared/cases/incident/decide.ts',
      /holds no rule/,
    ),
    file: 'server/src/log/planted-store.ts',
  },
  importing(
    'the server knows no console sources',
    'server/src/http',
    '../../../console/src/app/routes.ts',
    /knows nothing of the console/,
  ),
  plant(
    'only config.ts reads the environment',
    'server/src/notify',
    'export const used = process.env.PORT',
    properties,
    /Only server\/src\/config\.ts/,
  ),
  plant(
    'only config.ts reads the environment',
    'server/src/cases',
    'export const used = process.env.PORT',
    properties,
    /Only server\/src\/config\.ts/,
  ),
  importing(
    'only config.ts reads the environment',
    'server/src/notify',
    'node:process',
    /Only server\/src\/config\.ts/,
  ),
  importing('nobody imports main.ts', 'server/src/platform', '../main.ts', /nobody imports it/),
  importing('nobody imports main.ts', 'server/src/cases', '../main.ts', /nobody imports it/),

  ...pages.flatMap((page, index) => {
    const other = pages[(index + 1) % pages.length] ?? ''
    return [
      importing(
        'a page never imports another',
        `console/src/${page}`,
        `../${other}/pane.ts`,
        /A page is never imported/,
      ),
      importing(
        'a page never imports another',
        `console/src/${page}/pane`,
        `../../${other}/pane.ts`,
        /A page is never imported/,
      ),
      importing('a page uses of app/ only the tokens', `console/src/${page}`, '../app/routes.ts', /only the tokens/),
    ]
  }),
  ...sharedByPages.map((folder) =>
    importing(
      'what pages share knows no page',
      `console/src/${folder}`,
      '../desk/queue.ts',
      /A page is never imported/,
    ),
  ),
  ...['desk', 'wall', 'live', 'api', 'ui', 'app'].map((folder) =>
    importing('map is the only importer of Leaflet', `console/src/${folder}`, 'leaflet', /only importer of Leaflet/),
  ),
  ...['desk', 'wall', 'map', 'api', 'ui', 'app'].map((folder) =>
    importing(
      'live is the only importer of socket.io-client',
      `console/src/${folder}`,
      'socket.io-client',
      /only importer of socket\.io-client/,
    ),
  ),
  ...['desk', 'map', 'live', 'case', 'app'].flatMap((folder) => [
    plant(
      'api is the only user of fetch',
      `console/src/${folder}`,
      "export const used = fetch('/x')",
      globals,
      /only one that makes requests/,
    ),
    plant(
      'api is the only user of fetch',
      `console/src/${folder}`,
      "export const used = window.fetch('/x')",
      properties,
      /only one that makes requests/,
    ),
  ]),
  importing(
    'the console knows no server sources',
    'console/src/desk',
    '../../../server/src/log/append.ts',
    /meets the server at the contract/,
  ),

  plant(
    'no default export',
    'server/src/cases',
    'const used = 1\nexport default used',
    'import(no-default-export)',
    /named exports/,
  ),
  plant(
    'no promise is left alone',
    'server/src/jobs',
    'export function used(): void {\n  Promise.resolve(1)\n}',
    'typescript(no-floating-promises)',
    /Promises must be awaited/,
  ),
  plant(
    'a type is imported as a type',
    'server/src/jobs',
    "import { Pool } from 'pg'\nexport type Used = Pool",
    'typescript(consistent-type-imports)',
    /type/,
  ),
  plant(
    '400 lines are enough',
    'server/src/jobs',
    'export const used = 1\n'.repeat(1) + '// line\n'.repeat(400),
    'eslint(max-lines)',
    /too many lines/,
  ),
  {
    ...plant(
      '600 lines of tests are enough',
      'shared/src/clocks',
      '// line\n'.repeat(600) + 'export const used = 1',
      'eslint(max-lines)',
      /too many lines/,
    ),
    file: 'shared/src/clocks/planted.test.ts',
  },
]

/** Two files that import each other. */
export const plantedCycle = {
  files: [
    ['server/src/log/cycle-a.ts', "import { b } from './cycle-b.ts'\nexport const a = (): number => b()\n"],
    ['server/src/log/cycle-b.ts', "import { a } from './cycle-a.ts'\nexport const b = (): number => a()\n"],
  ] as const,
  rule: 'import(no-cycle)',
}

/** What stands right beside the boundaries and must pass: a guard that cries at everything guards nothing. */
export const allowed: readonly (readonly [file: string, text: string])[] = [
  [
    'shared/src/clocks/allowed.ts',
    "import { z } from 'zod'\nimport { a } from '../cases/a.ts'\nimport { b } from './b.ts'\nexport const used = [z, a, b, Math.max(1, 2)]\n",
  ],
  ['shared/src/time.ts', 'export const toIso = (at: number): string => new Date(at).toISOString()\n'],
  [
    'shared/src/clocks/allowed.test.ts',
    "import { readFileSync } from 'node:fs'\nimport { it } from 'vitest'\nit('reads', () => readFileSync('x'))\nexport const used = Date.now()\n",
  ],
  ['server/src/config.ts', 'export const port = process.env.PORT\n'],
  [
    'server/src/http/allowed.ts',
    "import fastify from 'fastify'\nimport { handle } from '../cases/handle.ts'\nexport const used = [fastify, handle]\n",
  ],
  [
    'server/src/cases/allowed-store.ts',
    "import { eq } from 'drizzle-orm'\nimport type { Incident } from '@liandong/shared/cases/incident/incident.ts'\nexport const used = (incident: Incident): unknown => eq(incident, 1)\n",
  ],
  [
    'server/src/sources/plain/allowed.ts',
    "import { z } from 'zod'\nimport { normaliseTime } from '@liandong/shared/wire/alert.ts'\nexport const used = [z, normaliseTime]\n",
  ],
  [
    'server/src/main.ts',
    "import { port } from './config.ts'\nimport { used } from './http/allowed.ts'\nexport const all = [port, used]\n",
  ],
  [
    'console/src/desk/allowed.ts',
    "import { card } from '../case/card.ts'\nimport { map } from '../map/map.ts'\nimport { colours } from '../app/tokens.ts'\nimport { onDutyAt } from '@liandong/shared/duty/on-duty.ts'\nimport { row } from './row.ts'\nexport const used = [card, map, colours, onDutyAt, row]\n",
  ],
  ['console/src/app/routes.ts', "import { desk } from '../desk/allowed-page.ts'\nexport const used = desk\n"],
  ['console/src/map/allowed.ts', "import { map } from 'leaflet'\nexport const used = map\n"],
  ['console/src/live/allowed.ts', "import { io } from 'socket.io-client'\nexport const used = io\n"],
  ['console/src/api/allowed.ts', "export const used = async (): Promise<Response> => fetch('/api/v1/board')\n"],
  ['console/vite.config.ts', 'export default {}\n'],
]
