import { FileSpreadsheet } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { exportFile } from '../state/export-file.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { closeRollUp } from './roll-up-flow.ts'

export interface SheetDialogProps {
  readonly title: string
  /** What is exported, as `what` of an export names it. */
  readonly what: string
  readonly children: ReactNode
}

/** A list of the roll-up that goes out as a sheet as well. */
export function SheetDialog({ title, what, children }: SheetDialogProps) {
  const { t } = useI18n()
  const toExcel = () => void exportFile({ what, format: 'xlsx' }, title)
  return (
    <Dialog
      title={title}
      isOpen
      onClose={closeRollUp}
      size="wide"
      actions={
        <Button icon={FileSpreadsheet} onPress={toExcel}>
          {t('rollup.to-excel')}
        </Button>
      }
    >
      {children}
    </Dialog>
  )
}
