/** Files in, step by step; open while `useWindow().importOpen`. */
export function ImportWizard() {
  return null
}
