/** The words of the administrators' page. */
export { admin } from './admin.ts'
