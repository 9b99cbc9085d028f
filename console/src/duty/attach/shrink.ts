/** Enough to read a number plate across a street, in a third of a megabyte. */
const LONGEST_PX = 1_600
const QUALITY = 0.8

/**
 * `shrinkPhoto` draws a photo anew, smaller. What the camera wrote beside the picture (where, with which phone) is not in
 * the new one. Null where the browser cannot read the file.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (picture === null) return null
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
}
