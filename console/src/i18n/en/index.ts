export * from './base.ts'
export * from './room.ts'
