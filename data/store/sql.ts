/** Names in SQL text. Values always go through parameters. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
