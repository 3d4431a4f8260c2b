/** What the rehearsal province is made of. Lengths are kilometres on its own plane; geometry.ts turns them into GeoJSON. */
import type { Arc } from './borders.ts'
import type { Name } from './names.ts'
import type { Spot } from './plane.ts'
import type { Road } from './roads.ts'
import type { Reservoir } from './waters.ts'
import type { Wood } from './woods.ts'

export interface Amphoe {
  readonly code: string
  readonly name: Name
  readonly ring: readonly Spot[]
  /** Index of the tambon where its office stands. */
  readonly seat: number
}

export interface Tambon {
  readonly code: string
  readonly name: Name
  readonly amphoe: number
  readonly ring: readonly Spot[]
  readonly middle: Spot
  readonly areaKm2: number
  /** Tambons across a border. */
  readonly neighbours: ReadonlySet<number>
}

export interface Village {
  readonly code: string
  /** หมู่ที่ */
  readonly moo: number
  readonly name: Name
  readonly tambon: number
  readonly spot: Spot
  readonly roadAngle: number
  /** Houses that stood in either survey year. */
  readonly houses: number
  /** 0 well off … 1 in much need. */
  readonly need: number
}

export interface NamedRiver {
  readonly name: Name
  readonly kind: 'river' | 'stream'
  readonly parts: ReadonlyArray<readonly Spot[]>
}

export interface Place {
  readonly nameTh: string
  readonly kind: 'provincial-hall' | 'amphoe-office' | 'hospital' | 'health-centre' | 'school' | 'temple' | 'market'
  readonly spot: Spot
}

export interface Province {
  readonly code: string
  readonly nameTh: string
  readonly shortTh: string
  readonly nameEn: string
  readonly outline: readonly Spot[]
  readonly arcs: readonly Arc[]
  readonly amphoe: readonly Amphoe[]
  readonly tambons: readonly Tambon[]
  readonly villages: readonly Village[]
  readonly rivers: readonly NamedRiver[]
  readonly reservoirs: ReadonlyArray<Reservoir & { readonly name: Name }>
  readonly roads: readonly Road[]
  readonly woods: ReadonlyArray<Wood & { readonly name: Name }>
  readonly places: readonly Place[]
  heightM(spot: Spot): number
}
