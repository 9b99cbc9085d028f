import type { wall as zh } from '../zh/wall.ts'

export const wall: Record<keyof typeof zh, string> = {
  title: '…',
}
