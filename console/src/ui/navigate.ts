import { useSyncExternalStore } from 'react'

/** The tiny router: the address is the state; plain links are caught, so pages need nothing but `<a href>`. */
const listeners = new Set<() => void>()

const changed = (): void => {
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePath = (): string => useSyncExternalStore(subscribe, () => window.location.pathname)
export const useSearch = (): URLSearchParams =>
  new URLSearchParams(useSyncExternalStore(subscribe, () => window.location.search))

export function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) window.history.replaceState(null, '', to)
  else window.history.pushState(null, '', to)
  changed()
}

/** Follows links to own pages without loading them anew; everything else is left to the browser. */
export function startNavigation(isPage: (path: string) => boolean): void {
  window.addEventListener('popstate', changed)
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    const link = (event.target as Element).closest?.('a[href]') as HTMLAnchorElement | null
    if (!link || link.target || link.origin !== window.location.origin || !isPage(link.pathname)) return
    // a place on the page that is open already is the browser's own affair
    if (link.hash !== '' && link.pathname === window.location.pathname) return
    event.preventDefault()
    navigate(link.pathname + link.search + link.hash)
  })
}

const onHash = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The place on a page that its address names (`/admin#people`), without the `#`. */
export const useHash = (): string => useSyncExternalStore(onHash, () => window.location.hash.slice(1))
