import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { usePlans } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { Checkbox } from '../ui/toggle.tsx'
import { useDirectFlow } from './direct-flow.ts'
import { useDirectAction } from './use-direct.ts'

/** Which plans go. */
export function SendForm({ onBack }: { readonly onBack: () => void }) {
  const { t, format } = useI18n()
  const { plans: marked, mark } = useDirectFlow()
  const { data: plans = [] } = usePlans()
  const start = useDirectAction((chosen: readonly string[]) => api.offerPlans(chosen))
  const chosen = marked.filter((id) => plans.some((plan) => plan.id === id))
  return (
    <>
      {plans.length === 0 ? (
        <EmptyState title={t('direct.no-plan')} />
      ) : (
        <fieldset className="direct-plans">
          <legend className="field-label">{t('direct.which')}</legend>
          {plans.map(({ id, title, itemCount }) => (
            <div key={id} className="direct-plan">
              <Checkbox
                isSelected={marked.includes(id)}
                onChange={(isMarked) => mark(isMarked ? [...marked, id] : marked.filter((each) => each !== id))}
              >
                <span>{title}</span>
              </Checkbox>
              <span className="direct-aside num">{t('direct.items', { count: format.count(itemCount) })}</span>
            </div>
          ))}
        </fieldset>
      )}
      <div className="direct-actions">
        <Button onPress={onBack}>{t('direct.back')}</Button>
        <Button tone="primary" isDisabled={chosen.length === 0 || start.isPending} onPress={() => start.mutate(chosen)}>
          {t('direct.start')}
        </Button>
      </div>
    </>
  )
}
