/** Writes docs/commands.md from the schemas of the commands, so that the page cannot say other than what is accepted. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { planCommandSchemas, workbookCommandSchemas } from '../data/contract/commands.ts'
import { root } from './run.ts'

/** As much of a JSON Schema as zod makes of our commands. */
interface Schema {
  readonly type?: string | readonly string[]
  readonly $ref?: string
  readonly oneOf?: readonly Schema[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly default?: unknown
  readonly additionalProperties?: Schema | boolean
}

const head = `# Commands

Every change to a plan or to the workbook is one of these. The window sends them to \`POST /api/commands\`; a script hands them to \`phaenthi plan WORKSPACE apply PLAN COMMANDS.jsonl\`, one JSON a line, where \`plan\` may be left out; with \`new\` for the plan the first line is its \`createPlan\`. All lines of a file are looked at before
any is applied, and are one step of the history. Years are Gregorian fiscal years (2027 is ปีงบประมาณ 2570); money is whole baht; a geometry is one string of GeoJSON in EPSG:4326.

This page is written by \`node scripts/make-commands-doc.ts\` from the schemas in \`data/contract/commands.ts\`; a test fails where it is not.

\`\`\`
{"type":"addItem","item":{"id":"pond-1","fields":{"title":"ขุดลอกหนองน้ำ"},"budgets":[{"fiscalYear":2027,"amountBaht":250000}]}}
{"type":"placeItem","item":"pond-1","places":[{"id":"p1","kind":"point","geometry":"{\\"type\\":\\"Point\\",\\"coordinates\\":[103.5,15.6]}"}]}
\`\`\`
`

/** The whole page. */
export function commandsDoc(): string {
  const parts = [
    [head],
    ['## Of a plan', ...planCommandSchemas.map(section)],
    ['## Of the workbook', ...workbookCommandSchemas.map(section)],
  ]
  return `${parts.flat().join('\n')}`
}

function section(schema: z.ZodType): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  const rows = rowsOf(properties, required, '').filter(([name]) => name !== 'type')
  const table = rows.map(([name, need, what]) => `| \`${name}\` | ${need} | ${what} |`)
  return `### ${String(properties.type?.const)}\n\n| Field | | |\n| --- | --- | --- |\n${table.join('\n')}\n`
}

type Row = readonly [name: string, need: string, what: string]

/** A row a field, those of inner objects after the one that holds them. */
function rowsOf(properties: Readonly<Record<string, Schema>>, required: readonly string[], before: string): Row[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = before + name
    const own: Row = [path, required.includes(name) ? 'needed' : '', describe(schema)]
    const list = schema.type === 'array' ? schema.items : undefined
    const inner = list?.properties ? list : schema
    const below = rowsOf(inner.properties ?? {}, inner.required ?? [], `${path}${inner === list ? '[]' : ''}.`)
    return [own, ...below]
  })
}

function describe(schema: Schema): string {
  const standard = schema.default === undefined ? '' : `; ${inCell(JSON.stringify(schema.default))} where absent`
  return kindOf(schema) + standard
}

function kindOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${inCell(JSON.stringify(schema.const))}\``
  if (schema.enum) return schema.enum.map((value) => `\`${inCell(String(value))}\``).join(', ')
  const several =
    schema.anyOf ?? schema.oneOf ?? (Array.isArray(schema.type) ? schema.type.map((type) => ({ type })) : null)
  if (several) return [...new Set(several.map(variantOf))].join(' or ')
  if (schema.$ref) return 'any JSON'
  switch (schema.type) {
    case 'string':
      return `text${limits(schema.minLength, schema.maxLength, 'letters')}${schema.pattern ? ` like \`${inCell(schema.pattern)}\`` : ''}`
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'whole number' : 'number'}${limits(schema.minimum, schema.maximum, '')}`
    case 'array':
      return `list of ${schema.items ? kindOf(schema.items) : 'anything'}${limits(undefined, schema.maxItems, '')}`
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? `object of ${kindOf(schema.additionalProperties)}`
        : 'object'
    case 'boolean':
      return 'true or false'
    case 'null':
      return 'null'
    default:
      return 'see the contract'
  }
}

/** One of several objects, by its fields; those that may be left out with a question mark. */
function variantOf(schema: Schema): string {
  if (!schema.properties) return kindOf(schema)
  const fields = Object.entries(schema.properties).map(([name, { const: fixed }]) => {
    const own = schema.required?.includes(name) ? name : `${name}?`
    return fixed === undefined ? own : `${own}: ${JSON.stringify(fixed)}`
  })
  return `\`{ ${inCell(fields.join(', '))} }\``
}

/** Bounds that mean something: those of JavaScript's own numbers do not. */
function limits(least: number | undefined, most: number | undefined, unit: string): string {
  const real = (bound: number | undefined) => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
  const words = unit ? ` ${unit}` : ''
  if (real(least) && real(most)) return ` (${least} to ${most}${words})`
  if (real(most)) return ` (at most ${most}${words})`
  return real(least) ? ` (at least ${least}${words})` : ''
}

/** A bar would end the cell. */
function inCell(text: string): string {
  return text.replaceAll('|', '\\|')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(root, 'docs', 'commands.md'), commandsDoc())
}
