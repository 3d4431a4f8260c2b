/** One line of the bench table. */
export interface BenchRow {
  readonly what: string
  readonly measured: number
  readonly unit: string
  readonly target: string
  /** null: a figure that is reported without a target. */
  readonly met: boolean | null
  /** What ran beside it in the same minute. */
  readonly peer?: { readonly name: string; readonly measured: number }
  /** Ours against the peer, larger is better. */
  readonly ratio?: number
  /** What bounds it, or how it was measured. */
  readonly note?: string
}
