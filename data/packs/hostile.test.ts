/** Packs that are broken at random, and packs made to take the machine down. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { leb128 } from '../documents/change-bytes.ts'
import { initialHash } from '../documents/initial-change.ts'
import { WorkDocument } from '../documents/work-document.ts'
import { canonicalChanges } from './canonical-changes.ts'
import { operationsOf } from './measure-change.ts'
import { type ReadPack, readPack } from './read-pack.ts'
import { bend, openPlanWorkspace, type PlanWorkspace, packOf, resign } from './testing.test-support.ts'

const home = mkdtempSync(join(tmpdir(), 'phaenthi-hostile-'))
const target = join(home, 'bent.plan.gpkg')
let workspace: PlanWorkspace
let good: Buffer
let goodPath: string
let goodPack: ReadPack
beforeAll(() => {
  vi.stubEnv('PHAENTHI_HOME', home)
  workspace = openPlanWorkspace()
  goodPath = packOf(workspace).path
  good = readFileSync(goodPath)
  goodPack = readPack(goodPath)
})
afterAll(() => {
  vi.unstubAllEnvs()
  workspace.remove()
  rmSync(home, { recursive: true })
})

/** What reading came to; anything but a refusal is thrown on. */
const outcomeOf = (path = target): string => {
  try {
    expect(readPack(path, 'แผน.plan.gpkg')).toEqual(goodPack)
    return 'as before'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('a pack with bytes changed at random', () => {
  it('is refused by a sentence or read exactly as before', () => {
    const outcomes = new Map<string, number>()
    const flip = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(flip, { minLength: 1, maxLength: 6 }), (flips) => {
        const bent = Buffer.from(good)
        for (const { at, to } of flips) bent[at] = to
        writeFileSync(target, bent)
        const outcome = outcomeOf()
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }),
      { numRuns: 600 },
    )
    // Both ends are met, or the test has not looked.
    expect(outcomes.get('as before')).toBeGreaterThan(0)
    expect([...outcomes.keys()].filter((code) => /^pack\./.test(code)).length).toBeGreaterThan(1)
  })

  it('is refused or read as before where its pages are exchanged, blanked or repeated', () => {
    const pages = good.length / 4096
    const page = fc.nat(pages - 1)
    fc.assert(
      fc.property(page, page, fc.boolean(), (from, to, blank) => {
        const bent = Buffer.from(good)
        if (blank) bent.fill(0, to * 4096, (to + 1) * 4096)
        else good.copy(bent, to * 4096, from * 4096, (from + 1) * 4096)
        writeFileSync(target, bent)
        outcomeOf()
      }),
      { numRuns: 300 },
    )
  })

  it('is refused wherever it ends early', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), (left) => {
        writeFileSync(target, good.subarray(0, left))
        expect(['pack.cut-short', 'pack.foreign', 'file.empty']).toContain(outcomeOf())
      }),
      { numRuns: 100 },
    )
  })
})

describe('a rightly signed document of which bytes were changed before it was signed', () => {
  it('is refused, or says what its layers say: nothing of Automerge gets out but a refusal', () => {
    const refused = new Set<string>()
    const { changes } = goodPack.documents[0]!
    const byte = fc.record({ at: fc.nat(), to: fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x2a) })
    fc.assert(
      fc.property(fc.nat(changes.length - 1), fc.array(byte, { minLength: 1, maxLength: 3 }), (which, bytes) => {
        const bent = changes.map((chunk, index) => (index === which ? forged(chunk, bytes) : Buffer.from(chunk)))
        const document = Buffer.concat(bent.sort((a, b) => Buffer.compare(hashOf(a), hashOf(b))))
        packHolding(document, { changes: changes.length })
        const outcome = codeOf(() => readPack(target))
        if (outcome !== 'read') refused.add(outcome)
      }),
      { numRuns: 150 },
    )
    expect([...refused]).toContain('pack.damaged')
  })
})

/** What reading a pack came to; anything but a refusal is thrown on. */
function codeOf(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

function hashOf(chunk: Uint8Array): Buffer {
  return createHash('sha256').update(chunk.subarray(8)).digest()
}

/** The change with other bytes in its contents, under the hash that these have. */
function forged(chunk: Uint8Array, bytes: ReadonlyArray<{ readonly at: number; readonly to: number }>): Buffer {
  let contentsAt = 9
  while ((chunk[contentsAt]! & 0x80) !== 0) contentsAt++
  const bent = Buffer.from(chunk)
  const length = bent.length - contentsAt - 1
  for (const { at, to } of bytes) bent[contentsAt + 1 + (at % length)] = to
  hashOf(bent).copy(bent, 4, 0, 4)
  return bent
}

/** A change whose column of actions (id 0x42) claims this many rows by one run of nulls or of one value. */
function boastingChange(run: Uint8Array): Uint8Array {
  const sized = (bytes: Uint8Array) => Buffer.concat([leb128(bytes.length), bytes])
  const contents = Buffer.concat([
    ...[leb128(1), Buffer.from(initialHash, 'hex'), sized(Buffer.alloc(16, 7)), leb128(1), leb128(3), leb128(0)],
    ...[sized(Buffer.alloc(0)), leb128(0), leb128(1), leb128(0x42), leb128(run.length), run],
  ])
  const hashed = Buffer.concat([leb128(1), sized(contents)])
  const hash = createHash('sha256').update(hashed).digest()
  return Buffer.concat([Buffer.from('856f4a83', 'hex'), hash.subarray(0, 4), hashed])
}

/** The good pack with another document in it, rightly signed. */
function packHolding(bytes: Uint8Array, claim: Readonly<Record<string, unknown>> = {}): void {
  writeFileSync(target, good)
  bend(target, (db) => db.prepare('UPDATE phaenthi_pack_document SET deflated = ?').run(deflateRawSync(bytes)))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const [entry] = goodPack.manifest.documents
  resign(target, (manifest) => ({
    ...manifest,
    documents: [{ ...entry, changes: 1, bytes: bytes.length, sha256, ...claim }],
  }))
}

describe('a pack made to harm', () => {
  it('is not read where it is larger than any plan, whatever it holds', () => {
    writeFileSync(target, good)
    truncateSync(target, 2 * 1024 ** 3)
    expect(outcomeOf()).toBe('pack.too-much')
    rmSync(target)
  })

  it('is not unfolded where a hundred bytes claim 2^40 changes of cells', () => {
    const big = Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80, 0x20)
    for (const run of [Buffer.concat([Uint8Array.of(0), big]), Buffer.concat([big, Uint8Array.of(1)])]) {
      packHolding(boastingChange(run))
      expect(outcomeOf()).toBe('pack.too-much')
    }
  })

  it('is not unfolded where a change is deflated, or ends in the middle of a column', () => {
    const change = Buffer.from(goodPack.documents[0]!.changes[0]!)
    change[8] = 2
    packHolding(change)
    expect(outcomeOf()).toBe('pack.damaged')
    packHolding(boastingChange(Uint8Array.of(0x7f)).subarray(0, -1))
    expect(outcomeOf()).toBe('pack.damaged')
  })

  it('is not inflated beyond what it says of itself', () => {
    packHolding(Buffer.alloc(300 * 1024 ** 2), { bytes: 1000 })
    expect(outcomeOf()).toBe('pack.damaged')
    packHolding(Buffer.alloc(1000), { bytes: 10 ** 15 })
    expect(outcomeOf()).toBe('pack.damaged')
  })

  it('is not read to the end where a layer has more rows than any plan', () => {
    writeFileSync(target, good)
    bend(target, (db) =>
      db.exec(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500001) INSERT INTO about (title) SELECT '' FROM n",
      ),
    )
    expect(outcomeOf()).toBe('pack.too-much')
  })

  it('runs nothing of the file: no view, no computed column, no table of a module', () => {
    for (const sql of [
      "DROP TABLE about; CREATE VIEW about AS SELECT '' AS title, '' AS made_by, '' AS key_id, '' AS made_at, '' AS program",
      'DROP TABLE about; CREATE TABLE about (title, made_by, key_id, made_at, program AS (hex(zeroblob(1000000000))))',
      'DROP TABLE about; CREATE VIRTUAL TABLE about USING fts5(title, made_by, key_id, made_at, program)',
    ]) {
      writeFileSync(target, good)
      bend(target, (db) => db.exec(sql))
      expect(outcomeOf()).toBe('pack.altered')
    }
  })
})

describe('a rightly signed plan of somebody who means harm', () => {
  it.each([
    ['a place that is no place', 'place:p1', '{"id":"p1","kind":"point","geometry":"[]","code":null,"label":null}'],
    ['a place that is no JSON', 'place:p1', 'ไม่ใช่'],
    ['a reach of the whole world', 'reach', '{"by":"distance","distanceM":1e12}'],
    ['a page to run', 'link:a', '{"id":"a","title":"","url":""}'],
    ['a sum that is no number', 'budget:2027:อบต.', 'มาก'],
  ])('is refused with %s', (_, field, value) => {
    const { plan, itemIds, store } = workspace
    const document = new WorkDocument('7'.repeat(32), store.changes(plan))
    const write = { record: `item:${itemIds[0]}`, field, before: null, after: value }
    const note = { by: '', label: { message: '', values: {} } }
    document.write([write], { at: new Date(0), note })
    const changes = canonicalChanges(
      document.changes().map(({ data }) => data),
      1e7,
    ).map(({ chunk }) => chunk)
    packHolding(Buffer.concat(changes), { changes: changes.length, heads: document.heads() })
    expect(outcomeOf()).toBe('pack.damaged')
  })
})

describe('operationsOf', () => {
  it('counts what Automerge wrote: one row for each cell at least', () => {
    const cells = goodPack.documents[0]!.changes.map((chunk) => {
      let at = 9
      while ((chunk[at]! & 0x80) !== 0) at++
      return operationsOf(chunk.subarray(at + 1))
    })
    expect(Math.min(...cells)).toBeGreaterThan(0)
    expect(Math.max(...cells)).toBeLessThan(100)
  })
})
