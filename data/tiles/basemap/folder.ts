import { dirname, join, parse } from 'node:path'

/** The folder in which a workspace's copied basemaps lie. */
export function basemapFolder(workspacePath: string): string {
  return join(dirname(workspacePath), `${parse(workspacePath).name}.basemaps`)
}
