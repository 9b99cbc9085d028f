import { useCallback, useEffect, useState } from 'react'
import { may } from '@liandong/shared/access/permissions.ts'
import type { EquipmentView, VehicleView } from '@liandong/shared/wire/equipment.ts'
import type { Answer, Problem } from '../api/answer.ts'
import { equipmentApi } from '../api/equipment.ts'
import { useUser } from '../api/session-store.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'

const REFRESH_MS = 20_000

/** What there is to hand out and to drive; read again after each act here, and for what others do. */
export function useEquipment() {
  const t = useT()
  const language = useLanguage()
  const { role } = useUser()
  const seesVehicles = may(role, 'vehicle.read')
  const [items, setItems] = useState<readonly EquipmentView[] | null>(null)
  const [vehicles, setVehicles] = useState<readonly VehicleView[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const read = useCallback(async () => {
    const [all, driven] = await Promise.all([equipmentApi.all(), seesVehicles ? equipmentApi.vehicles() : null])
    setProblem(all.ok ? (driven === null || driven.ok ? null : driven.problem) : all.problem)
    if (all.ok) setItems(all.value)
    if (driven?.ok) setVehicles(driven.value.items)
  }, [seesVehicles])
  useEffect(() => {
    const first = window.setTimeout(() => void read(), 0)
    const again = window.setInterval(() => void read(), REFRESH_MS)
    return () => {
      window.clearTimeout(first)
      window.clearInterval(again)
    }
  }, [read])
  /** Sends one act; its refusal is told, or handed back to a form. */
  const run = async (key: string, send: () => Promise<Answer<unknown>>, done: string): Promise<Problem | null> => {
    setBusy(key)
    const answer = await send()
    setBusy(null)
    showToast(
      answer.ok ? { tone: 'done', what: done } : { tone: 'problem', what: problemWords(answer.problem, t, language) },
    )
    await read()
    return answer.ok ? null : answer.problem
  }
  return { items, vehicles, problem, busy, read: () => void read(), run }
}
