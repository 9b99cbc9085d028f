import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stalePages } from '../docs.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>

describe('the documents say what is true', () => {
  it('pages made from the rule book are as the rule book is now', () => {
    expect(stalePages()).toEqual([])
  })

  it('every command the README names exists', () => {
    const named = [...read('README.md').matchAll(/npm run ([a-z][a-z:-]+)/g)].map((m) => m[1] as string)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })
})
