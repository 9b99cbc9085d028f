export { centres } from './centres.ts'
