import { useEffect, useRef, useState, type ChangeEvent, type RefObject } from 'react'
import { useT } from '../../i18n/language.ts'
import './attach.css'
import { canRecord, record, type Recording } from './recorder.ts'
import { shrinkPhoto } from './shrink.ts'
import { MOST_AT_ONCE, toTaken, type Taken } from './taken.ts'

type Fault = 'unreadable' | 'noMicrophone' | 'silent'
type Props = {
  files: readonly Taken[]
  onChange: (change: (files: readonly Taken[]) => readonly Taken[]) => void
  /** While a photo is made smaller or a voice note runs: nothing is sent without it. */
  onBusy: (why: 'busy' | 'recording' | null) => void
}

/** 拍照、录音: neither is ever asked for, and each is one tap. */
export function AttachBar({ files, onChange, onBusy }: Props) {
  const t = useT()
  const [isShrinking, setShrinking] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const add = (taken: Taken): void => onChange((known) => [...known, taken])
  const voice = useVoice(add, setFault)
  const isFull = files.length >= MOST_AT_ONCE
  useEffect(() => {
    onBusy(voice.recording ? 'recording' : isShrinking ? 'busy' : null)
  }, [voice.recording, isShrinking, onBusy])

  const takePhoto = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const input = event.currentTarget
    const [file] = input.files ?? []
    if (!file) return
    setFault(null)
    setShrinking(true)
    const photo = await shrinkPhoto(file)
    setShrinking(false)
    // the same photo may be chosen again
    input.value = ''
    if (photo) add(toTaken('photo', photo))
    else setFault('unreadable')
  }

  return (
    <div className="attach">
      <div className="attach__acts">
        <label className={isFull || isShrinking ? 'attach__act attach__act--off' : 'attach__act'}>
          {t('duty.attach.photo')}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            disabled={isFull || isShrinking}
            onChange={(event) => void takePhoto(event)}
          />
        </label>
        {canRecord() ? (
          <button
            type="button"
            className={voice.recording ? 'attach__act attach__act--on' : 'attach__act'}
            disabled={isFull && !voice.recording}
            aria-pressed={voice.recording}
            onClick={voice.toggle}
          >
            {voice.recording ? t('duty.attach.stop', { s: voice.seconds }) : t('duty.attach.voice')}
            {voice.recording ? <Level of={voice.running} /> : null}
          </button>
        ) : null}
      </div>
      <p className="duty-sheet__hint" role="status">
        {fault ? t(`duty.attach.${fault}`) : isFull ? t('duty.attach.full') : isShrinking ? t('duty.attach.busy') : ''}
      </p>
      {files.length > 0 ? (
        <ul className="attach__list" aria-label={t('duty.attach.list')}>
          {files.map((file, i) => (
            <TakenItem
              key={file.id}
              file={file}
              what={t(file.kind === 'photo' ? 'duty.attach.photoN' : 'duty.attach.voiceN', { n: i + 1 })}
              onRemove={() => onChange((known) => known.filter((other) => other.id !== file.id))}
            />
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function TakenItem({ file, what, onRemove }: { file: Taken; what: string; onRemove: () => void }) {
  const t = useT()
  const photo = useRef<HTMLImageElement>(null)
  const voice = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    const url = URL.createObjectURL(file.bytes)
    for (const shown of [photo.current, voice.current]) if (shown) shown.src = url
    return () => URL.revokeObjectURL(url)
  }, [file.bytes])
  return (
    <li className={`attach__item attach__item--${file.kind}`}>
      {file.kind === 'photo' ? <img ref={photo} alt={what} /> : <audio ref={voice} controls aria-label={what} />}
      <button type="button" aria-label={t('duty.attach.remove', { what })} onClick={onRemove}>
        ×
      </button>
    </li>
  )
}

/** One voice note at a time: a tap begins, a tap ends, a minute is the most. Closed meanwhile it is gone, as any draft. */
function useVoice(onTaken: (taken: Taken) => void, onFault: (fault: Fault | null) => void) {
  const running = useRef<Recording | null>(null)
  const isGone = useRef(false)
  const [recording, setRecording] = useState(false)
  const [seconds, setSeconds] = useState(0)

  const end = async (): Promise<void> => {
    const one = running.current
    if (one === null) return
    running.current = null
    const sound = await one.stop()
    setRecording(false)
    if (sound) onTaken(toTaken('voice', sound))
    else onFault('silent')
  }
  const begin = async (): Promise<void> => {
    onFault(null)
    setSeconds(0)
    setRecording(true)
    try {
      const one = await record(() => void end())
      // the sheet was closed while the microphone was asked for
      if (isGone.current) return void one.stop()
      running.current = one
    } catch {
      setRecording(false)
      onFault('noMicrophone')
    }
  }
  useEffect(() => {
    if (!recording) return undefined
    const timer = window.setInterval(() => setSeconds((s) => s + 1), 1_000)
    return () => window.clearInterval(timer)
  }, [recording])
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      void running.current?.stop()
    }
  }, [])
  return { running, recording, seconds, toggle: () => void (recording ? end() : begin()) }
}

function Level({ of }: { of: RefObject<Recording | null> }) {
  const bar = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let frame = 0
    const draw = (): void => {
      if (bar.current) bar.current.style.transform = `scaleX(${of.current?.level() ?? 0})`
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [of])
  return (
    <span className="attach__level" aria-hidden="true">
      <span ref={bar} />
    </span>
  )
}
