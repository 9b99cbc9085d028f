// Keeps the shell of /duty: the page and its hashed assets, so that a phone starts in a dead zone. It never answers for
// /api or /live: an order that is not known must not look like no order.
const CACHE = 'liandong-duty-shell'
const PAGE = '/duty'
const SLOW_MS = 3_000

self.addEventListener('install', (event) => {
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
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
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
