import type { FileToken } from '../../data/contract/api.ts'
import { ApiError, api } from '../api.ts'
import { shell } from '../shell.ts'
import { notifyProblem } from '../state/notices.ts'
import { receivePacks } from '../state/received-packs.ts'

const GEOPACKAGE = /\.gpkg$/i
const PACK = /\.plan\.gpkg$/i

/** Asks the person for packs and looks them over. */
export async function pickPacks(): Promise<void> {
  try {
    receivePacks(await shell.pickFiles({ endings: ['.gpkg'], several: true }))
  } catch (error) {
    notifyProblem(error)
  }
}

/** Parts files that are packs from those that are data. What ends like a pack is one; any other GeoPackage is looked into. */
export async function partPacks(
  tokens: readonly FileToken[],
): Promise<{ readonly packs: FileToken[]; readonly others: FileToken[] }> {
  const packs: FileToken[] = []
  const others: FileToken[] = []
  for (const token of tokens) (GEOPACKAGE.test(token.name) && (await isPack(token)) ? packs : others).push(token)
  return { packs, others }
}

async function isPack({ token, name }: FileToken): Promise<boolean> {
  if (PACK.test(name)) return true
  try {
    await api.lookAtPack(token)
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // A pack that is damaged is a pack all the same: its own sentence is better than the wizard's guess.
    return !['pack.foreign', 'file.empty', 'file.not-found'].includes(error.problem.code)
  }
}
