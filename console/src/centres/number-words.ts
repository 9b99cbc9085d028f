const DIGITS = 3

/** A number as it is called out and shown: 007. */
export const numberWords = (number: number): string => String(number).padStart(DIGITS, '0')
