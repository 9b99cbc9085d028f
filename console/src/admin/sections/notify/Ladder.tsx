import { useEffect, useState } from 'react'
import type { Ladder as LadderContent } from '@liandong/shared/clocks/ladder.ts'
import { api } from '../../../api/client.ts'
import { useT } from '../../../i18n/language.ts'
import { Versions } from '../../kit/Versions.tsx'
import { LadderForm } from './LadderForm.tsx'
import { LadderPicture } from './LadderPicture.tsx'

/** What happens while nobody acknowledges an order. */
export function Ladder() {
  const t = useT()
  const [redAfter, setRedAfter] = useState<number | null>(null)
  useEffect(() => {
    let isHere = true
    void api.versions('sla').then((answer) => {
      if (isHere && answer.ok) setRedAfter(answer.value.current.content.K3)
    })
    return () => void (isHere = false)
  }, [])
  const say = (ladder: LadderContent) =>
    t('admin.ladder.say', { remind: ladder.remindAfter, leader: ladder.leaderAfter, backup: ladder.backupAfter })
  return (
    <Versions
      subject="ladder"
      title={t('admin.section.ladder')}
      text={t('admin.ladder.text')}
      say={say}
      form={(props) => <LadderForm {...props} />}
    >
      {(ladder) => <LadderPicture ladder={ladder} redAfter={redAfter} />}
    </Versions>
  )
}
