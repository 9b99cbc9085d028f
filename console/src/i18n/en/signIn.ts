import type { signIn as zh } from '../zh/signIn.ts'

export const signIn: Record<keyof typeof zh, string> = {
  show: 'Show what is typed',
  hide: 'Hide what is typed',
  capsLock: 'Caps Lock is on',
  wait: 'Try again in {n} min, or ask the security administrator to unlock you.',
  lockedHere: 'Too many wrong passwords: this device has to wait.',
  slowed: 'Somebody keeps trying this account: new devices have to wait. Devices you use are not affected.',
  singleSignOn: 'Sign in with {name}',
  or: 'or',
  refused: 'The provider knows you, but there is no account for you here. Ask the administrator.',
  unreachable: 'The provider does not answer. Try again later, or use your password.',
  signedInAs: '{name}, one step to go',
  back: 'Another account',

  'code.title': 'Second factor',
  'code.text': 'Enter the six digits your authenticator app shows. Without your phone, use one of your recovery codes.',
  'code.label': 'Code or recovery code',
  'code.submit': 'Verify',

  'enrol.title': 'Set up your second factor',
  'enrol.text':
    'Your role has to prove who it is in two ways. Scan this with an authenticator app, then enter the six digits it shows.',
  'enrol.qr': 'QR code for an authenticator app',
  'enrol.manual': 'If it cannot be scanned, type the key:',
  'enrol.code': 'Code',
  'enrol.submit': 'Set up',
  'enrol.codes': 'Keep your recovery codes',
  'enrol.codesText':
    'If your phone is lost, each code signs you in once. They are shown this once only: write them down or print them.',
  'enrol.kept': 'I have kept them, go on',

  'password.title': 'Choose a new password',
  'password.text': 'At the first sign-in, after a reset and after 90 days a new password comes first.',
  'password.rules':
    '10 to 128 characters; three of capital letters, small letters, digits, signs; not your user name; none of your last 5.',
  'password.present': 'Present password',
  'password.next': 'New password',
  'password.repeat': 'New password once more',
  'password.differs': 'The two new passwords differ',
  'password.submit': 'Set password',
  'password.changed': 'Password changed. Other devices have been signed out',

  'pair.offer': 'Pair this screen',
  'pair.offerText': 'A wall needs no personal account: it shows a code, the security administrator approves it.',
  'pair.title': 'Pair this screen',
  'pair.text': 'Ask the security administrator to enter this code under Administration › Wall screens:',
  'pair.until': 'Valid until {at}',
  'pair.gone': 'The code has expired',
  'pair.again': 'Another code',
  'pair.back': 'Sign in with an account',

  'mine.text': 'Your account is signed in on these devices. End what you do not know, and change your password.',
  'mine.this': 'This device',
  'mine.since': 'Since {at}',
  'mine.seen': 'Last used {at}',
  'mine.from': 'From {place}',
  'mine.unknownDevice': 'Unknown device',
  'mine.end': 'End',
  'mine.endOthers': 'End all others',
  'mine.ended': 'Ended',
}
