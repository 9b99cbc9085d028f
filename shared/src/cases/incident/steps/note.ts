import { decided, refuse } from '../../../problems/refusal.ts'
import type { DecidedEvent } from '../../../wire/log-event.ts'
import type { Step } from '../step.ts'
import { findDispatch } from '../find-dispatch.ts'

/** A line on the timeline; with a delay reason (堵路, 地址错) it is also shown on the order, and stops no clock. */
export const note: Step<'note'> = (state, body, { actor }) => {
  const events: DecidedEvent[] = [{ type: 'incident.noted', data: {}, personal: { text: body.text } }]
  if (body.delayReason) {
    const found = findDispatch(state, body.dispatchId, actor)
    if (!found.ok) return found
    const { id, unit } = found.dispatch
    const personal = { delayReason: body.delayReason }
    events.push({ type: 'incident.delayed', data: { dispatchId: id, unitId: unit.id }, personal })
  }
  return decided(...events)
}

/** 重大/疑难/敏感, 保密, 关注: flags, not stages (domain.md §3.1). */
export const flag: Step<'flag'> = (state, body) =>
  state.flags.includes(body.flag) === body.on
    ? decided()
    : decided({
        type: 'incident.flagged',
        data: { flag: body.flag, on: body.on },
        ...(body.reason ? { personal: { reason: body.reason } } : {}),
      })

/** Somebody has heard the alarm: it goes quiet on every seat, and only this one (domain.md §4.2). */
export const attend: Step<'attend'> = (state, body) =>
  state.attended.includes(body.alarm)
    ? refuse('alreadyDone', { alarm: body.alarm })
    : decided({ type: 'incident.attended', data: { alarm: body.alarm } })
