/** Search and commands (Ctrl+K). */
export function Palette() {
  return null
}
