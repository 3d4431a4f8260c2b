/**
 * Rows that name their place, handed to the join doctor. Neighbouring rows nearly always name the same one, so the words are taken
 * out of the file's bytes only where the bytes differ from the row before.
 */
import type { Joined, Joiner, JoinWords } from '../exchange/join/join-rows.ts'
import type { CsvReader } from './csv-reader.ts'
import type { NameFields } from './survey-plan.ts'

/** Longest words that are compared as bytes. */
const ROOM = 256
const utf8 = new TextDecoder()

export class PlaceNameReader {
  /** Whether any row had to be told by its names. */
  wasAsked = false
  readonly #fields: NameFields
  readonly #joiner: Joiner
  readonly #last: Record<keyof NameFields, Words>

  constructor(fields: NameFields, joiner: Joiner) {
    this.#fields = fields
    this.#joiner = joiner
    this.#last = { province: new Words(), amphoe: new Words(), tambon: new Words() }
  }

  /** Joins the current record; `codeField` is that of a code no area has, or -1. */
  join(reader: CsvReader, codeField: number): Joined {
    this.wasAsked = true
    const words: JoinWords = {
      province: this.#last.province.of(reader, this.#fields.province),
      amphoe: this.#last.amphoe.of(reader, this.#fields.amphoe),
      tambon: this.#last.tambon.of(reader, this.#fields.tambon),
    }
    return this.#joiner.join(codeField < 0 ? words : { ...words, code: reader.text(codeField) })
  }
}

/** One field's words, remembered from row to row. */
class Words {
  readonly #bytes = new Uint8Array(ROOM)
  #length = -1
  #text = ''

  of(reader: CsvReader, field: number): string {
    if (field < 0 || field >= reader.count) return ''
    const start = reader.starts[field]!
    const length = reader.ends[field]! - start
    if (!this.#isSame(reader.buffer, start, length)) {
      this.#text = utf8.decode(reader.buffer.subarray(start, start + length)).trim()
      this.#length = length <= ROOM ? length : -1
      if (length <= ROOM) this.#bytes.set(reader.buffer.subarray(start, start + length))
    }
    return this.#text
  }

  #isSame(buffer: Uint8Array, start: number, length: number): boolean {
    if (length !== this.#length) return false
    for (let i = 0; i < length; i++) if (buffer[start + i] !== this.#bytes[i]) return false
    return true
  }
}
