/** The fields of a label, a line each, with the names of indicators in place of their ids; unknown ones stay. */
export function nameIndicators(fields: string, names: ReadonlyMap<string, string>): string {
  return fields.replace(/^(need:|baseline:|goal:\d+:)(.+)$/gm, (whole, kind: string, id: string) => {
    const name = names.get(id)
    return name === undefined ? whole : kind + name
  })
}
