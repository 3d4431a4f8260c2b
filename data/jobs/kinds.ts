/** The closed list of long work, and what each needs to be told. All of it crosses a thread, so it is plain data. */
import type { ExportRequest } from '../contract/api.ts'
import type { ImportChoices } from '../contract/imports.ts'
import type { MergeChoice } from '../contract/merges.ts'

export interface SourceFile {
  readonly path: string
  /** As the person knows it; the path may be a temporary one. */
  readonly name: string
}

/** One plan into a file for other laptops. */
interface PackWork {
  readonly kind: 'pack'
  readonly plan: string
  readonly target: string
}

/** Plans of others into the workspace. */
interface MergeWork {
  readonly kind: 'merge'
  readonly sources: readonly SourceFile[]
  readonly choices: readonly MergeChoice[]
  /** Whom the history names for what is settled. */
  readonly by: string
}

export type JobRequest =
  | { readonly kind: 'import'; readonly source: SourceFile; readonly choices: ImportChoices }
  | { readonly kind: 'export'; readonly request: ExportRequest; readonly target: string }
  | PackWork
  | MergeWork
  | { readonly kind: 'check' }
  | { readonly kind: 'backup' }
  /** The whole workspace into one file elsewhere. */
  | { readonly kind: 'copy'; readonly target: string }
  | { readonly kind: 'sample' }
  | { readonly kind: 'basemap'; readonly source: SourceFile; readonly title: string; readonly linked: boolean }

/** Work beside the queue: it reads a file or the workspace and writes nothing to it, so it need not wait for a turn. */
export type AsideRequest =
  | { readonly kind: 'look'; readonly source: SourceFile }
  | PackWork
  | { readonly kind: 'look-pack'; readonly source: SourceFile }
  | { readonly kind: 'review-packs'; readonly sources: readonly SourceFile[] }
  | { readonly kind: 'preview'; readonly source: SourceFile; readonly choices: ImportChoices }
