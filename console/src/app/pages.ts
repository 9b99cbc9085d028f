import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { loadWords, type Book } from '../i18n/messages.ts'
import type { PageName } from '../ui/page-list.ts'

/** One folder to add a page: `<name>/<Name>Page.tsx`, exporting a component of that name. Each is its own chunk. */
const MODULES = import.meta.glob<Record<string, ComponentType>>('../*/*Page.tsx')

/** Pages that need more than the words every page has. */
const BOOK_OF: Record<string, Book> = {
  DeskPage: 'room',
  DutyPage: 'duty',
  SupervisePage: 'room',
  AdminPage: 'administration',
  CentresPage: 'centres',
  RotaPage: 'rota',
}

const toComponent = (
  path: string,
  load: () => Promise<Record<string, ComponentType>>,
): LazyExoticComponent<ComponentType> =>
  lazy(async () => {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.tsx'.length)
    const book = BOOK_OF[name]
    const [page] = await Promise.all([load(), book ? loadWords(book) : undefined])
    const component = page[name]
    if (component === undefined) throw new Error(`${path} exports no ${name}`)
    return { default: component }
  })

/** The pages that are built, by name; a name that is missing here gets the "not here yet" page. */
export const PAGE_COMPONENTS: Partial<Record<PageName, LazyExoticComponent<ComponentType>>> = Object.fromEntries(
  Object.entries(MODULES).map(([path, load]) => [path.split('/')[1], toComponent(path, load)]),
)
