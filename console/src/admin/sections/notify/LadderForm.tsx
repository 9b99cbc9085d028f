import { useState } from 'react'
import { CALLS, CHANNELS, type Call, type Channel, type Ladder } from '@liandong/shared/clocks/ladder.ts'
import { useT } from '../../../i18n/language.ts'
import { CheckField, TextField } from '../../../ui/fields.tsx'
import { fieldProblem } from '../../../ui/problem-words.ts'
import { VersionForm } from '../../kit/VersionForm.tsx'
import type { ProposalProps } from '../../kit/Versions.tsx'

const STEPS = ['remindAfter', 'leaderAfter', 'backupAfter'] as const

/** A new ladder, from the one in force. */
export function LadderForm({ content, ...rest }: ProposalProps<'ladder'>) {
  const t = useT()
  const [texts, setTexts] = useState({
    remindAfter: String(content.remindAfter),
    leaderAfter: String(content.leaderAfter),
    backupAfter: String(content.backupAfter),
  })
  const [channels, setChannels] = useState(content.channels)
  const [quiet, setQuiet] = useState(content.quiet)
  const isNumber = (text: string) => /^\d{1,5}$/.test(text.trim())
  const proposed: Ladder | undefined = STEPS.every((step) => isNumber(texts[step]))
    ? {
        remindAfter: Number(texts.remindAfter),
        leaderAfter: Number(texts.leaderAfter),
        backupAfter: Number(texts.backupAfter),
        channels,
        quiet,
      }
    : undefined
  const toggle = (list: readonly Channel[], channel: Channel): Channel[] =>
    CHANNELS.filter((one) => (one === channel ? !list.includes(one) : list.includes(one)))
  const { problem } = rest.change
  const channelProblem = fieldProblem(problem, '/content/channels/order')
  return (
    <VersionForm subject="ladder" proposed={proposed} {...rest}>
      <div className="field-pair">
        {STEPS.map((step) => (
          <TextField
            key={step}
            label={t(`admin.ladder.field.${step}`)}
            value={texts[step]}
            onChange={(value) => setTexts({ ...texts, [step]: value })}
            maxLength={5}
            error={isNumber(texts[step]) ? fieldProblem(problem, `/content/${step}`) : t('admin.form.notANumber')}
          />
        ))}
      </div>
      {CALLS.map((call: Call) => (
        <fieldset key={call} className="field ladder-channels">
          <legend>{t('admin.ladder.channelsOf', { step: t(`admin.ladder.step.${call}`) })}</legend>
          {CHANNELS.map((channel) => (
            <CheckField
              key={channel}
              label={t(`call.channel.${channel}`)}
              checked={channels[call].includes(channel)}
              onChange={() => setChannels({ ...channels, [call]: toggle(channels[call], channel) })}
            />
          ))}
        </fieldset>
      ))}
      <fieldset className="field ladder-channels">
        <legend>{t('admin.ladder.quiet')}</legend>
        {CHANNELS.map((channel) => (
          <CheckField
            key={channel}
            label={t(`call.channel.${channel}`)}
            checked={quiet.includes(channel)}
            onChange={() => setQuiet(toggle(quiet, channel))}
          />
        ))}
      </fieldset>
      {channelProblem ? <p className="field__error">{channelProblem}</p> : null}
    </VersionForm>
  )
}
