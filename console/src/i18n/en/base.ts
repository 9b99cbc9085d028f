/** What every page may need. */
export { app } from './app.ts'
export { live } from './live.ts'
export { map } from './map.ts'
export { ui } from './ui.ts'
export { vocab } from './vocab.ts'
export { wall } from './wall.ts'
