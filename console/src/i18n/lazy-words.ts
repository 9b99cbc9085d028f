import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { loadWords, type Book } from './messages.ts'

/** A part that few need: it comes when it is wanted, and the words that only it uses with it. */
export const lazyWithWords = <P>(
  book: Book,
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> =>
  lazy(async () => {
    const [component] = await Promise.all([load(), loadWords(book)])
    return { default: component }
  })
