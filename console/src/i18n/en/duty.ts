import type { duty as zh } from '../zh/duty.ts'

export const duty: Record<keyof typeof zh, string> = {
  title: '…',
}
