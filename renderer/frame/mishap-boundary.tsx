import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'

interface MishapBoundaryProps {
  readonly children: ReactNode
  /** What it is drawn of: of something else it is tried again. */
  readonly of?: string
}

/** A part of the window that cannot be drawn says so in its place; the rest of the window goes on. */
export class MishapBoundary extends Component<MishapBoundaryProps, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidUpdate(before: MishapBoundaryProps): void {
    if (this.state.error !== null && before.of !== this.props.of) this.setState({ error: null })
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === null ? (
      this.props.children
    ) : (
      <Mishap error={error} onRetry={() => this.setState({ error: null })} />
    )
  }
}

function Mishap({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useI18n()
  return (
    <aside className="frame-mishap" role="alert">
      <EmptyState
        icon={TriangleAlert}
        title={t('frame.mishap')}
        text={t('frame.mishap-what', { what: error instanceof Error ? error.message : String(error) })}
        action={<Button onPress={onRetry}>{t('frame.retry')}</Button>}
      />
    </aside>
  )
}
