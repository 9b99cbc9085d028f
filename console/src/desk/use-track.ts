import { useState } from 'react'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import { api } from '../api/client.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { toTrackLines, type TrackLine } from '../map/track-line.ts'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'

const NONE: readonly TrackLine[] = []

/**
 * 轨迹 of the selected case: read when somebody asks, for each look leaves a line in the log; gone with the next press, and
 * with another case.
 */
export function useTrack(detail: IncidentDetail | null | undefined) {
  const t = useT()
  const language = useLanguage()
  const [shown, setShown] = useState<{ incidentId: string; lines: readonly TrackLine[] } | null>(null)
  const isOn = shown !== null && shown.incidentId === detail?.id
  const toggle = async (): Promise<void> => {
    if (isOn) return setShown(null)
    if (!detail) return
    const answer = await api.track(detail.id)
    if (!answer.ok) return showToast({ tone: 'problem', what: problemWords(answer.problem, t, language) })
    const lines = toTrackLines(answer.value.units, detail.dispatches)
    setShown({ incidentId: detail.id, lines })
    showToast({ tone: 'done', what: t(lines.length > 0 ? 'map.track.logged' : 'map.track.none', { n: lines.length }) })
  }
  return { isOn, lines: isOn && shown ? shown.lines : NONE, toggle: () => void toggle() }
}
