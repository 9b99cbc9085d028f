/** The smallest files of each kind that are what they say they are. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
/** The head of a JPEG, and something behind it that makes one differ from the next. */
export const jpeg = (tag: string, size = 200): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    Buffer.from(tag),
    Buffer.alloc(size),
  ])
/** The head of a WebM, as a recorder in a browser writes it. */
export const WEBM = Buffer.concat([
  Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581', 'hex'),
  Buffer.from([0x02]),
  Buffer.alloc(64),
])
export const PAGE = Buffer.from('<!doctype html><html><body><script>alert(1)</script></body></html>')
