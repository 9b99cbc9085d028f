import { useCallback, useEffect, useState } from 'react'
import { api } from '../api/client.ts'

export type PushState = 'unsupported' | 'off' | 'on' | 'denied' | 'failed'

const canPush = (): boolean =>
  import.meta.env.PROD && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** The pages whose worker is woken; the worker of /duty keeps its shell besides. */
type Page = '/duty' | '/desk'

async function register(page: Page): Promise<PushState> {
  const key = await api.pushKey()
  if (!key.ok) return 'failed'
  if (key.value.publicKey === null) return 'unsupported'
  await navigator.serviceWorker.register('/duty-worker.js', { scope: page })
  const { pushManager } = await navigator.serviceWorker.ready
  const known = await pushManager.getSubscription()
  const made =
    known ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key.value.publicKey }))
  const { endpoint, keys } = made.toJSON()
  if (!endpoint || !keys?.p256dh || !keys.auth) return 'failed'
  const answer = await api.subscribePush({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } })
  return answer.ok ? 'on' : 'failed'
}

/** Push on this device: asked for by a press, told to the server anew at each start, as whoever signs in may change. */
export function usePush(page: Page): { state: PushState; allow: () => void } {
  const [state, setState] = useState<PushState>(() => {
    if (!canPush()) return 'unsupported'
    return Notification.permission === 'denied' ? 'denied' : 'off'
  })
  const start = useCallback(
    () =>
      register(page)
        .catch((): PushState => 'failed')
        .then(setState),
    [page],
  )
  useEffect(() => {
    if (canPush() && Notification.permission === 'granted') void start()
  }, [start])
  const allow = useCallback(() => {
    void Notification.requestPermission().then((answer) => {
      if (answer === 'granted') return start()
      if (answer === 'denied') setState('denied')
      return undefined
    })
  }, [start])
  return { state, allow }
}
