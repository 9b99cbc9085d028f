import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { PageName } from '../ui/page-list.ts'

/** One folder to add a page: `<name>/<Name>Page.tsx`, exporting a component of that name. Each is its own chunk. */
const modules = import.meta.glob<Record<string, ComponentType>>('../*/*Page.tsx')
const loaded = new Map<PageName, LazyExoticComponent<ComponentType>>()

/** `pageComponent('desk')` is the page, or undefined where nobody has built it yet. */
export function pageComponent(name: PageName): LazyExoticComponent<ComponentType> | undefined {
  const component = `${name[0]?.toUpperCase()}${name.slice(1)}Page`
  const load = modules[`../${name}/${component}.tsx`]
  if (load === undefined) return undefined
  const known = loaded.get(name)
  if (known) return known
  const made = lazy(async () => {
    const found = (await load())[component]
    if (found === undefined) throw new Error(`${name}/${component}.tsx exports no ${component}`)
    return { default: found }
  })
  loaded.set(name, made)
  return made
}
