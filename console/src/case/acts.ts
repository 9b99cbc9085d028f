import type { CommandName } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { CommandOffer } from '@liandong/shared/wire/incident-detail.ts'
import type { Language } from '../i18n/messages.ts'

/** A button of the action bar. 警务 and 非警务 are one command said two ways. */
export type Act =
  | Exclude<CommandName, 'classify' | 'deliver' | 'see' | 'callBackup' | 'acknowledgeNotice'>
  | 'police'
  | 'nonPolice'
  | 'reclassify'

/** In the order of the work; the first row is what a night is made of. */
export const BAR_ACTS: readonly Act[] = [
  'dispatch',
  'police',
  'nonPolice',
  'settle',
  'issueTicket',
  'transferPolice',
  'merge',
  'cancel',
  'visit',
  'close',
  'reopen',
  'note',
  'flag',
]

/** The radio: what a unit says aloud is entered for it. */
export const RADIO_ACTS: readonly Act[] = ['acknowledge', 'depart', 'arrive', 'report', 'decline', 'handback']

/** domain §4.1; keys of the desk. */
export const ACT_KEYS: Partial<Record<Act, string>> = { dispatch: 'd', police: 'p', nonPolice: 'n', issueTicket: 't' }

export const commandOf = (act: Act): CommandName =>
  act === 'police' || act === 'nonPolice' || act === 'reclassify' ? 'classify' : act

export type ActState = { act: Act; isAllowed: boolean; /** Why not, in words. */ refusal: string | null }

/**
 * `actStates` draws the bar from what the server offers this person on this incident: what is not theirs at all is not
 * shown; what only has to wait is grey and says for what.
 */
export function actStates(acts: readonly Act[], offers: readonly CommandOffer[], language: Language): ActState[] {
  return acts.flatMap((act) => {
    const offer = offers.find((o) => o.name === commandOf(act))
    if (offer === undefined || (!offer.allowed && offer.refusal?.code === 'notYours')) return []
    return [{ act, isAllowed: offer.allowed, refusal: offer.allowed ? null : (offer.refusal?.title[language] ?? null) }]
  })
}

export const isAllowed = (offers: readonly CommandOffer[] | undefined, name: CommandName): boolean =>
  offers?.some((offer) => offer.name === name && offer.allowed) ?? false
