import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { ChannelSetting } from '../../../api/notify.ts'
import { useT } from '../../../i18n/language.ts'
import { CheckField, SelectField, TextField } from '../../../ui/fields.tsx'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { fieldProblem } from '../../../ui/problem-words.ts'
import type { Change } from '../../kit/use-change.ts'

type Props = { setting: ChannelSetting; change: Change; onClose: () => void }

/** `Name: value`, one a line; undefined where a line is none. */
export function readHeaders(text: string): Record<string, string> | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => /^\s*([A-Za-z][A-Za-z0-9-]*)\s*:\s*(.*?)\s*$/.exec(line))
  if (pairs.some((pair) => pair === null)) return undefined
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']))
}

/** A channel is set up; what is secret is written and never shown, and left empty it stays as it was. */
export function ChannelForm({ setting, change, onClose }: Props) {
  const t = useT()
  const [enabled, setEnabled] = useState(setting.enabled)
  const [style, setStyle] = useState(setting.style ?? 'dingtalk')
  const [url, setUrl] = useState('')
  const [signingSecret, setSigningSecret] = useState('')
  const [headers, setHeaders] = useState('')
  const [template, setTemplate] = useState(setting.template ?? '{"phone":"{phone}","content":"{text}"}')
  const isRobot = setting.channel === 'robot'
  const read = readHeaders(headers)
  const { problem } = change
  const send = async () => {
    const body = {
      version: setting.version,
      enabled,
      ...(url.trim() === '' ? {} : { url: url.trim() }),
      ...(isRobot ? { style } : { template }),
      ...(signingSecret.trim() === '' ? {} : { signingSecret: signingSecret.trim() }),
      ...(headers.trim() === '' || !read ? {} : { headers: read }),
    }
    const act = () => api.changeChannel(setting.channel, body)
    if (await change.run(setting.channel, act, t('admin.channels.saved'), true)) onClose()
  }
  return (
    <FormDialog
      title={t('admin.channels.editOf', { name: t(`call.channel.${setting.channel}`) })}
      act={t('admin.form.save')}
      isBusy={change.busy !== null}
      problem={problem}
      isReady={read !== undefined && (!enabled || setting.host !== null || url.trim() !== '')}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      {isRobot ? (
        <SelectField
          label={t('admin.channels.style')}
          value={style}
          onChange={(value) => setStyle(value as 'dingtalk' | 'wecom')}
        >
          <option value="dingtalk">{t('admin.channels.style.dingtalk')}</option>
          <option value="wecom">{t('admin.channels.style.wecom')}</option>
        </SelectField>
      ) : null}
      <TextField
        label={t('admin.channels.url')}
        value={url}
        onChange={setUrl}
        hint={setting.host ? t('admin.channels.urlKept', { host: setting.host }) : t('admin.channels.urlHint')}
        error={fieldProblem(problem, '/url')}
      />
      {isRobot && style === 'dingtalk' ? (
        <TextField
          label={t('admin.channels.signingSecret')}
          value={signingSecret}
          onChange={setSigningSecret}
          hint={t(setting.hasSigningSecret ? 'admin.channels.kept' : 'admin.channels.signingHint')}
          error={fieldProblem(problem, '/signingSecret')}
          maxLength={500}
        />
      ) : null}
      {isRobot ? null : (
        <>
          <TextField
            label={t('admin.channels.headers')}
            value={headers}
            onChange={setHeaders}
            isLong
            hint={
              setting.headerNames.length > 0
                ? t('admin.channels.headersKept', { names: setting.headerNames.join('、') })
                : t('admin.channels.headersHint')
            }
            error={read === undefined ? t('admin.channels.headersWrong') : fieldProblem(problem, '/headers')}
          />
          <TextField
            label={t('admin.channels.template')}
            value={template}
            onChange={setTemplate}
            isLong
            hint={t('admin.channels.templateHint')}
            error={fieldProblem(problem, '/template')}
          />
        </>
      )}
      <CheckField label={t('admin.channels.enable')} checked={enabled} onChange={setEnabled} />
    </FormDialog>
  )
}
