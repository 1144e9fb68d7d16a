import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { showTheme } from './app/theme.ts'
import './ui/base.css'
import './ui/controls.css'
import './ui/overlays.css'

showTheme()
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App />)
