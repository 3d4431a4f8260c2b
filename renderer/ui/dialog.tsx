import './floating.css'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useI18n } from '../i18n/use-i18n.ts'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly size?: 'normal' | 'medium' | 'wide'
  /** Buttons at the foot, the primary one last. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A question or task that has to be finished or left before the rest goes on. */
export function Dialog({ title, isOpen, onClose, size = 'normal', actions, children }: DialogProps) {
  const { t } = useI18n()
  return (
    <ModalOverlay className="modal-scrim" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable>
      <Modal className={classNames('modal', size !== 'normal' && `modal-${size}`)}>
        <AriaDialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2} className="dialog-title">
              {title}
            </Heading>
            <IconButton icon={X} label={t('common.close')} onPress={onClose} />
          </div>
          <div className="dialog-body">{children}</div>
          {actions && <div className="dialog-foot">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
