import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Language } from '../i18n/translate.ts'

export type Theme = 'light' | 'dark'

/** What this window's person prefers; kept by the browser, never in the file. */
interface Preferences {
  readonly language: Language
  readonly theme: Theme
  readonly thaiDigits: boolean
  /** The choropleth's values as text on the map. */
  readonly showValues: boolean
  /** Said already that no graphics card draws the map. */
  readonly toldOfSoftware: boolean
  readonly setLanguage: (language: Language) => void
  readonly setTheme: (theme: Theme) => void
  readonly setThaiDigits: (thaiDigits: boolean) => void
  readonly setShowValues: (showValues: boolean) => void
  readonly setToldOfSoftware: (toldOfSoftware: boolean) => void
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: 'th',
      theme: 'light',
      thaiDigits: false,
      showValues: false,
      toldOfSoftware: false,
      setLanguage: (language) => set({ language }),
      setTheme: (theme) => set({ theme }),
      setThaiDigits: (thaiDigits) => set({ thaiDigits }),
      setShowValues: (showValues) => set({ showValues }),
      setToldOfSoftware: (toldOfSoftware) => set({ toldOfSoftware }),
    }),
    { name: 'phaenthi-preferences' },
  ),
)
