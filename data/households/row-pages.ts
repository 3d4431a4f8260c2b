/**
 * Rows written as the pages of a small SQLite file (https://sqlite.org/fileformat2.html), so that a million rows reach the
 * workspace without binding forty million values: SQLite copies whole records from the attached file ("transfer optimisation"
 * of INSERT … SELECT * between tables of the same shape). Holds one table with `fid INTEGER PRIMARY KEY`; row ids ascend.
 */
const PAGE = 4096
const LEAF = 0x0d
const INTERIOR = 0x05
/** Longest record kept whole in a leaf, and the least that stays when the rest overflows. */
const MAX_LOCAL = PAGE - 35
const MIN_LOCAL = Math.floor(((PAGE - 12) * 32) / 255) - 23

/** Children of an interior page, a cell taking up to 15 bytes. */
const MAX_CHILDREN = Math.floor((PAGE - 12) / 15)

const scratch = new DataView(new ArrayBuffer(8))
const scratchBytes = new Uint8Array(scratch.buffer)

export class RowPages {
  rows = 0
  #pages: Uint8Array = new Uint8Array(PAGE * 64)
  /** Pages in use; page 1 is the schema, the table's pages follow, its root last. */
  #used = 1
  #leaf = 0
  #leafCells = 0
  #leafContent = 0
  #leaves: { page: number; lastRow: number }[] = []
  #row = 0
  #header: Uint8Array = new Uint8Array(4096)
  #headerLength = 0
  #body: Uint8Array = new Uint8Array(65536)
  #bodyLength = 0
  readonly #sql: string
  readonly #table: string

  /** `sql` is the CREATE TABLE statement of `table`, as the destination's. */
  constructor(table: string, sql: string) {
    this.#table = table
    this.#sql = sql
  }

  /** Bytes that `take` would hand out now. */
  get byteLength(): number {
    return this.#used * PAGE
  }

  /** Begins a row; its first column, the row id itself, is stored as null. */
  begin(row: number): void {
    this.#row = row
    this.#headerLength = 1
    this.#header[0] = 0
    this.#bodyLength = 0
  }

  null(): void {
    this.#serial(0)
  }

  integer(value: number): void {
    if (value === 0 || value === 1) this.#serial(8 + value)
    else if (value >= -128 && value <= 127) this.#bytes(1, 1, value)
    else if (value >= -32768 && value <= 32767) this.#bytes(2, 2, value)
    else if (value >= -8388608 && value <= 8388607) this.#bytes(3, 3, value)
    else if (value >= -2147483648 && value <= 2147483647) this.#bytes(4, 4, value)
    else {
      scratch.setBigInt64(0, BigInt(value))
      this.#append(6, scratchBytes, 0, 8)
    }
  }

  real(value: number): void {
    scratch.setFloat64(0, value)
    this.#append(7, scratchBytes, 0, 8)
  }

  /** UTF-8 text from buffer[start…end). */
  text(buffer: Uint8Array, start: number, end: number): void {
    this.#append(13 + 2 * (end - start), buffer, start, end)
  }

  blob(buffer: Uint8Array): void {
    this.#append(12 + 2 * buffer.length, buffer, 0, buffer.length)
  }

  /** Ends the row and puts its record into the current leaf, or a new one. */
  end(): void {
    const headerSize = this.#headerLength + (this.#headerLength + 1 > 127 ? 2 : 1)
    const payload = headerSize + this.#bodyLength
    const local = localBytes(payload)
    const cellBytes = varintLength(payload) + varintLength(this.#row) + local + (local < payload ? 4 : 0)
    if (this.#leaf === 0 || this.#leafContent - cellBytes < 8 + 2 * (this.#leafCells + 1)) this.#openLeaf()
    const content = this.#leafContent - cellBytes
    let at = pageStart(this.#leaf) + content
    at = this.#varint(at, payload)
    at = this.#varint(at, this.#row)
    if (local === payload) this.#record(this.#pages, at, headerSize)
    else this.#overflow(at, headerSize, local)
    const pointer = pageStart(this.#leaf) + 8 + 2 * this.#leafCells
    this.#pages[pointer] = content >>> 8
    this.#pages[pointer + 1] = content & 255
    this.#leafCells++
    this.#leafContent = content
    this.#leaves.at(-1)!.lastRow = this.#row
    this.rows++
  }

  /** The file's bytes, in a buffer of their own; the writer starts anew. */
  take(): Uint8Array {
    if (this.#leaf === 0) this.#openLeaf()
    this.#closeLeaf()
    const root = this.#writeTree()
    this.#writeSchema(root)
    writeFileHeader(this.#pages, this.#used)
    const taken = this.#pages.slice(0, this.#used * PAGE)
    this.#used = 1
    this.#leaf = 0
    this.#leafCells = 0
    this.#leaves = []
    this.rows = 0
    return taken
  }

  #serial(type: number): void {
    if (this.#headerLength + 9 > this.#header.length) this.#header = larger(this.#header, this.#headerLength + 9)
    if (type < 128) this.#header[this.#headerLength++] = type
    else this.#headerLength = writeVarint(this.#header, this.#headerLength, type)
  }

  #bytes(type: number, count: number, value: number): void {
    this.#serial(type)
    this.#reserve(count)
    for (let shift = (count - 1) * 8; shift >= 0; shift -= 8) this.#body[this.#bodyLength++] = (value >> shift) & 255
  }

  #append(type: number, buffer: Uint8Array, start: number, end: number): void {
    this.#serial(type)
    this.#reserve(end - start)
    const body = this.#body
    let to = this.#bodyLength
    for (let at = start; at < end; at++) body[to++] = buffer[at]!
    this.#bodyLength = to
  }

  #reserve(count: number): void {
    if (this.#bodyLength + count > this.#body.length) this.#body = larger(this.#body, this.#bodyLength + count)
  }

  /** Header size, serial types, values. */
  #record(target: Uint8Array, at: number, headerSize: number): void {
    let to = writeVarint(target, at, headerSize)
    for (let i = 0; i < this.#headerLength; i++) target[to++] = this.#header[i]!
    for (let i = 0; i < this.#bodyLength; i++) target[to++] = this.#body[i]!
  }

  #overflow(at: number, headerSize: number, local: number): void {
    const record = new Uint8Array(headerSize + this.#bodyLength)
    this.#record(record, 0, headerSize)
    this.#spill(record, at, local)
  }

  /** The first `local` bytes of a record at `at`, the rest on a chain of overflow pages. */
  #spill(record: Uint8Array, at: number, local: number): void {
    this.#pages.set(record.subarray(0, local), at)
    let linkAt = at + local
    for (let from = local; from < record.length; from += PAGE - 4) {
      const page = this.#addPage()
      const view = new DataView(this.#pages.buffer)
      view.setUint32(linkAt, page)
      linkAt = pageStart(page)
      view.setUint32(linkAt, 0)
      this.#pages.set(record.subarray(from, from + PAGE - 4), linkAt + 4)
    }
  }

  #addPage(): number {
    this.#used++
    if (this.#used * PAGE > this.#pages.length) this.#pages = larger(this.#pages, this.#used * PAGE)
    return this.#used
  }

  #openLeaf(): void {
    this.#closeLeaf()
    this.#leaf = this.#addPage()
    this.#leafCells = 0
    this.#leafContent = PAGE
    this.#leaves.push({ page: this.#leaf, lastRow: this.#row })
  }

  #closeLeaf(): void {
    if (this.#leaf === 0) return
    const view = new DataView(this.#pages.buffer)
    const start = pageStart(this.#leaf)
    this.#pages.fill(0, start, start + 8)
    view.setUint8(start, LEAF)
    view.setUint16(start + 3, this.#leafCells)
    view.setUint16(start + 5, this.#leafContent)
  }

  /** Interior pages over the leaves, level by level; answers the root. */
  #writeTree(): number {
    let level = this.#leaves
    while (level.length > 1) {
      const count = Math.ceil(level.length / MAX_CHILDREN)
      const below = level
      level = Array.from({ length: count }, (_, i) => {
        const from = Math.floor((i * below.length) / count)
        const children = below.slice(from, Math.floor(((i + 1) * below.length) / count))
        return { page: this.#interior(this.#addPage(), children), lastRow: children.at(-1)!.lastRow }
      })
    }
    return level[0]!.page
  }

  #interior(page: number, children: readonly { page: number; lastRow: number }[]): number {
    const view = new DataView(this.#pages.buffer)
    const start = pageStart(page)
    let content = PAGE
    this.#pages.fill(0, start, start + 12)
    children.slice(0, -1).forEach((child, index) => {
      content -= 4 + varintLength(child.lastRow)
      view.setUint32(start + content, child.page)
      this.#varint(start + content + 4, child.lastRow)
      view.setUint16(start + 12 + 2 * index, content)
    })
    view.setUint8(start, INTERIOR)
    view.setUint16(start + 3, children.length - 1)
    view.setUint16(start + 5, content)
    view.setUint32(start + 8, children.at(-1)!.page)
    return page
  }

  /** The one row of sqlite_schema: ('table', name, name, root page, sql). */
  #writeSchema(root: number): void {
    const encoder = new TextEncoder()
    const [type, name] = [encoder.encode('table'), encoder.encode(this.#table)]
    let statement = encoder.encode(this.#sql)
    const fixed = type.length + 2 * name.length + 4 + 24
    // A cell that would be whole by the rule but finds no room beside the file header is padded until it overflows.
    if (fixed + statement.length > PAGE - 200 && fixed + statement.length <= MAX_LOCAL + 64) {
      statement = encoder.encode(this.#sql.padEnd(this.#sql.length + 400, ' '))
    }
    const header = new Uint8Array(64)
    let headerLength = 1
    for (const length of [type.length, name.length, name.length])
      headerLength = writeVarint(header, headerLength, 13 + 2 * length)
    headerLength = writeVarint(header, headerLength, 4)
    headerLength = writeVarint(header, headerLength, 13 + 2 * statement.length)
    header[0] = headerLength
    const rootBytes = [root >>> 24, (root >>> 16) & 255, (root >>> 8) & 255, root & 255]
    const record = Buffer.concat([
      header.subarray(0, headerLength),
      type,
      name,
      name,
      Uint8Array.from(rootBytes),
      statement,
    ])
    const local = localBytes(record.length)
    const content = PAGE - (varintLength(record.length) + 1 + local + (local < record.length ? 4 : 0))
    const at = writeVarint(this.#pages, this.#varint(content, record.length), 1)
    this.#spill(record, at, local)
    const view = new DataView(this.#pages.buffer)
    this.#pages.fill(0, 100, 110)
    view.setUint8(100, LEAF)
    view.setUint16(103, 1)
    view.setUint16(105, content)
    view.setUint16(108, content)
  }

  #varint(at: number, value: number): number {
    return writeVarint(this.#pages, at, value)
  }
}

function pageStart(page: number): number {
  return (page - 1) * PAGE
}

function localBytes(payload: number): number {
  if (payload <= MAX_LOCAL) return payload
  const fitted = MIN_LOCAL + ((payload - MIN_LOCAL) % (PAGE - 4))
  return fitted <= MAX_LOCAL ? fitted : MIN_LOCAL
}

function varintLength(value: number): number {
  let length = 1
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) length++
  return length
}

/** Seven bits a byte, the highest first; values stay below 2⁵³, so the ninth byte's rule is never met. */
function writeVarint(target: Uint8Array, at: number, value: number): number {
  if (value < 128) {
    target[at] = value
    return at + 1
  }
  const length = varintLength(value)
  let rest = value
  for (let i = length - 1; i >= 0; i--) {
    target[at + i] = (rest % 128) | (i === length - 1 ? 0 : 0x80)
    rest = Math.floor(rest / 128)
  }
  return at + length
}

function larger(array: Uint8Array, needed: number): Uint8Array {
  const grown = new Uint8Array(Math.max(needed, array.length * 2))
  grown.set(array)
  return grown
}

function writeFileHeader(pages: Uint8Array, pageCount: number): void {
  const view = new DataView(pages.buffer)
  pages.fill(0, 0, 100)
  pages.set(new TextEncoder().encode('SQLite format 3\0'))
  view.setUint16(16, PAGE)
  pages.set([1, 1, 0, 64, 32, 32], 18)
  view.setUint32(24, 1) // change counter
  view.setUint32(28, pageCount)
  view.setUint32(40, 1) // schema cookie
  view.setUint32(44, 4) // schema format
  view.setUint32(56, 1) // UTF-8
  view.setUint32(92, 1) // the page count is valid for this change counter
  view.setUint32(96, 3_050_000)
}
