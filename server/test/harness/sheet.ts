import writeXlsxFile from 'write-excel-file/node'

/** An .xlsx as an office makes it, from rows of text. */
export const writeFileSheet = (rows: readonly (readonly string[])[]): Promise<Buffer> =>
  writeXlsxFile(rows.map((row) => row.map((value) => ({ value, type: String })))).toBuffer()
