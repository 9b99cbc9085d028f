import { useEffect, useState } from 'react'
import { api, type PlaceFiles } from './client.ts'

const RETRY_MS = 5_000

let loading: Promise<PlaceFiles> | undefined

/** Read once a page and kept: the place does not change while people work in it. */
export const loadPlace = (): Promise<PlaceFiles> => (loading ??= read())

async function read(): Promise<PlaceFiles> {
  for (;;) {
    const answer = await api.place()
    if (answer.ok) return answer.value
    await new Promise((done) => setTimeout(done, RETRY_MS))
  }
}

/** The place, or null until it is here; it is asked for until it comes. */
export function usePlace(): PlaceFiles | null {
  const [place, setPlace] = useState<PlaceFiles | null>(null)
  useEffect(() => {
    let isGone = false
    void loadPlace().then((files) => {
      if (!isGone) setPlace(files)
    })
    return () => {
      isGone = true
    }
  }, [])
  return place
}
