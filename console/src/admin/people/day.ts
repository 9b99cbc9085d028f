/** A day as it is typed becomes its first instant in Shanghai; nothing typed is "now". */
export const toInstant = (day: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00:00+08:00` : undefined
