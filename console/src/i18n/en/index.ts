export * from './administration.ts'
export * from './base.ts'
export * from './room.ts'
export * from './rota-book.ts'
