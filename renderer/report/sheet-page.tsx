import { useEffect, useState } from 'react'
import { PrintRoot } from './print-root.tsx'
import { Sheet } from './sheet.tsx'
import { readSheetHash } from './sheet-options.ts'
import { useSheet } from './use-sheet.ts'

/** A page that is only the sheet: what shells and tests print. Its address says how the sheet is wanted. */
export function SheetPage() {
  const [options, setOptions] = useState(() => readSheetHash(window.location.hash))
  useEffect(() => {
    const read = () => setOptions(readSheetHash(window.location.hash))
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  const content = useSheet(options)
  return (
    <PrintRoot isAlone>
      <Sheet options={options} content={content} />
    </PrintRoot>
  )
}
