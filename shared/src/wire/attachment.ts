/** What an attachment can hang on. */
export type AttachmentCase = 'incident'
export type AttachmentKind = 'photo' | 'voice'

/** A picture or a voice note as it is listed; its bytes are asked for one by one. */
export type AttachmentView = {
  id: string
  kind: AttachmentKind
  mediaType: string
  /** Bytes. */
  size: number
  /** When it was taken, by the phone's clock as the server judged it. */
  at: string
  byName: string
  unitId: string | null
  caption: string | null
}

/** What is taken, and under which names browsers and phones send it. What the bytes are decides. */
const PHOTOS = ['image/jpeg', 'image/png', 'image/webp'] as const
const VOICES = ['audio/webm', 'audio/mp4', 'audio/ogg', 'audio/mpeg', 'audio/wav'] as const
export const MEDIA_TYPES: readonly string[] = [...PHOTOS, ...VOICES]

export const kindOf = (mediaType: string): AttachmentKind => (mediaType.startsWith('image/') ? 'photo' : 'voice')

/** Containers that hold sound as well as pictures are told by their first bytes as pictures that move. */
const SAME: Record<string, string> = {
  'video/webm': 'audio/webm',
  'audio/x-m4a': 'audio/mp4',
  'video/mp4': 'audio/mp4',
  'application/ogg': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'audio/x-wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/mp3': 'audio/mpeg',
  'image/jpg': 'image/jpeg',
}

/** `audio/webm;codecs=opus` and `video/webm` are both `audio/webm`: one name for each kind, undefined for what is not taken. */
export function plainType(mediaType: string): string | undefined {
  const bare = mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  const plain = SAME[bare] ?? bare
  return MEDIA_TYPES.includes(plain) ? plain : undefined
}
