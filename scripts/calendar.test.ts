import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CALENDAR_FILE, deliveredCalendar } from './calendar.ts'

describe('the calendar the product is delivered with', () => {
  it('is what its script makes of the package', () => {
    expect(readFileSync(CALENDAR_FILE, 'utf8')).toBe(deliveredCalendar())
  })
})
