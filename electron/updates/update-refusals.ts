/** Every reason for which no update is looked at, taken or started: a closed list, as each has its sentence and its place in the log. */
export const updateRefusals = [
  // The build itself has no key to check with.
  'no-key',
  // The folder and what lies in it.
  'folder-unreadable',
  'timed-out',
  'no-manifest',
  'manifest-damaged',
  'no-signature',
  'signature-wrong',
  'older',
  'not-for-this-machine',
  'other-file',
  'file-missing',
  'size-wrong',
  'hash-wrong',
  // This machine and this person.
  'disk-full',
  'home-unwritable',
  'cancelled',
] as const

export type UpdateRefusal = (typeof updateRefusals)[number]
