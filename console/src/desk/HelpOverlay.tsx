import { useT } from '../i18n/language.ts'
import { KeyCap } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

const KEYS = [
  ['/', 'bar'],
  ['j', 'down'],
  ['k', 'up'],
  ['Enter', 'open'],
  ['d', 'dispatch'],
  ['1', 'send'],
  ['a', 'best'],
  ['p', 'police'],
  ['n', 'nonPolice'],
  ['t', 'issueTicket'],
  ['h', 'hear'],
  ['m', 'map'],
  ['r', 'track'],
  ['F2', 'newAlert'],
  ['?', 'help'],
] as const

const EXAMPLES = ['dispatch', 'police', 'search', 'initials'] as const

/** 全部按键. */
export function HelpOverlay({ onClose }: { onClose: () => void }) {
  const t = useT()
  return (
    <Dialog title={t('desk.help.title')} onClose={onClose}>
      <ul className="help__keys">
        {KEYS.map(([key, name]) => (
          <li key={key}>
            <KeyCap>{key === '1' ? '1–5' : key}</KeyCap> {t(`desk.key.${name}`)}
          </li>
        ))}
      </ul>
      <h3 className="help__head">{t('desk.help.bar')}</h3>
      <ul className="help__lines">
        {EXAMPLES.map((name) => (
          <li key={name}>
            <code>{t(`desk.help.${name}.line`)}</code>
            <span>{t(`desk.help.${name}`)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
