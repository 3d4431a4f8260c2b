/** Packing for the tests: `npm run package` as people run it, against a stand-in for Electron, into a folder outside the repository. */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'
import { extractFile, getRawHeader } from '@electron/asar'
import { root } from '../harness.ts'
import { type System, writeStandInElectron } from './electron-files.ts'

export interface Packed {
  readonly system: System
  readonly arch: 'x64' | 'arm64'
  /** What @electron/fuses reads fuses from. */
  readonly program: string
  /** The folder that holds app.asar. */
  readonly resources: string
}

const flags = { linux: '--linux', win32: '--win', darwin: '--mac' } as const

/** Packs for one system; throws with what was printed where that fails. */
export async function pack(folder: string, system: System, arch: Packed['arch']): Promise<Packed> {
  const electron = join(folder, `electron-${system}-${arch}`)
  const output = join(folder, `${system}-${arch}`)
  mkdirSync(output, { recursive: true })
  writeStandInElectron(electron, system)
  // Ad-hoc signing would refuse a stand-in.
  const words = ['--dir', flags[system], `--${arch}`, '-c.mac.identity=null', '--electron-dist', electron]
  const answer = await runPackage(...words, '--output', output)
  if (answer.status !== 0) throw new Error(answer.printed)
  const suffix = arch === 'arm64' ? '-arm64' : ''
  const places = {
    linux: [`linux${suffix}-unpacked`, 'phaenthi', 'resources'],
    win32: [`win${suffix}-unpacked`, 'Phaenthi.exe', 'resources'],
    darwin: [`mac${suffix}`, 'Phaenthi.app', join('Phaenthi.app', 'Contents', 'Resources')],
  } as const
  const [made, program, resources] = places[system]
  return { system, arch, program: join(output, made, program), resources: join(output, made, resources) }
}

/** Runs scripts/package.ts with these words, in a process of its own. */
export function runPackage(...words: readonly string[]): Promise<{ status: number | null; printed: string }> {
  const child = spawn(process.execPath, [join(root, 'scripts', 'package.ts'), ...words], {
    cwd: root,
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, printed }))
  })
}

export interface ArchiveFile {
  readonly path: string
  readonly bytes: number
  readonly unpacked: boolean
}

interface HeaderEntry {
  readonly files?: Readonly<Record<string, HeaderEntry>>
  readonly size?: number
  readonly unpacked?: boolean
}

/** Every file that an archive knows, with those that lie beside it. */
export function archiveFiles(archive: string): ArchiveFile[] {
  const list = (entry: HeaderEntry, path: string): ArchiveFile[] =>
    Object.entries(entry.files ?? {}).flatMap(([name, child]) =>
      child.files
        ? list(child, `${path}${name}/`)
        : [{ path: path + name, bytes: child.size ?? 0, unpacked: child.unpacked === true }],
    )
  return list(getRawHeader(archive).header as HeaderEntry, '')
}

/**
 * Lays a packed app out so that a plain Node can run it: the archive as a folder of the same name. Answers the address of its main.
 * Electron also shows what lies beside an archive as if it were inside; of that the shell uses packages alone, so they are linked.
 */
export function layOut({ resources }: Packed): string {
  const archive = join(resources, 'app.asar')
  const inside = archiveFiles(archive)
    .filter(({ unpacked }) => !unpacked)
    .map(({ path }) => ({ path, content: extractFile(archive, normalize(path)) }))
  rmSync(archive)
  for (const { path, content } of inside) {
    mkdirSync(dirname(join(archive, path)), { recursive: true })
    writeFileSync(join(archive, path), content)
  }
  symlinkSync(join(`${archive}.unpacked`, 'node_modules'), join(archive, 'node_modules'), 'junction')
  return pathToFileURL(join(archive, 'dist', 'desktop', 'electron', 'main.js')).href
}
