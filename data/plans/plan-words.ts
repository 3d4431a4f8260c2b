/** Words that items already use, offered where a field is free text. */
import type { Database } from 'better-sqlite3'
import type { PlanWords } from '../contract/plan-notes.ts'

const MOST_WORDS = 500

/**
 * What items of the plan say of strategy, tactic, programme and joint issue, and which sources of money and organisations are named
 * in any plan, most used first.
 */
export function listPlanWords(db: Database, planId: string): PlanWords {
  const list = (sql: string, ...values: string[]) =>
    db
      .prepare<string[], string>(sql)
      .pluck()
      .all(...values)
  const said = (column: string) =>
    list(
      `SELECT ${column} FROM plan_item WHERE plan_id = ? AND ${column} <> '' AND NOT dropped
       GROUP BY ${column} ORDER BY count(*) DESC, ${column} LIMIT ${MOST_WORDS}`,
      planId,
    )
  return {
    strategies: said('strategy'),
    tactics: said('tactic'),
    programmes: said('programme'),
    jointIssues: said('joint_issue'),
    sources: list(
      `SELECT source FROM (SELECT source, plan_id FROM plan_item_budget UNION ALL SELECT source, plan_id FROM plan_ceiling)
       WHERE source <> '' GROUP BY source ORDER BY sum(plan_id = ?) DESC, count(*) DESC, source LIMIT ${MOST_WORDS}`,
      planId,
    ),
    organisations: list(
      `SELECT name FROM (
         SELECT organisation AS name FROM plan_item_organisation UNION ALL
         SELECT owner FROM plan_item WHERE owner <> '' AND instr(owner, char(10)) = 0 UNION ALL
         SELECT name_th FROM local_authority
       ) GROUP BY name ORDER BY count(*) DESC, name LIMIT ${MOST_WORDS}`,
    ),
  }
}
