/** The words of the centres' page. */
export { centres } from './centres.ts'
