import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { Problem } from '../../../api/answer.ts'
import type { ChannelTest } from '../../../api/notify.ts'
import { useT } from '../../../i18n/language.ts'
import { TextField } from '../../../ui/fields.tsx'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { fieldProblem } from '../../../ui/problem-words.ts'

type Props = { channel: 'robot' | 'sms'; onCame: (answer: ChannelTest) => void; onClose: () => void }

/** Sends one message to oneself; what came of it is told in the list. */
export function ChannelTestForm({ channel, onCame, onClose }: Props) {
  const t = useT()
  const [phone, setPhone] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const send = async () => {
    setBusy(true)
    const answer = await api.testChannel(channel, channel === 'sms' ? phone.trim() : undefined)
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    onCame(answer.value)
    onClose()
  }
  return (
    <FormDialog
      title={t('admin.channels.testOf', { name: t(`call.channel.${channel}`) })}
      act={t('admin.channels.test')}
      isBusy={isBusy}
      problem={problem}
      isReady={channel !== 'sms' || phone.trim() !== ''}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <p>{t('admin.channels.testText')}</p>
      {channel === 'sms' ? (
        <TextField
          label={t('admin.channels.testPhone')}
          value={phone}
          onChange={setPhone}
          maxLength={20}
          autoFocus
          error={fieldProblem(problem, '/phone')}
        />
      ) : null}
    </FormDialog>
  )
}
