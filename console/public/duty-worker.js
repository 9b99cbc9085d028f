// Is woken for an order on the page it is registered for, /duty or /desk; and keeps the shell of /duty: the page and its hashed assets, so that a phone starts in a dead zone. It never answers for
// /api or /live: an order that is not known must not look like no order.
const CACHE = 'liandong-duty-shell'
const PAGE = new URL(self.registration.scope).pathname
// a desk in a dead zone is of no use: it is never shown from a cache
const KEEPS_SHELL = PAGE === '/duty'
const SLOW_MS = 3_000

self.addEventListener('install', (event) => {
  if (!KEEPS_SHELL) return void event.waitUntil(self.skipWaiting())
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.add(PAGE))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// the page tells which assets it runs on: those are kept, older ones go
self.addEventListener('message', (event) => {
  const keep = event.data && event.data.keep
  if (Array.isArray(keep) && keep.length > 0) event.waitUntil(keepOnly(keep))
})

async function keepOnly(paths) {
  const cache = await caches.open(CACHE)
  await cache.add(PAGE)
  const known = await cache.keys()
  await Promise.all(
    known
      .filter((r) => isAsset(new URL(r.url)) && !paths.includes(new URL(r.url).pathname))
      .map((r) => cache.delete(r)),
  )
  for (const path of paths) if (!(await cache.match(path))) await cache.add(path)
}

const isAsset = (url) => url.pathname.startsWith('/assets/')

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (!KEEPS_SHELL || event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(pageFirstFromNetwork(event.request))
  else if (isAsset(url)) event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)))
})

async function pageFirstFromNetwork(request) {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error('slow')), SLOW_MS))
  try {
    return await Promise.race([fetch(request), late])
  } catch {
    return (await caches.match(PAGE)) || fetch(request)
  }
}

// An order, with the page closed: its number alone, and the word to the command room that it has arrived here.
self.addEventListener('push', (event) => event.waitUntil(tell(event.data ? event.data.json() : {})))

async function tell({ text, incidentId, dispatchId }) {
  await self.registration.showNotification(text || '新指令，请打开', {
    tag: dispatchId || 'order',
    renotify: true,
    requireInteraction: true,
    vibrate: [400, 200, 400, 200, 400],
  })
  if (!incidentId || !dispatchId) return
  // it may have been told already, and the phone may have no network but the push service's: neither matters here
  await fetch(`/api/v1/incidents/${incidentId}/commands/deliver`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-background': '1' },
    body: JSON.stringify({ dispatchId }),
  }).catch(() => undefined)
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openDuty())
})

async function openDuty() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find((one) => new URL(one.url).pathname === PAGE)
  return page ? page.focus() : self.clients.openWindow(PAGE)
}
