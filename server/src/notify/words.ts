import type { Call } from '@liandong/shared/clocks/ladder.ts'

/**
 * What a call says: the number of the case and what to do. No place, no name, nothing anybody said: it passes through
 * other people's machines and lies on locked screens.
 */
export function callWords(step: Call | 'notice' | 'rollCall' | 'test', no: string, isExercise: boolean): string {
  const words: Record<Call | 'notice' | 'rollCall' | 'test', string> = {
    order: `新指令 ${no}，请打开`,
    remind: `指令 ${no} 尚未签收，请立即签收`,
    red: `指令 ${no} 签收超时，请立即签收`,
    leader: `指令 ${no} 仍无人签收，请带班长处置`,
    notice: `险情 ${no} 已先期处置，请登录签收并派员`,
    rollCall: '指挥室点名，请打开应到',
    test: '联动指挥室测试消息，收到请忽略',
  }
  return `${isExercise ? '【演练】' : ''}${words[step]}`
}
