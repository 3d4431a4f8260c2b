/** Households that only these items reach; null where nobody has counted them, and then nothing is said of them. */
export function useLostCover(_plan: string, _itemIds: readonly string[]): number | null {
  return null
}
