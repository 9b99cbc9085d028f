import type { app as zh } from '../zh/app.ts'

export const app: Record<keyof typeof zh, string> = {
  name: 'Liandong',
  room: 'Donghu Subdistrict Command Room',
  tagline: 'Three sources, one command room',

  'page.desk': 'Desk',
  'page.wall': 'Wall',
  'page.duty': 'On duty',
  'page.supervise': 'Supervise',
  'page.tickets': 'Tickets',
  'page.mediations': 'Mediations',
  'page.petitions': 'Petitions',
  'page.risks': 'Risks',
  'page.insight': 'Insight',
  'page.centres': 'Centres',
  'page.rota': 'Duty',
  'page.admin': 'Administration',

  'signIn.title': 'Sign in',
  'signIn.username': 'User name',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.busy': 'Signing in…',
  'signIn.required': 'Enter your user name and password',
  'signIn.demo': 'Demo accounts',
  'signIn.demoHint': 'One press signs in. Everything in the demo is invented.',
  'signIn.ended': 'Your session has ended. Sign in again',

  'unreachable.title': 'The server was not reached',
  'unreachable.text':
    'This page is here, the server does not answer. It is tried again by itself; if this lasts, call the administrator.',

  'notYet.title': '{page}: not here yet',
  'notYet.text': 'This page is being built. What already works for you:',
  'notFound.title': 'There is no such page',
  'notFound.text': 'The address {path} does not exist.',
  'crash.title': 'Something went wrong on this page',
  'crash.text': 'What was done stays done. Load it again; if it happens again, tell the administrator the time.',
  'crash.reload': 'Load again',
}
