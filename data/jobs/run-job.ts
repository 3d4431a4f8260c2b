/** What each kind of job does. Modules are loaded when they are needed: looking at a file does not wait for Automerge. */
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { JobResult, ResourceName } from '../contract/api.ts'
import type { ImportPreview, Look } from '../contract/imports.ts'
import type { MergeReview } from '../contract/merges.ts'
import type { PackLook } from '../contract/packs.ts'
import type { JobContext } from './context.ts'
import type { AsideRequest, JobRequest } from './kinds.ts'

interface JobAnswer {
  readonly result: JobResult | Look | ImportPreview | PackLook | MergeReview
  readonly changed: readonly ResourceName[]
}

/** Does a job to its end. Throws its refusals, `cancelled` among them. */
export async function runJob(request: JobRequest | AsideRequest, context: JobContext): Promise<JobAnswer> {
  switch (request.kind) {
    case 'look': {
      const { lookAtSource } = await import('../exchange/preview-import.ts')
      return { result: await lookAtSource(request.source, context), changed: [] }
    }
    case 'preview': {
      const { previewImport } = await import('../exchange/preview-import.ts')
      return { result: await previewImport(request.source, request.choices, context), changed: [] }
    }
    case 'look-pack': {
      const { lookAtPack } = await import('../packs/look-at-pack.ts')
      return { result: lookAtPack(request.source), changed: [] }
    }
    case 'review-packs': {
      const { readPacks } = await import('../merge/read-packs.ts')
      const { reviewPacks } = await import('../merge/review.ts')
      const { DocumentStore } = await import('../documents/store.ts')
      const packs = readPacks(request.sources, context)
      return { result: reviewPacks(new DocumentStore(context.db), packs, context), changed: [] }
    }
    case 'merge': {
      const { readPacks } = await import('../merge/read-packs.ts')
      const { takePacks } = await import('../merge/take-packs.ts')
      const outcome = takePacks(readPacks(request.sources, context), request, context)
      return { result: { kind: 'merge', outcome }, changed: ['plans', 'items', 'layers', 'history'] }
    }
    case 'pack': {
      const { writePack } = await import('../packs/write-pack.ts')
      writePack(request, context)
      return { result: fileResult(request.target), changed: [] }
    }
    case 'import': {
      const { runImport } = await import('../exchange/run-import.ts')
      const { outcome, changed } = await runImport(request.source, request.choices, context)
      return { result: { kind: 'import', outcome }, changed }
    }
    case 'export': {
      const { runExport } = await import('../exchange/out/run-export.ts')
      await runExport(request, context)
      return { result: fileResult(request.target), changed: [] }
    }
    case 'check': {
      const { checkStore } = await import('../store/check.ts')
      const progress = (done: number, total: number) => context.progress({ step: 'job.checking', done, total })
      const findings = checkStore(context.db, { cancelled: context.cancelled, progress })
      return { result: { kind: 'check', findings }, changed: [] }
    }
    case 'backup': {
      const { backUp } = await import('../store/backup.ts')
      const progress = (done: number, total: number) => context.progress({ step: 'job.backing-up', done, total })
      await backUp(context.db, { cancelled: context.cancelled, progress })
      return { result: { kind: 'done' }, changed: [] }
    }
    case 'copy': {
      const { copyWorkspace } = await import('../store/backup.ts')
      const progress = (done: number, total: number) => context.progress({ step: 'job.copying', done, total })
      const { target } = request
      await copyWorkspace(context.db, target, { cancelled: context.cancelled, progress })
      return { result: fileResult(target), changed: [] }
    }
    case 'sample':
      return makeSample(context)
    case 'basemap': {
      const { addBasemap } = await import('../tiles/basemap/registry.ts')
      const { source, title, linked } = request
      await addBasemap(context, { source: source.path, mode: linked ? 'link' : 'copy', ...(title ? { title } : {}) })
      return { result: { kind: 'done' }, changed: ['basemaps'] }
    }
  }
}

/** A file that a job made; its path becomes a token before any window hears of it. */
function fileResult(target: string): JobResult {
  return { kind: 'file', token: target, name: basename(target), bytes: statSync(target).size }
}

async function makeSample(context: JobContext): Promise<JobAnswer> {
  const { writeSample } = await import('../rehearsal/write-sample.ts')
  await writeSample(context)
  const changed: ResourceName[] = [
    ...(['workspace', 'areas', 'surveys', 'datasets', 'indicators', 'values'] as const),
    ...(['layers', 'plans', 'items', 'workbook', 'history'] as const),
  ]
  return { result: { kind: 'done' }, changed }
}
