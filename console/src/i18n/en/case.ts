import type { caseWords as zh } from '../zh/case.ts'

export const caseWords: Record<keyof typeof zh, string> = {}
