/** What every page may need. */
export { app } from './app.ts'
export { duty } from './duty.ts'
export { live } from './live.ts'
export { map } from './map.ts'
export { signIn } from './signIn.ts'
export { ui } from './ui.ts'
export { vocab } from './vocab.ts'
export { wall } from './wall.ts'
