/** What `npm run package` makes for each system, of a stand-in for Electron: what is inside, what is not, and how it is locked. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { extractFile, getRawHeader } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { FuseState } from '@electron/fuses/dist/constants.js'
import { type Configuration, Packager } from 'app-builder-lib'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkProgramFiles, readProgramFiles } from '../../electron/program-files.ts'
import { wrongFuses } from '../../scripts/fuses.ts'
import { readOptions } from '../../scripts/package-options.ts'
import { root, temporaryFolder } from '../harness.ts'
import { type ArchiveFile, archiveFiles, type Packed, pack, runPackage } from './pack.ts'

const folder = temporaryFolder('packaged')
const targets = [
  ['linux', 'x64'],
  ['win32', 'x64'],
  ['win32', 'arm64'],
  ['darwin', 'arm64'],
] as const
const made = new Map<string, Packed & { readonly files: readonly ArchiveFile[] }>()

beforeAll(async () => {
  const add = async ([system, arch]: (typeof targets)[number]) => {
    const packed = await pack(folder.path, system, arch)
    made.set(`${system} ${arch}`, { ...packed, files: archiveFiles(join(packed.resources, 'app.asar')) })
  }
  // The first stages the app for the others.
  await add(targets[0])
  await Promise.all(targets.slice(1).map(add))
})
afterAll(folder.remove)

const packedFor = (system: string, arch: string) => made.get(`${system} ${arch}`)!

describe('electron-builder.yml', () => {
  const read = () => getConfig(root, join(root, 'electron-builder.yml'), null)
  const validate = (config: Configuration) =>
    validateConfiguration(config, new Packager({ projectDir: root }).debugLogger)

  it('is right by the schema of electron-builder itself, which finds a wrong key and a wrong value', async () => {
    await expect(validate(await read())).resolves.toBeUndefined()
    const wrongKey = { ...(await read()), nsis: { oneClik: false } } as Configuration
    await expect(validate(wrongKey)).rejects.toThrow(/configuration\.nsis/)
    const wrongValue = { ...(await read()), electronFuses: { runAsNode: 'never' } } as unknown as Configuration
    await expect(validate(wrongValue)).rejects.toThrow(/runAsNode/)
  })

  it('packs the very Electron that package.json names', async () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect((await read()).electronVersion).toBe(devDependencies.electron)
  })

  it('offers the program for workspaces everywhere and makes it the first choice nowhere', async () => {
    const { mac, win, linux, nsis, fileAssociations } = await read()
    expect(mac?.fileAssociations).toEqual([expect.objectContaining({ ext: 'gpkg', rank: 'Alternate' })])
    expect(linux?.mimeTypes).toEqual(['application/geopackage+sqlite3'])
    // These would write the default of the ending into the registry.
    expect([fileAssociations, win?.fileAssociations]).toEqual([undefined, undefined])
    const script = readFileSync(join(root, 'scripts', 'packaging', nsis?.include ?? ''), 'utf8')
    expect(script).toMatch(/WriteRegNone SHELL_CONTEXT "\$\{PHAENTHI_OFFERS\}"/)
    expect(script).not.toMatch(/Software\\Classes\\\.gpkg" ""/)
  })
})

describe.each(targets)('the package for %s %s', (system, arch) => {
  it('keeps the shell, and nothing else, in its archive', () => {
    const inside = packedFor(system, arch).files.filter(({ unpacked }) => !unpacked)
    const others = inside.filter(({ path }) => !/^dist\/desktop\/electron\/([\w-]+\/)?[\w-]+\.(js|cjs)$/.test(path))
    expect(others.map(({ path }) => path).sort()).toEqual(['LICENSE', 'package.json'])
    expect(inside.length).toBeGreaterThan(10)
  })

  it('has the native module of its own system, and of no other', () => {
    const { files } = packedFor(system, arch)
    const native = files.filter(({ path }) => /\.(node|dll|so|dylib)$/.test(path))
    expect(native.map(({ path }) => path)).toEqual([`node_modules/better-sqlite3/prebuilds/${system}-${arch}.node`])
  })

  it('has one of each WASM, the fonts, the window and what data/ reads', () => {
    const paths = packedFor(system, arch).files.map(({ path }) => path)
    expect(paths.filter((path) => path.endsWith('.wasm')).sort()).toEqual([
      'node_modules/@automerge/automerge/dist/mjs/wasm_bindgen_output/nodejs/automerge_wasm_bg.wasm',
      'node_modules/gdal3.js/dist/package/gdal3WebAssembly.wasm',
    ])
    expect(paths.filter((path) => path.startsWith('node_modules/@fontsource') && path.endsWith('.woff2'))).toHaveLength(
      6,
    )
    for (const path of [
      'dist/renderer/index.html',
      'dist/renderer/licenses.md',
      'resources/rehearsal/parameters.json',
      'data/store/schema.sql',
    ])
      expect(paths).toContain(`dist/desktop/${path}`)
  })

  it('has no source, test, map, development package or second copy, and every licence', () => {
    const paths = packedFor(system, arch).files.map(({ path }) => path)
    expect(paths.filter((path) => /\.(ts|tsx|mts|cts|map|flow|gyp|c|cc|h)$|\.test\.|tsconfig/.test(path))).toEqual([])
    const packages = new Set(paths.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? ''))
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>
    }
    expect([...packages].filter((name) => name && lock.packages[`node_modules/${name}`]?.dev !== undefined)).toEqual([])
    const own = (name: string) =>
      readdirSync(join(root, 'node_modules', name)).filter((file) => /^licen[cs]e/i.test(file))
    const unlicensed = [...packages]
      .filter((name) => name !== '')
      .flatMap((name) => own(name).map((file) => `node_modules/${name}/${file}`))
      .filter((path) => !paths.includes(path))
    expect(unlicensed).toEqual([])
  })

  it('is under 70 MB beside Electron, with nothing large that was not thought of', () => {
    const { files } = packedFor(system, arch)
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(70e6)
    const large = files.filter(({ bytes }) => bytes > 1.5e6).map(({ path }) => path.replace(/-[\w-]{8}\.js$/, '.js'))
    expect(large.sort()).toEqual([
      'dist/desktop/dist/renderer/assets/index.js',
      'node_modules/@automerge/automerge/dist/mjs/wasm_bindgen_output/nodejs/automerge_wasm_bg.wasm',
      `node_modules/better-sqlite3/prebuilds/${system}-${arch}.node`,
      'node_modules/gdal3.js/dist/package/gdal3WebAssembly.data',
      'node_modules/gdal3.js/dist/package/gdal3WebAssembly.wasm',
    ])
  })

  it('has the fuses of electron-builder.yml', async () => {
    const fuses = await getCurrentFuseWire(packedFor(system, arch).program)
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ]
    for (const [name, fuse] of Object.entries(FuseV1Options)) {
      if (typeof fuse !== 'number') continue
      expect([name, fuses[fuse]]).toEqual([name, on.includes(fuse) ? FuseState.ENABLE : FuseState.DISABLE])
    }
  })

  it('knows its files: the list in the archive holds for every one beside it', async () => {
    const { resources, files } = packedFor(system, arch)
    const list = readProgramFiles(join(resources, 'app.asar')) ?? []
    expect(list).toHaveLength(files.filter(({ unpacked }) => unpacked).length)
    expect(await checkProgramFiles(list, join(resources, 'app.asar.unpacked'), { those: 'all' })).toEqual([])
  })

  it('names no folder of the machine that packed it', () => {
    const { resources, files } = packedFor(system, arch)
    const naming = files.filter(({ path, unpacked }) => {
      if (!/\.(c?js|mjs|json)$/.test(path)) return false
      const text = unpacked
        ? readFileSync(join(resources, 'app.asar.unpacked', path), 'utf8')
        : extractFile(join(resources, 'app.asar'), normalize(path)).toString('utf8')
      return text.includes(root)
    })
    expect(naming).toEqual([])
  })
})

describe('the archive’s own seal', () => {
  const sealOf = ({ resources }: Packed) =>
    createHash('sha256')
      .update(getRawHeader(join(resources, 'app.asar')).headerString)
      .digest('hex')

  it('stands in the program on Windows, beside its icon', () => {
    const packed = packedFor('win32', 'x64')
    const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(packed.program)))
    const seal = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
    const expected = [{ file: 'resources\\app.asar', alg: 'SHA256', value: sealOf(packed) }]
    expect(JSON.parse(new TextDecoder().decode(seal?.bin))).toEqual(expected)
    expect(Resource.IconGroupEntry.fromEntries(entries)[0]?.icons).toHaveLength(6)
  })

  it('stands in the property list on macOS, beside the kinds of file that it opens', () => {
    const packed = packedFor('darwin', 'arm64')
    const list = readFileSync(join(packed.program, 'Contents', 'Info.plist'), 'utf8').replace(/>\s+</g, '><')
    expect(list).toContain(
      `<key>Resources/app.asar</key><dict><key>algorithm</key><string>SHA256</string><key>hash</key><string>${sealOf(packed)}</string>`,
    )
    expect(list).toMatch(/<key>CFBundleTypeExtensions<\/key><array><string>gpkg<\/string>/)
    expect(list).toContain('<key>LSHandlerRank</key><string>Alternate</string>')
    expect(list).toContain('<key>CFBundleIconFile</key><string>icon.icns</string>')
  })
})

describe('npm run package', () => {
  it('lets one fuse be set otherwise, for a build that tests can drive', async () => {
    const electron = join(folder.path, 'electron-linux-x64')
    const output = join(folder.path, 'driven')
    const setting = '-c.electronFuses.enableNodeCliInspectArguments=true'
    const { status, printed } = await runPackage(
      '--dir',
      '--linux',
      '--x64',
      '--electron-dist',
      electron,
      '--output',
      output,
      setting,
    )
    expect(printed).toMatch(/MB in \d+ files/)
    expect(status).toBe(0)
    const fuses = await getCurrentFuseWire(join(output, 'linux-unpacked', 'phaenthi'))
    expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.ENABLE)
    expect(fuses[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
  })

  it('reads the fuses back, and finds one that is not as it was set', async () => {
    const electron = join(folder.path, 'electron-linux-x64', 'electron')
    expect(await wrongFuses(electron, { runAsNode: false, onlyLoadAppFromAsar: true })).toEqual(['runAsNode'])
  })

  it('says in one sentence that there is no Electron, and fails', async () => {
    // No such version is kept anywhere, and nothing listens there.
    const nowhere = ['-c.electronVersion=45.0.99', '-c.electronDownload.mirror=http://127.0.0.1:9/']
    const { status, printed } = await runPackage('--dir', '--output', join(folder.path, 'none'), ...nowhere)
    expect(printed.trim().split('\n').at(-1)).toMatch(/^ไม่มี Electron .* · Electron, .* could not be downloaded/)
    expect(status).toBe(1)
  })

  it('makes the packages of one processor where one is named, and of both otherwise', async () => {
    const base = await getConfig(root, join(root, 'electron-builder.yml'), null)
    const read = (...given: string[]) => readOptions(given, 'electron-builder.yml', base)
    expect(read('--win')).toMatchObject({ win: [] })
    expect(read('--linux', '--x64')).toMatchObject({ linux: ['AppImage', 'deb'], x64: true })
    expect(read('--mac', '--electron-dist', 'electron')).toMatchObject({ mac: ['dmg'], [process.arch]: true })
    expect(read('--win', '--arm64', '--dir')).toMatchObject({ win: [], arm64: true, dir: true })
  })

  it('refuses words that it does not know', async () => {
    expect((await runPackage('--lniux')).status).not.toBe(0)
  })
})
