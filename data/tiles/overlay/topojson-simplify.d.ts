/** topojson-simplify publishes no types; these are of the functions used here and in scripts/make-context.ts. */
declare module 'topojson-simplify' {
  /** Arcs with a third number per position: its effective area in the topology's units, Infinity at the ends. */
  export function presimplify(topology: {
    readonly type: 'Topology'
    readonly objects: Record<string, never>
    readonly arcs: readonly (readonly (readonly number[])[])[]
  }): { readonly arcs: readonly (readonly (readonly [number, number, number])[])[] }
  /** The topology with only the positions whose area is at least `minWeight`. */
  export function simplify(
    topology: object,
    minWeight: number,
  ): { readonly arcs: readonly (readonly (readonly number[])[])[] }
}
