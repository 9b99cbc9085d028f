/** How people are called, and what came of it: for the desk and for whoever sets the channels up. */
export const call = {
  'channel.socket': 'open page',
  'channel.webPush': 'push',
  'channel.robot': 'group robot',
  'channel.sms': 'short message',
  'said.timeout': 'no answer within 5 s',
  'said.unreachable': 'not reachable',
  'said.notConnected': 'page closed or no network',
  'said.noDevice': 'no device with push',
  'said.deviceGone': 'push was switched off on the device',
  'said.badSubscription': 'the subscription is not valid',
  'said.notSetUp': 'not set up',
  'said.noPhone': 'no duty telephone on record',
  'said.hostNotAllowed': 'host not allowed',
  'said.failed': 'internal failure',
  'said.unknown': 'unknown channel',
  'said.onFeed': 'on the screen',
}
