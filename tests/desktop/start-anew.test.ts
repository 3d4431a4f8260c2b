/** A program that unmounts itself at its end is started again by a shell that waits for it. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { root, temporaryFolder } from '../harness.ts'

const folder = temporaryFolder('start-anew')
afterAll(() => folder.remove())

it.skipIf(process.platform !== 'linux')(
  'waits for the end of this process, and hands the words over as they are',
  async () => {
    const image = join(folder.path, 'แผนที่ 1.AppImage')
    const started = join(folder.path, 'started')
    writeFileSync(image, `#!/bin/sh\nprintf '%s\\n' "$@" > '${started}'\n`)
    chmodSync(image, 0o755)
    const words = ['--switch', '/media/แฟลช ไดรฟ์/งาน.gpkg']
    const module = pathToFileURL(join(root, 'electron', 'start-anew.ts')).href
    const code = `const { startAnew } = await import(${JSON.stringify(module)})
    startAnew(${JSON.stringify(words)}, ${JSON.stringify(image)})
    await new Promise((resolve) => setTimeout(resolve, 500))
    const { existsSync } = await import('node:fs')
    console.log(existsSync(${JSON.stringify(started)}))`
    const hook = pathToFileURL(join(import.meta.dirname, 'stand-in', 'hook.ts')).href
    const flags = ['--disable-warning=ExperimentalWarning', '--import', hook, '--input-type=module']
    const done = spawnSync(process.execPath, [...flags, '-e', code], { encoding: 'utf8' })
    expect([done.stderr, done.stdout]).toEqual(['', 'false\n'])
    await expect.poll(() => existsSync(started) && readFileSync(started, 'utf8')).toBe(`${words.join('\n')}\n`)
  },
)
