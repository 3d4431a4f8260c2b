/** Every route of the workbench but the pages. */
import { areaRoutes } from './areas.ts'
import { authoredRoutes } from './authored.ts'
import { basemapRoutes } from './basemaps.ts'
import { datasetRoutes } from './datasets.ts'
import { directRoutes } from './direct.ts'
import { exportRoutes } from './exports.ts'
import { fileRoutes } from './files.ts'
import { importRoutes } from './imports.ts'
import { eventRoutes, jobRoutes } from './jobs.ts'
import { layerRoutes } from './layers.ts'
import { mergeRoutes } from './merges.ts'
import { mirrorRoutes } from './mirror.ts'
import { packRoutes } from './packs.ts'
import { planNotesRoutes } from './plan-notes.ts'
import { reachRoutes } from './reach.ts'
import { rollUpRoutes } from './roll-up.ts'
import { roomRoutes } from './room.ts'
import type { RouteEntry } from './route.ts'
import { rowRoutes } from './rows.ts'
import type { WorkbenchState } from './state.ts'
import { stateRoutes } from './states.ts'
import { valueRoutes } from './values.ts'
import { workspaceRoutes } from './workspace.ts'

export function allRoutes(state: WorkbenchState): RouteEntry[] {
  return [
    workspaceRoutes,
    areaRoutes,
    datasetRoutes,
    layerRoutes,
    basemapRoutes,
    valueRoutes,
    reachRoutes,
    rowRoutes,
    stateRoutes,
    authoredRoutes,
    planNotesRoutes,
    importRoutes,
    exportRoutes,
    packRoutes,
    mergeRoutes,
    rollUpRoutes,
    mirrorRoutes,
    directRoutes,
    jobRoutes,
    eventRoutes,
    roomRoutes,
    fileRoutes,
  ].flatMap((routes) => routes(state))
}
