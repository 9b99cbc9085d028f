/** The words of the rota's page, and of the shift on the phone. */
export { rota } from './rota.ts'
export { equipment } from './equipment.ts'
