/** The needs that a profile and a reach lead with, most telling first; those a survey cannot answer are left out. */
export const headlineNeeds: readonly string[] = [
  'households_with_disabled',
  'households_in_debt',
  'bmn38_18',
  'bmn38_29',
  'bmn38_13',
  'bmn31_10',
  'bmn31_22',
  'households_with_dependants',
]
