import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from './scratch-folder.ts'

test('a scratch folder is private, and what a killed import left yesterday is gone', () => {
  const parent = mkdtempSync(join(tmpdir(), 'phaenthi-scratch-'))
  const [old, fresh, other] = ['phaenthi-survey-old', 'phaenthi-survey-new', 'other-old'].map((name) =>
    join(parent, name),
  )
  for (const folder of [old!, fresh!, other!]) mkdirSync(folder)
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600
  for (const folder of [old!, other!]) utimesSync(folder, twoDaysAgo, twoDaysAgo)
  const made = scratchFolder(parent)
  expect([old!, fresh!, other!, made].map((folder) => existsSync(folder))).toEqual([false, true, true, true])
  if (process.platform !== 'win32') expect(statSync(made).mode & 0o077).toBe(0)
  rmSync(parent, { recursive: true, force: true })
})
