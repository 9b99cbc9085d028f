import { fileTypeFromBuffer } from 'file-type'
import { MEDIA_TYPES, plainType } from '@liandong/shared/wire/attachment.ts'
import { ProblemError } from './problem.ts'

/**
 * `sniff` says what a file is by its first bytes. What it is called beside that must be the same: a page with the name of a
 * picture is refused, and told so.
 */
export async function sniff(bytes: Buffer, declared = ''): Promise<string> {
  if (bytes.length === 0) throw new ProblemError({ code: 'attachmentEmpty' })
  const asked = plainType(declared)
  const kinds = { declared: declared.slice(0, 100), accepted: MEDIA_TYPES }
  if (asked === undefined) throw new ProblemError({ code: 'attachmentKindRefused', facts: kinds })
  // a file that breaks off inside its own head is none
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime
  const mediaType = found === undefined ? undefined : plainType(found)
  if (mediaType === undefined)
    throw new ProblemError({ code: 'attachmentKindRefused', facts: { ...kinds, found: found ?? null } })
  if (mediaType !== asked) throw new ProblemError({ code: 'attachmentMismatch', facts: { declared: asked, found } })
  return mediaType
}
