import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadSession } from '../api/session-store.ts'
import { startLanguage } from '../i18n/language.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import { startNavigation } from '../ui/navigate.ts'
import { findPage } from '../ui/page-list.ts'
import { applyTheme } from '../ui/theme.ts'
import { App } from './App.tsx'

/** Night falls while a page is open. */
const THEME_CHECK_MS = 60_000

await startLanguage()
applyTheme()
window.setInterval(applyTheme, THEME_CHECK_MS)
startNavigation((path) => path === '/' || findPage(path) !== undefined)
void loadSession()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
