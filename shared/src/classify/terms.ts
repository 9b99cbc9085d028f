/** `(a|b)(c|)` expands to `ac a bc b`; nesting is not needed and not read. */
export const expand = (term: string): string[] => {
  const open = term.indexOf('(')
  if (open < 0) return [term]
  const close = term.indexOf(')', open)
  const head = term.slice(0, open)
  const tails = expand(term.slice(close + 1))
  return term
    .slice(open + 1, close)
    .split('|')
    .flatMap((choice) => tails.map((tail) => head + choice + tail))
}

/** Chinese terms are parted by white space; an English list is parted by `;` and may hold blanks. */
export const readTerms = (list: string): string[] =>
  (list.includes(';') ? list.split(';') : list.split(/\s+/))
    .map((term) => term.trim())
    .filter(Boolean)
    .flatMap(expand)
