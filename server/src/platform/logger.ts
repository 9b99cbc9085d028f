import { pino, type Logger } from 'pino'

export type { Logger }

/** One line of JSON an event, on standard error; standard output belongs to what a person asked to see. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
