/** `tameCell` makes text of what a spreadsheet would run as a formula, by an apostrophe before it (CWE-1236). */
export const tameCell = (text: string): string => (/^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text)
