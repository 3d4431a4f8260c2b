/** One line of the table of refusals. */
export interface ErrorEntry {
  readonly status: 400 | 403 | 404 | 409 | 413 | 422 | 423 | 499 | 500 | 503 | 507
  /** Who can mend it: the person at the desk, their file, their machine, or us. */
  readonly mend: 'person' | 'file' | 'machine' | 'program'
  readonly th: string
  readonly en: string
}

/** A line of the table; `{name}` in its sentences is filled from the refusal's values. */
export function entry(
  status: ErrorEntry['status'],
  mend: ErrorEntry['mend'],
  ...[th, en]: readonly [th: string, en: string]
): ErrorEntry {
  return { status, mend, th, en }
}
