import { expect } from 'vitest'
import { PROBLEMS } from '@liandong/shared/problems/registry.ts'
import type { Answer } from '../harness/client.ts'

/** Text that has broken other people's programs. */
export const HOSTILE_TEXT: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0001\u0002\u001f\u007f',
  '\ud800',
  '\udc00\ud800 lone surrogates',
  '𠮷野家在䶮路，㐂㐂𡃁仔👮🏽‍♂️👨‍👩‍👧‍👦',
  '\u202e\u2066right to left\u2069',
  "'; DROP TABLE incident; --",
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}%n%s%x',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '%00%0a%zz',
  '__proto__',
  'constructor',
  'NaN',
  '-1',
  '9'.repeat(400),
  '长'.repeat(3_000),
  'x'.repeat(60_000),
]

/** Values of every kind, for wherever another kind is expected. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -0,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  [[]],
  {},
  [null],
  { a: { b: {} } },
  '',
  'text',
  '\u0000',
  { toString: 'x', constructor: 1 },
  Array.from({ length: 1_000 }, (_, n) => n),
]

const deep = (n: number, open: string, close: string): string => `${open.repeat(n)}1${close.repeat(n)}`

/** Bodies as they lie on the wire: broken, deep, huge, doubled, poisoned. */
export const HOSTILE_BODIES: readonly string[] = [
  '',
  '{',
  '}',
  'null',
  'true',
  '[]',
  '"text"',
  '12',
  '{"a":1,}',
  "{'a':1}",
  '{"a":1}{"b":2}',
  '\ufeff{"externalNo":"BOM-1","narrative":"x"}',
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  '{"a":1e999,"b":-1e999}',
  '{"a":"\\u0000","b":"\\ud800"}',
  deep(5_000, '[', ']'),
  deep(5_000, '{"a":', '}'),
  `{"a":"${'x'.repeat(200_000)}"}`,
  `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":${n}`).join(',')}}`,
  '{"unitId":{"$ne":null},"unitIds":"unit-responder"}',
  '{"occurredAt":"2026-13-45T99:99:99Z","sentAt":12}',
  '{"expectedVersion":-1,"dispatchId":{}}',
  '{"text":"ok","unknown":1}',
]

/** The answer to anything bad: not a fault, not a stack, a problem with a code of the register. */
export function expectSound(answer: Answer, what: string): void {
  expect(answer.status, `${what}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBeLessThan(500)
  // 431: the parser of HTTP refused the request before the product saw it
  if (answer.status < 400 || answer.status === 431) return
  expect(answer.type, `${what} → ${answer.status}`).toContain('application/problem+json')
  expect(Object.keys(PROBLEMS), what).toContain(answer.body.code)
  expect(answer.body.status, what).toBe(answer.status)
  expect(answer.body.title, what).toEqual(expect.any(String))
  for (const { pointer, message } of answer.body.errors ?? []) {
    expect(pointer, what).toMatch(/^(\/|$)/)
    expect(message, what).toEqual(expect.any(String))
  }
  expect(JSON.stringify(answer.body), `${what} shows its inside`).not.toMatch(
    /node_modules|\bat \/|select "|insert into/i,
  )
}
