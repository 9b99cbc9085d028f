import type L from 'leaflet'
import { useEffect, useId, useRef, useState } from 'react'
import { useUser } from '../api/session-store.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { layerToShow, readChoice, SCHEMATIC, writeChoice } from './layer-choice.ts'
import { pictureLayer } from './picture-layer.ts'
import { useLayers } from './use-layers.ts'
import './layer-switch.css'

type Props = {
  mode: 'desk' | 'wall'
  onGround: (ground: L.Layer | null) => void
}

/** Which pictures lie under the map, whose they are, and at the desk the choice; it comes after the map itself. */
export function LayerSwitch({ mode, onGround }: Props) {
  const t = useT()
  const language = useLanguage()
  const userId = useUser().id
  const layers = useLayers()
  const [choice, setChoice] = useState(() => readChoice(userId, localStorage))
  /** The layer that has no picture of what is in sight. */
  const [bareId, setBareId] = useState<string | null>(null)
  const shown = layerToShow(layers, mode, choice)
  useEffect(() => {
    onGround(shown && pictureLayer(shown, (hasPictures) => setBareId(hasPictures ? null : shown.id)))
  }, [shown, onGround])
  const nameOf = (layer: { nameZh: string; nameEn: string }) => (language === 'zh' ? layer.nameZh : layer.nameEn)
  const choose = (id: string): void => {
    writeChoice(userId, id, localStorage)
    setChoice(id)
  }
  const credit = shown && (bareId !== shown.id ? shown.attribution || nameOf(shown) : t('map.noPictures'))
  return (
    <>
      <p className="map-note">{credit ?? t('map.note')}</p>
      {mode === 'desk' && layers.length > 0 ? (
        <Choice
          options={[
            ...layers.map((layer) => ({ id: layer.id, name: nameOf(layer) })),
            { id: SCHEMATIC, name: t('map.schematic') },
          ]}
          chosen={shown?.id ?? SCHEMATIC}
          onChoose={choose}
        />
      ) : null}
    </>
  )
}

type ChoiceProps = {
  options: readonly { id: string; name: string }[]
  chosen: string
  onChoose: (id: string) => void
}

/** A button that opens the list; Escape, or a press elsewhere, closes it. */
function Choice({ options, chosen, onChoose }: ChoiceProps) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLFieldSetElement>(null)
  const id = useId()
  useEffect(() => {
    if (!isOpen) return
    list.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
    const close = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', close)
    return () => document.removeEventListener('pointerdown', close)
  }, [isOpen])
  return (
    <div
      ref={box}
      className="layer-switch"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        setOpen(false)
        button.current?.focus()
      }}
    >
      {isOpen ? (
        <fieldset id={id} ref={list} className="layer-switch__list">
          <legend>{t('map.layers')}</legend>
          {options.map((option) => (
            <label key={option.id}>
              <input type="radio" name={id} checked={option.id === chosen} onChange={() => onChoose(option.id)} />
              <span>{option.name}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <button
        ref={button}
        type="button"
        className="layer-switch__button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen((open) => !open)}
      >
        {t('map.layer', { name: options.find((option) => option.id === chosen)?.name ?? '' })}
      </button>
    </div>
  )
}
