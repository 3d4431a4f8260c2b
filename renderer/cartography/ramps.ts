/** The ramps and category colours that map, paper and QGIS share. */
export {
  categoryColors,
  changeColors,
  classColors,
  defaultRamp,
  type Ramp,
  ramps,
} from '../../data/contract/ramps.ts'
