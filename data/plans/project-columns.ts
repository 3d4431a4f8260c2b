/** Which column of a project list holds what: the columns of the ผ.02 form, in Thai or English, under one or several header rows. */
import type { ItemTextField, OrganisationRole } from '../contract/plans.ts'
import { BUDDHIST_ERA_OFFSET, yearWithin } from '../contract/text/year.ts'
import { foldThai } from '../exchange/text/fold.ts'

/** A role is whoever has it, one a line; `budget:2023` is the plan's money of fiscal year 2023 (พ.ศ. 2566), `ordinance:2023` what the ordinance gave. */
export type ProjectTarget =
  | ItemTextField
  | 'category'
  | 'status'
  | 'form'
  | 'source'
  | 'lon'
  | 'lat'
  | 'areaCode'
  | 'year'
  | 'budget'
  | OrganisationRole
  | `budget:${number}`
  /** The part of a year's money that one source pays. */
  | `budget:${number}:${string}`
  | `ordinance:${number}`

/** Words that a heading is made of, folded; the first target whose pattern fits takes the column. */
const headings: ReadonlyArray<readonly [target: ProjectTarget, pattern: RegExp]> = [
  ['sequence', /^(?:ที่|ลำดับ(?:ที่)?|no\.?|sequence(?:num)?)$/],
  ['title', /^(?:(?:ชื่อ)?(?:แผนงาน\/)?โครงการ(?:\/กิจกรรม)?|รายการ|ชื่อโครงการ.*|name|title|project(?:name)?)$/],
  ['strategyCode', /^(?:รหัสยุทธศาสตร์|strategy(?:num|code|no))$/],
  ['strategy', /^(?:ยุทธศาสตร์.*|strategy(?:name)?)$/],
  ['tacticCode', /^(?:รหัสกลยุทธ์|tactic(?:code|num))$/],
  ['tactic', /^(?:กลยุทธ์.*|แนวทาง.*|tactic(?:name)?)$/],
  ['programme', /^(?:แผนงาน|plan(?:name)?|programme|program)$/],
  ['objective', /^(?:วัตถุประสงค์.*|objectives?)$/],
  ['kpi', /^(?:ตัวชี้วัด.*|kpi)$/],
  ['expectedResult', /^(?:ผลที่คาด(?:ว่า)?จะได้รับ.*|ผลที่คาดหวัง|expectedresults?|outcome)$/],
  ['target', /^(?:เป้าหมาย.*|ผลผลิต.*|targets?|outputs?)$/],
  ['lead', /^(?:หน่วยงานหลัก|หน่วยงานเจ้าภาพ|เจ้าภาพ(?:หลัก)?|lead(?:organi[sz]ation)?)$/],
  ['money', /^(?:(?:หน่วยงาน|ผู้)(?:ที่)?(?:ให้|สนับสนุน)(?:งบ(?:ประมาณ)?|เงิน|ทุน).*|funder|money)$/],
  ['data', /^(?:(?:หน่วยงาน|ผู้)(?:ที่)?(?:ให้|สนับสนุน)ข้อมูล.*|data(?:provider)?)$/],
  ['support', /^(?:หน่วยงาน(?:ที่)?(?:สนับสนุน|ร่วม(?:ดำเนินการ|ดำเนินงาน|รับผิดชอบ)?)|ภาคีร่วม|support(?:ing)?)$/],
  ['ownerUnit', /^(?:หน่วยงาน.*|ผู้รับผิดชอบ.*|หน่วยรับผิดชอบ.*|department|owner(?:unit)?|responsible.*)$/],
  ['proposedTo', /^(?:เสนอต่อ.*|หน่วยงานที่ขอรับการสนับสนุน|proposedto)$/],
  ['jointIssue', /^(?:ประเด็นร่วม.*|jointissue)$/],
  ['reason', /^(?:เหตุผล.*|reason)$/],
  ['notes', /^(?:หมายเหตุ|notes?|remarks?)$/],
  ['amendment', /^(?:ฉบับ.*|ครั้งที่.*|amendment(?:version)?)$/],
  ['category', /^(?:ประเภท(?:โครงการ)?|category)$/],
  ['status', /^(?:สถานะ(?:โครงการ)?|status)$/],
  ['form', /^(?:แบบ(?:ผ\.?)?|แบบฟอร์ม|form(?:type)?)$/],
  ['source', /^(?:แหล่ง(?:ที่มา|งบประมาณ|เงิน|ทุน).*|ที่มาของ(?:งบประมาณ|เงิน)|(?:funding|budget)?source)$/],
  ['lon', /^(?:ลองจิจูด|ลองติจูด|ลอง|longitude|long|lon|lng|x)$/],
  ['lat', /^(?:ละติจูด|แลตติจูด|ละติ|latitude|lat|y)$/],
  ['areaCode', /^(?:รหัส(?:ตำบล|หมู่บ้าน|พื้นที่)|(?:tambon|village|area|tam|subdistrict)_?(?:code|id)|areacode)$/],
  ['year', /^(?:ปี(?:งบประมาณ)?|พ\.?ศ\.?|fiscalyear|year)$/],
  ['budget', /^(?:งบประมาณ|วงเงิน|จำนวนเงิน|งบ|budget(?:baht)?|amount(?:baht)?)$/],
]

/** Targets that a list must fill to be taken. */
export const requiredTargets: readonly ProjectTarget[] = ['title']

/**
 * Column position of each target. What a person mapped comes first (`budget:2566` may be said in พ.ศ.); a column serves one
 * target, and a target takes the first column that fits.
 */
export function matchColumns(
  names: readonly string[],
  chosen: Readonly<Record<string, string>> = {},
): ReadonlyMap<ProjectTarget, number> {
  const matched = new Map<ProjectTarget, number>()
  const taken = new Set<number>()
  const take = (target: ProjectTarget, position: number) => {
    if (position < 0 || taken.has(position) || matched.has(target)) return
    matched.set(target, position)
    taken.add(position)
  }
  for (const [target, name] of Object.entries(chosen)) take(targetNamed(target), names.indexOf(name))
  for (const [position, name] of names.entries()) {
    const money = moneyTarget(name)
    if (money) take(money, position)
  }
  for (const [target, pattern] of headings) {
    for (const [position, name] of names.entries())
      if (partsOf(name).some((part) => pattern.test(part))) take(target, position)
  }
  return matched
}

function targetNamed(text: string): ProjectTarget {
  const money = /^(budget|ordinance):(\d{4})(:.+)?$/.exec(text)
  if (!money) return text as ProjectTarget
  const year = Number(money[2])
  return `${money[1] as 'budget'}:${year > 2400 ? year - BUDDHIST_ERA_OFFSET : year}${money[3] ?? ''}` as ProjectTarget
}

/** A heading with one year in it is that year's money, unless other words say that it is something else. */
function moneyTarget(name: string): ProjectTarget | null {
  const parts = name.split('›')
  const year = yearWithin(parts.at(-1) ?? '') ?? yearWithin(name)
  if (year === null) return null
  const source = sourceWithin(name)
  if (source !== null) return `budget:${year}:${source}`
  const folded = foldThai(name)
  if (/บัญญัติ|ordinance/.test(folded)) return `ordinance:${year}`
  const onlyYear = /^(?:ปี|ปีงบประมาณ|พ\.?ศ\.?|\s)*\d{4}(?:\(?บาท\)?)?$/.test(foldThai(parts.at(-1) ?? ''))
  return onlyYear || /งบ|บาท|เงิน|budget|amount/.test(folded) ? `budget:${year}` : null
}

/** Who pays, where a year's heading says so: งบประมาณ 2567 แยกตามแหล่ง › อบจ., งบ 2567 จาก อบจ. */
function sourceWithin(name: string): string | null {
  const said =
    /(?:ตามแหล่ง|แหล่งเงิน|แหล่งงบประมาณ|by source)[^›]*›\s*(?<source>[^›]+)$/iu.exec(name) ??
    /\d{4}\s*(?:\(บาท\)\s*)?[›(]?\s*(?:จาก|from)\s*(?<source>[^›()]+)\)?$/iu.exec(name)
  const source = said?.groups?.source?.trim() ?? ''
  return source === '' || yearWithin(source) !== null ? null : source
}

/** A heading's own words and those of each of its rows, folded, without units and notes in brackets. */
function partsOf(name: string): string[] {
  const parts = name.split(/›|\.(?=[A-Za-z])/u)
  return [name, ...parts].map((part) => foldThai(part.replace(/[(（][^)）]*[)）]/gu, '')))
}
