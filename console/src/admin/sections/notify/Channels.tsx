import { useState } from 'react'
import { api } from '../../../api/client.ts'
import type { ChannelList, ChannelSetting, ChannelTest } from '../../../api/notify.ts'
import { useT } from '../../../i18n/language.ts'
import { isMessageKey, type MessageKey } from '../../../i18n/messages.ts'
import { Button } from '../../../ui/Button.tsx'
import { DataTable } from '../../kit/DataTable.tsx'
import { SectionHead } from '../../kit/SectionHead.tsx'
import { useChange } from '../../kit/use-change.ts'
import { usePages } from '../../kit/use-pages.ts'
import { ChannelForm } from './ChannelForm.tsx'
import { ChannelTestForm } from './ChannelTestForm.tsx'
import './notify.css'

/** By which channels people are called; two need setting up, the open page and push need nothing. */
export function Channels() {
  const t = useT()
  const [list, setList] = useState<ChannelList | null>(null)
  const channels = usePages(async () => {
    const answer = await api.channels()
    if (!answer.ok) return answer
    setList(answer.value)
    return { ...answer, value: { items: answer.value.items, nextCursor: null } }
  })
  const change = useChange(channels.reload)
  const [edited, setEdited] = useState<ChannelSetting | null>(null)
  const [tested, setTested] = useState<ChannelSetting | null>(null)
  const [came, setCame] = useState<Record<string, ChannelTest>>({})
  const close = () => {
    // after a conflict the list shows what the other administrator has set
    if (change.problem?.code === 'versionConflict') channels.reload()
    change.clear()
    setEdited(null)
  }
  const cameWords = ({ ok, said, tookMs }: ChannelTest) => {
    const key = `call.said.${said}`
    const words = isMessageKey(key) ? t(key as MessageKey) : said
    return t(ok ? 'admin.channels.testOk' : 'admin.channels.testFailed', { said: words, ms: tookMs })
  }
  return (
    <>
      <SectionHead title={t('admin.section.channels')} text={t('admin.channels.text')} />
      <DataTable
        pages={channels}
        rowKey={(row) => row.channel}
        emptyTitle={t('admin.channels.none')}
        columns={[
          { name: t('admin.channels.channel'), cell: (row) => t(`call.channel.${row.channel}`), isNarrow: true },
          {
            name: t('admin.channels.state'),
            cell: (row) => t(row.enabled ? 'admin.channels.on' : 'admin.channels.off'),
            isNarrow: true,
          },
          { name: t('admin.channels.host'), cell: (row) => row.host ?? t('admin.channels.notSetUp') },
          {
            name: t('admin.channels.came'),
            cell: (row) => {
              const last = came[row.channel]
              return last ? <span role="status">{cameWords(last)}</span> : '—'
            },
          },
        ]}
        acts={(row) => (
          <>
            <Button size="small" disabled={row.host === null} onClick={() => setTested(row)}>
              {t('admin.channels.test')}
            </Button>
            <Button size="small" onClick={() => setEdited(row)}>
              {t('admin.channels.edit')}
            </Button>
          </>
        )}
      />
      {list ? (
        <p className="channels__note">
          {t('admin.channels.hosts', { hosts: list.hosts.join('、') })}{' '}
          {t(list.hasPushKeys ? 'admin.channels.pushOn' : 'admin.channels.pushOff')}
        </p>
      ) : null}
      {edited ? <ChannelForm setting={edited} change={change} onClose={close} /> : null}
      {tested ? (
        <ChannelTestForm
          channel={tested.channel}
          onCame={(answer) => setCame({ ...came, [tested.channel]: answer })}
          onClose={() => setTested(null)}
        />
      ) : null}
    </>
  )
}
