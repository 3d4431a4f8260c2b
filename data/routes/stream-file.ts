/** A file as an answer: streamed, whole or the one range of bytes that was asked for (RFC 9110, section 14). */
import { createReadStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'

interface ByteRange {
  readonly start: number
  /** The last byte, counted in. */
  readonly end: number
}

/** Streams a file with these headers. A range that cannot be had answers 416; several at once are answered by the whole. */
export function streamFile(path: string, headers: Readonly<Record<string, string>>, asked?: string | null): Response {
  const { size } = statSync(path)
  const own = { ...headers, 'accept-ranges': 'bytes', 'x-streamed': '1' }
  const range = asked ? readRange(asked, size) : null
  if (range === 'outside') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } })
  }
  if (!range) return new Response(bytesOf(path), { headers: { ...own, 'content-length': String(size) } })
  const { start, end } = range
  return new Response(bytesOf(path, range), {
    status: 206,
    headers: { ...own, 'content-length': String(end - start + 1), 'content-range': `bytes ${start}-${end}/${size}` },
  })
}

function bytesOf(path: string, range: ByteRange | object = {}): ReadableStream {
  return Readable.toWeb(createReadStream(path, range)) as unknown as ReadableStream
}

/** Null: not one range of bytes that we understand, and so to be ignored. */
function readRange(asked: string, size: number): ByteRange | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(asked.trim()) ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return start >= size || (first === '' && Number(last) === 0) ? 'outside' : { start, end }
}
