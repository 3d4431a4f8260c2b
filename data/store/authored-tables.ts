/** The tables that show authored and arranged content, as far as they belong to people who read the file with other programs. */

/** A plan and its items. */
export const tablesOfPlan = [
  ...(['plan', 'plan_item', 'plan_item_budget', 'plan_item_need', 'plan_item_goal'] as const),
  ...(['plan_item_organisation', 'plan_item_source', 'plan_ceiling', 'plan_answer'] as const),
] as const

/** All of them, by name. */
export const authoredTables: readonly string[] = [
  ...tablesOfPlan,
  'plan_question',
  'local_authority',
  'local_authority_tambon',
]
