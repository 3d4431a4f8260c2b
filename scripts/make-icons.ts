/**
 * Draws the program's icons from renderer/favicon.svg in a browser, and writes them as each system wants them: icon.ico for Windows,
 * icon.icns for macOS, icons/ for Linux. `node scripts/make-icons.ts`, when the drawing has changed; look at them before you commit.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findOrInstallBrowser } from './browser.ts'
import { root } from './run.ts'

const folder = join(root, 'scripts', 'packaging')
const GROUND = '#0F6B5C'
const linuxSizes = [16, 32, 48, 64, 128, 256, 512]
const windowsSizes = [16, 24, 32, 48, 64, 256]
/** The types of an icns file whose content is a PNG, by its pixels. */
const macTypes = { icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 }

const drawing = readFileSync(join(root, 'renderer', 'favicon.svg'), 'utf8')
const pictures = await draw([...new Set([...linuxSizes, ...windowsSizes, ...Object.values(macTypes)])])
const picture = (size: number) => pictures.get(size) ?? Buffer.alloc(0)
mkdirSync(join(folder, 'icons'), { recursive: true })
for (const size of linuxSizes) writeFileSync(join(folder, 'icons', `${size}x${size}.png`), picture(size))
writeFileSync(join(folder, 'icon.ico'), toIco(windowsSizes))
writeFileSync(join(folder, 'icon.icns'), toIcns())

/** White on the accent colour, with the corners round, since systems lay icons on grounds of any colour. */
async function draw(sizes: readonly number[]): Promise<Map<number, Buffer>> {
  const executablePath = findOrInstallBrowser()
  if (!executablePath) throw new Error('no browser to draw with')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await browser.newPage()
  const drawn = new Map<number, Buffer>()
  for (const size of sizes) {
    const round = `width:${size}px;height:${size}px;background:${GROUND};border-radius:22%;display:grid;place-items:center`
    const glyph = drawing
      .replaceAll(GROUND, '#fff')
      .replace('<svg', `<svg width="${size * 0.7}" height="${size * 0.7}"`)
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<body style="margin:0;background:transparent"><div style="${round}">${glyph}</div>`)
    drawn.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return drawn
}

/** A directory of pictures, each a PNG; a width of 256 is written as 0. */
function toIco(sizes: readonly number[]): Buffer {
  const HEAD = 6
  const ENTRY = 16
  const head = Buffer.alloc(HEAD + ENTRY * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let at = head.length
  sizes.forEach((size, index) => {
    const entry = HEAD + ENTRY * index
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(picture(size).length, entry + 8)
    head.writeUInt32LE(at, entry + 12)
    at += picture(size).length
  })
  return Buffer.concat([head, ...sizes.map(picture)])
}

/** Blocks of a type, a length that counts both, and a PNG. */
function toIcns(): Buffer {
  const block = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(head.length + content.length, 4)
    return Buffer.concat([head, content])
  }
  return block('icns', Buffer.concat(Object.entries(macTypes).map(([type, size]) => block(type, picture(size)))))
}
