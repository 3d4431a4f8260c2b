import type { LayerInfo } from '../../data/contract/api.ts'
import { isKey } from '../i18n/translate.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSurveys } from '../queries.ts'

/** What a layer is called in the window: its own title, or for what every workspace has, the window's word. */
export function useLayerTitle(): (info: LayerInfo) => string {
  const { t, format } = useI18n()
  const { data: surveys } = useSurveys()
  return (info) => {
    switch (info.kind) {
      case 'areas': {
        const key = `layer.areas-${info.sourceLayer}`
        return isKey(key) ? t(key as 'layer.areas-tambon') : info.title
      }
      case 'items':
        return t('layer.items')
      case 'households': {
        const survey = surveys?.find((each) => `households:${each.id}` === info.id || each.datasetId === info.id)
        return survey?.year ? t('layer.households-of', { year: format.year(survey.year) }) : info.title
      }
      case 'layer':
        return info.title
    }
  }
}
