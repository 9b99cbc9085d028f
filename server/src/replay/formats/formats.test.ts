import { describe, expect, it } from 'vitest'
import type { Row } from './format.ts'
import { detectFormat } from './index.ts'
import { localTime } from './fields.ts'
import { milwaukeeCalls } from './milwaukee-calls.ts'
import { minneapolisPoliceCad } from './minneapolis-police-cad.ts'
import { sfFireUnits } from './sf-fire-units.ts'

const at = (iso: string) => Date.parse(`${iso}Z`)

describe('minneapolis police CAD', () => {
  const row: Row = {
    id: 'X1',
    division: 'Precinct 2',
    sector: 'P2 Sec 1',
    problem_initial: 'Music-Loud (P)',
    priority_initial: '3',
    t_phone_pickup: '2020-01-02T00:01:52',
    t_entered_queue: '2020-01-02T00:03:12',
    location_type: 'Bar',
    lat_3dp: '44.986',
    lon_3dp: '-93.237',
  }

  it('says what it was when it came in, not what it turned out to be', () => {
    expect(minneapolisPoliceCad.read(row)).toEqual({
      externalNo: 'X1',
      narrative: 'Music-Loud (P), Bar',
      enteredAt: at('2020-01-02T00:03:12'),
      reportedAt: at('2020-01-02T00:01:52'),
      address: 'Precinct 2, P2 Sec 1',
      position: { lat: 44.986, lon: -93.237 },
      sourceCategory: 'Music-Loud (P)',
      severity: 4,
    })
  })

  it('keeps a row without position, time or words', () => {
    const call = minneapolisPoliceCad.read({
      id: 'X2',
      lat_3dp: '',
      lon_3dp: '-93.2',
      t_entered_queue: '',
      t_phone_pickup: 'soon',
    })
    expect(call).toMatchObject({ externalNo: 'X2', position: null, enteredAt: null, reportedAt: null, severity: null })
    expect(call.narrative).not.toBe('')
  })
})

describe('san francisco fire units', () => {
  it('reads American times, the point in brackets and the number of alarms', () => {
    const call = sfFireUnits.read({
      'Call Number': '2',
      'Call Type': 'Structure Fire',
      'Received DtTm': '04/07/2020 11:54:42 PM',
      'Entry DtTm': '04/08/2020 12:00:00 AM',
      Address: 'A ST/B ST',
      City: 'San Francisco',
      Location: '(37.77958, -122.41676)',
      'Number of Alarms': '2',
    })
    expect(call).toMatchObject({
      narrative: 'Structure Fire, A ST/B ST',
      enteredAt: at('2020-04-08T00:00:00'),
      reportedAt: at('2020-04-07T23:54:42'),
      position: { lat: 37.77958, lon: -122.41676 },
      severity: 1,
    })
  })
})

describe('milwaukee calls', () => {
  it('has one time for both', () => {
    const call = milwaukeeCalls.read({
      id: '7',
      time: '2018-05-01 00:10:28',
      nature: 'TRBL W/SUBJ',
      district: '4',
      lat_3dp: '43.1',
      lon_3dp: '-87.9',
    })
    expect(call).toMatchObject({
      narrative: 'TRBL W/SUBJ',
      address: 'District 4',
      enteredAt: at('2018-05-01T00:10:28'),
      reportedAt: at('2018-05-01T00:10:28'),
    })
  })
})

describe('the fields of a log', () => {
  it('noon and midnight are twelve', () => {
    expect(localTime('01/01/2020 12:30:00 PM')).toBe(at('2020-01-01T12:30:00'))
    expect(localTime('01/01/2020 12:30:00 AM')).toBe(at('2020-01-01T00:30:00'))
    expect(localTime('2020-01-01')).toBeNull()
  })

  it('the header tells the format; an unknown one is no format', () => {
    expect(detectFormat(minneapolisPoliceCad.columns)).toBe(minneapolisPoliceCad)
    expect(detectFormat([...sfFireUnits.columns, 'RowID'])).toBe(sfFireUnits)
    expect(detectFormat(milwaukeeCalls.columns)).toBe(milwaukeeCalls)
    expect(detectFormat(['id', 'time'])).toBeUndefined()
  })
})
