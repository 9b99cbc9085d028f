import type { Page } from 'playwright-core'

export type Watched = {
  /** Requests that left the site: there must be none, ever. */
  readonly foreign: readonly string[]
  /** What the browser or the page complained of in its console. */
  readonly complaints: readonly string[]
  readonly requests: number
}

/** `watchPage` writes down what a page asks for and what goes wrong in it. */
export function watchPage(page: Page): Watched {
  const foreign: string[] = []
  const complaints: string[] = []
  const watched = { foreign, complaints, requests: 0 }
  const note = (asked: string): void => {
    watched.requests++
    const url = new URL(asked)
    if (['data:', 'blob:', 'about:'].includes(url.protocol)) return
    if (url.hostname !== '127.0.0.1') foreign.push(asked)
  }
  page.context().on('request', (request) => note(request.url()))
  page.on('websocket', (socket) => note(socket.url()))
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`)
  })
  return watched
}
