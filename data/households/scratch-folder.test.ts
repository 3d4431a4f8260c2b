import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from './scratch-folder.ts'

test('a scratch folder is private; what a killed import left is gone, what a running one has is not, whatever the clock says', () => {
  const parent = mkdtempSync(join(tmpdir(), 'phaenthi-scratch-'))
  const { pid: dead } = spawnSync(process.execPath, ['-e', '0'])
  const names = [
    'phaenthi-survey-somebody-else',
    `phaenthi-survey-${dead}-x`,
    `phaenthi-survey-${process.ppid}-x`,
    'other-old',
  ]
  const folders = names.map((name) => join(parent, name))
  const longAgo = Date.now() / 1000 - 400 * 24 * 3600
  for (const folder of folders) {
    mkdirSync(folder)
    utimesSync(folder, longAgo, longAgo)
  }
  const made = scratchFolder(parent)
  expect([...folders, made].map((folder) => existsSync(folder))).toEqual([true, false, true, true, true])
  if (process.platform !== 'win32') expect(statSync(made).mode & 0o077).toBe(0)
  rmSync(parent, { recursive: true, force: true })
})
