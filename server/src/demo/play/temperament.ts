import { MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'
import { createRandom, seedOf } from './random.ts'

/** How somebody goes about one order. Drawn from the order's id, so a restart in the middle changes nothing. */
export type Temperament = {
  deliverMs: number
  seeMs: number
  acknowledgeMs: number
  /** Says no, with this reason, instead of acknowledging. */
  declines: string | null
  departMs: number
  metresASecond: number
  /** Stuck on the way: how long, and what they say of it. */
  stuckMs: number
  delayReason: string | null
  reportMs: number
  endMs: number
  ending: 'settle' | 'handback'
  /** Which of the written texts is said. */
  words: number
}

const DECLINES = [
  '正在处理另一起纠纷，走不开',
  '电瓶车没电了，赶不过去',
  '离得太远，请就近派人',
  '身体不适，已向值班长报告',
]
const DELAYS = ['堵路', '地址错，正在核实门牌', '修路绕行', '车辆故障，已换车']

/** Shares are set so that K3 and K5 breach now and then, and K4 rarely (domain.md §3.6). */
export function temperamentOf(dispatchId: string): Temperament {
  const r = createRandom(seedOf(dispatchId))
  const isSlow = r.chance(0.12)
  const isForgetful = r.chance(0.1)
  const stuck = r.next()
  return {
    deliverMs: r.between(0.4, 2) * SECOND_MS,
    seeMs: r.between(2.5, 5) * SECOND_MS,
    acknowledgeMs: (isSlow ? r.between(63, 150) : r.between(5, 50)) * SECOND_MS,
    declines: r.chance(0.04) ? r.pick(DECLINES) : null,
    departMs: r.between(4, 40) * SECOND_MS,
    metresASecond: r.between(5.5, 10),
    // 3 in 100 are held up past the twenty minutes, 7 in 100 for a while
    stuckMs: stuck < 0.03 ? r.between(20, 23) * MINUTE_MS : stuck < 0.1 ? r.between(1.5, 4) * MINUTE_MS : 0,
    delayReason: stuck < 0.1 ? r.pick(DELAYS) : null,
    reportMs: isForgetful ? r.between(5.2, 8) * MINUTE_MS : r.between(35, 200) * SECOND_MS,
    endMs: r.between(80, 330) * SECOND_MS,
    ending: r.chance(0.24) ? 'handback' : 'settle',
    words: r.whole(0, 9_999),
  }
}
