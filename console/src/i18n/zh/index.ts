export * from './administration.ts'
export * from './base.ts'
export * from './room.ts'
