import type { SourceKind } from './alert-draft.ts'
import { offline } from './offline/source.ts'
import { platform110 } from './platform-110/source.ts'
import { smartSecurity } from './smart-security/source.ts'

/** Every kind of alert source. A new one is a folder beside these and a line here. */
export const SOURCE_KINDS: readonly SourceKind[] = [platform110, offline, smartSecurity]

export const sourceKind = (id: string): SourceKind => {
  const kind = SOURCE_KINDS.find((k) => k.id === id)
  if (!kind) throw new Error(`no alert source of kind ${id}`)
  return kind
}
