import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestPostgres } from './postgres.ts'
import { Story, type StoryOptions } from './story.ts'

export type Edit = { file: string; from: string; to: string }

const HOOK = fileURLToPath(new URL('./plant.mjs', import.meta.url))

/** A story whose server can be started again with faults in its source. */
export class PlantedStory {
  readonly story: Story
  readonly #dir: string

  private constructor(story: Story, dir: string) {
    this.story = story
    this.#dir = dir
  }

  static async open(postgres: TestPostgres, options: StoryOptions = {}): Promise<PlantedStory> {
    const dir = mkdtempSync(join(tmpdir(), 'liandong-planted-'))
    const PLANTED = join(dir, 'edits.json')
    writeFileSync(PLANTED, '[]')
    const env = { ...options.env, PLANTED, NODE_OPTIONS: `--import ${HOOK}` }
    return new PlantedStory(await Story.open(postgres, { ...options, env }), dir)
  }

  async plant(...edits: Edit[]): Promise<void> {
    writeFileSync(join(this.#dir, 'edits.json'), JSON.stringify(edits))
    await this.story.restart()
  }

  async close(): Promise<void> {
    await this.story.close()
    rmSync(this.#dir, { recursive: true, force: true })
  }
}
