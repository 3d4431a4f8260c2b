/**
 * A folder that electron-builder takes for an unpacked Electron of one system: files of the right names, and a "binary" with nothing
 * but the fuse wire that the real @electron/fuses looks for. On Windows it is an empty program that is well formed, so that resources
 * can be written into it. It cannot run.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FuseState, SENTINEL } from '@electron/fuses/dist/constants.js'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

export type System = 'linux' | 'win32' | 'darwin'

/** As many as Electron 45 has; those that @electron/fuses knows are fewer. */
const FUSES = 9
const LANGUAGES = ['en-US', 'th', 'de']

/** Writes the stand-in for `system` into a folder. */
export function writeStandInElectron(folder: string, system: System): void {
  const write = (path: string, content: string | Uint8Array) => {
    const to = join(folder, path)
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, content, { mode: 0o755 })
  }
  write('LICENSE', 'Electron')
  write('LICENSES.chromium.html', '<p>Chromium')
  if (system === 'darwin') {
    writeMac(write)
    return
  }
  for (const language of LANGUAGES) write(join('locales', `${language}.pak`), language)
  if (system === 'linux') write('electron', fuseWire())
  else write('electron.exe', Buffer.concat([emptyProgram(), fuseWire()]))
}

/** Every fuse on, so that one which was not set shows. */
function fuseWire(): Buffer {
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES]), Buffer.alloc(FUSES, FuseState.ENABLE)])
}

/** A program with a version and nothing to run. */
function emptyProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return Buffer.from(program.generate())
}

function writeMac(write: (path: string, content: string | Uint8Array) => void): void {
  const contents = join('Electron.app', 'Contents')
  const frameworks = join(contents, 'Frameworks')
  const framework = join(frameworks, 'Electron Framework.framework')
  write(join(contents, 'Info.plist'), propertyList('Electron'))
  write(join(contents, 'MacOS', 'Electron'), '')
  write(join(framework, 'Electron Framework'), fuseWire())
  for (const language of LANGUAGES) {
    const project = `${language.slice(0, 2)}.lproj`
    write(join(contents, 'Resources', project, 'x'), '')
    write(join(framework, 'Versions', 'A', 'Resources', project, 'locale.pak'), '')
  }
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = join(frameworks, `Electron Helper${kind}.app`, 'Contents')
    write(join(helper, 'Info.plist'), propertyList(`Electron Helper${kind}`))
    write(join(helper, 'MacOS', `Electron Helper${kind}`), '')
  }
}

function propertyList(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>
`
}
