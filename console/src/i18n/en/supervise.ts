import type { supervise as zh } from '../zh/supervise.ts'

export const supervise: Record<keyof typeof zh, string> = {}
