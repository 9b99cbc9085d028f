import type { ui as zh } from '../zh/ui.ts'

export const ui: Record<keyof typeof zh, string> = {
  'age.now': 'just now',
  'age.seconds': '{n} s ago',
  'age.minutes': '{n} min ago',
  'age.hours': '{n} h ago',
  'age.days': '{n} d ago',
  seconds: '{n} s',

  'ring.remaining': '{clock}: {span} left, due {at}',
  'ring.warning': '{clock}: close to the limit, {span} left, due {at}',
  'ring.breached': '{clock}: breached {span} ago, was due {at}',
  'ring.met': '{clock}: in time',
  'ring.stopped': '{clock}: stopped',
  'ring.late': '{clock}: done, but late',

  'panel.loading': 'Reading…',
  'panel.empty': 'Nothing here',
  'panel.stale': 'What you see may be out of date',
  'panel.forbidden.title': 'Not open to your post',
  'panel.forbidden.text': 'You are signed in as {role}. If you need this, ask the shift leader or the administrator.',
  'panel.error.title': 'Could not be read',
  'panel.retry': 'Try again',
  'panel.home': 'Back to my page',

  'problem.offline': 'No network: the server was not reached',
  'problem.timeout': 'The server did not answer in time',
  'problem.unreadable': 'The answer of the server made no sense',
  'problem.kept': 'Not done: {title}',
  'problem.retryHint': 'What you wrote is still here. Try again.',
  'problem.first': '{unit}, {at}',
  'problem.field': '{field}: {message}',

  'dialog.close': 'Close',
  'toast.dismiss': 'Got it',
  'key.hint': 'key {key}',

  'theme.switch': 'Theme',
  'theme.night': 'Night',
  'theme.day': 'Day',
  'theme.auto': 'By the hour',
  'language.switch': '中文',
  'account.menu': 'Account',
  'account.pages': 'Pages',
  'account.signOut': 'Sign out',
}
