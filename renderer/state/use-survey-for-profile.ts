import { useSurveys } from '../queries.ts'
import { useThematic } from './thematic.ts'

/** The survey a place's profile is read from: the one on the map if it is a survey, else the newest (null lets data/ choose). */
export function useSurveyForProfile(): string | null {
  const chosen = useThematic((state) => state.choice.survey)
  const { data: surveys } = useSurveys()
  return surveys?.some(({ id }) => id === chosen) ? chosen : null
}
