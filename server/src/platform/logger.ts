import { pino, type Logger } from 'pino'

export type { Logger }

/** A statement that failed names its parameters, and those are what people said: they stay out of logs and letters. */
const withoutParameters = (text: string): string => text.replace(/\nparams: [^]*?(?=\n {4}at |$)/, '')

/** What went wrong, fit to be kept: of a failed statement the database's own word, else the message. */
export function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `${error.cause.message}; ` : ''
  return `${cause}${withoutParameters(error.message)}`
}

const serializers = {
  error: (value: unknown) => (typeof value === 'string' ? withoutParameters(value) : sayError(value)),
  err: (value: unknown) =>
    value instanceof Error ? { message: sayError(value), stack: withoutParameters(value.stack ?? '') } : String(value),
}

/** One line of JSON an event, on standard error; standard output belongs to what a person asked to see. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers }, pino.destination(2))
