/** The words of the desk and of those who supervise: walls and phones do without. */
export { call } from './call.ts'
export { caseWords as case } from './case.ts'
export { desk } from './desk.ts'
export { supervise } from './supervise.ts'
