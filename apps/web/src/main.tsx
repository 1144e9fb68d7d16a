import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { showTheme } from './app/theme.ts'
import './ui/base.css'

showTheme()
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App />)
