/** Keeps the shell of this page on the phone, so that it starts in a dead zone. Data is never cached by it. */
export async function keepShell(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/duty-worker.js', { scope: '/duty' })
    const { active } = await navigator.serviceWorker.ready
    const files = performance.getEntriesByType('resource').map((entry) => new URL(entry.name))
    const own = files.filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/'))
    active?.postMessage({ keep: own.map((url) => url.pathname) })
  } catch {
    // a browser that forbids it loses the start without network, nothing else
  }
}
