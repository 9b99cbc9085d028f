/** The words of the administrators' page. */
export { call } from './call.ts'
export { admin } from './admin.ts'
export { people } from './people.ts'
export { centres } from './centres.ts'
export { equipment } from './equipment.ts'
