import type { CommandName } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { Translate } from '../i18n/language.ts'
import { isMessageKey } from '../i18n/messages.ts'

/** What a command is called on a button: one word, the same in toasts, dialogs and tests. */
export function actWord(t: Translate, name: CommandName): string {
  const key = `case.act.${name}`
  return isMessageKey(key) ? t(key) : name
}
