/** An id for a new bookmark. The workbook keeps bookmarks by id, so ids grow with time: what is added later comes later. */
export function newBookmarkId(): string {
  return `stop-${Date.now().toString(36)}-${crypto.randomUUID()}`
}
