/**
 * `npm run package`: stages the desktop app and packs it by electron-builder.yml, for this system or the one named. Packages and the
 * unpacked folder come to dist/packages, with their sizes said; fuses are read back.
 *
 *   -- --dir                     only the unpacked folder
 *   -- --win --arm64             another system (--win, --mac, --linux) or processor (--x64, --arm64)
 *   -- --electron-dist FOLDER    Electron from a folder (unpacked, or its zip) and not from the network; for one processor
 *   -- --output FOLDER           somewhere else than dist/packages
 *   -- -c.key.key=value          another value for a setting of electron-builder.yml
 */
import { lstatSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getConfig } from 'app-builder-lib/out/util/config/config.js'
import { type AfterPackContext, build, type CliOptions, type Configuration, type LinuxPackager } from 'electron-builder'
import { buildDesktop } from './build-desktop.ts'
import { wrongFuses } from './fuses.ts'
import { readOptions } from './package-options.ts'
import { root } from './run.ts'

/** What a request that does not get through fails with; a proxy that refuses answers with a status. */
const UNREACHED = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|HTTPError|status code [45]\d\d/

const file = join(root, 'electron-builder.yml')

/** Stages and packs; answers whether it could, and has said why where it could not. */
async function packageDesktop(options: CliOptions): Promise<boolean> {
  if (!buildDesktop()) return false
  const packed: AfterPackContext[] = []
  const config = options.config as Configuration
  try {
    const made = await build({
      ...options,
      projectDir: root,
      config: { ...config, afterPack: (context) => void packed.push(context) },
    })
    for (const path of [...packed.map(({ appOutDir }) => appOutDir), ...made])
      console.log(`${relative(root, path)}: ${sizeOf(path)}`)
  } catch (error) {
    if (!(error instanceof Error) || !UNREACHED.test(`${error.name} ${error.message}`)) throw error
    console.error(
      'ไม่มี Electron หรือเครื่องมือทำตัวติดตั้งในเครื่องนี้ และดาวน์โหลดไม่ได้ ให้ระบุโฟลเดอร์ด้วย --electron-dist หรือต่อเครือข่ายแล้วลองใหม่ · ' +
        'Electron, or a tool that makes an installer, is not on this machine and could not be downloaded; name a folder by --electron-dist, or try again with a network.',
    )
    return false
  }
  const wrong = await Promise.all(
    packed.map(async (context) => wrongFuses(programOf(context), context.packager.config.electronFuses)),
  )
  if (wrong.flat().length > 0) console.error(`These fuses are not as they were set: ${wrong.flat().join(', ')}`)
  return wrong.flat().length === 0
}

/** What was packed, as the system starts it. */
function programOf({ appOutDir, packager, electronPlatformName }: AfterPackContext): string {
  const name = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin') return join(appOutDir, `${name}.app`)
  return join(appOutDir, electronPlatformName === 'win32' ? `${name}.exe` : (packager as LinuxPackager).executableName)
}

/** Of a file, or of all files in a folder. */
function sizeOf(path: string): string {
  const entries = lstatSync(path).isDirectory() ? readdirSync(path, { recursive: true, withFileTypes: true }) : []
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const bytes = (files.length > 0 ? files : [path]).reduce((sum, file) => sum + lstatSync(file).size, 0)
  return `${(bytes / 1e6).toFixed(1)} MB in ${Math.max(files.length, 1)} files`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // electron-builder may leave a request waiting after it has failed, so the end is said here.
  const options = readOptions(process.argv.slice(2), file, await getConfig(root, file, null))
  process.exit((await packageDesktop(options)) ? 0 : 1)
}
