import type { Services } from '../http/services.ts'
import type { Logger } from '../platform/logger.ts'

export function startPlay(_services: Services, _log: Logger): () => void {
  return () => undefined
}
