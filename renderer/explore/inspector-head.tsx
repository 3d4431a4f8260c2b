import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { useInspector } from '../state/inspector.ts'
import { IconButton } from '../ui/button.tsx'

export interface InspectorHeadProps {
  readonly title: string
  readonly aside?: ReactNode
  /** Instead of going back to the place. */
  readonly onClose?: () => void
}

/** The head of an inspector: what it is about, and the way back to the place. */
export function InspectorHead({ title, aside, onClose }: InspectorHeadProps) {
  const { t } = useI18n()
  const inspect = useInspector((state) => state.inspect)
  return (
    <div className="inspector-head">
      <h2 className="inspector-title ellipsis" title={title}>
        {title}
      </h2>
      {aside}
      <IconButton
        icon={X}
        size="small"
        label={t('common.close')}
        onPress={onClose ?? (() => inspect({ kind: 'profile' }))}
      />
    </div>
  )
}
