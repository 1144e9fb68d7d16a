/** Light, dark, or as the system is: kept in this browser. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'parley-theme'

export function themeNow(): Theme {
  const kept = localStorage.getItem(key)
  return themes.find((each) => each === kept) ?? 'system'
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(key, theme)
  showTheme()
}

export function showTheme(): void {
  const theme = themeNow()
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
