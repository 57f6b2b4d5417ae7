import bundleShape from './bundle-shape.generated.ts'
import shotShape from './shot-shape.generated.ts'
import unitShape from './unit-shape.generated.ts'

/** What is wrong with data somebody handed in: where, and the keyword of the schema it breaks. */
export interface ShapeFault {
  pointer: string
  why: string
}

interface Validator {
  (value: unknown): boolean
  errors?: { instancePath: string; keyword: string; message?: string }[] | null
}

/** First thing that is wrong with the head of a bundle (`schemas/bundle.schema.json`), or undefined. */
export function bundleShapeFault(head: unknown): ShapeFault | undefined {
  return firstFault(bundleShape as Validator, head)
}

/** First thing that is wrong with one line of units (`schemas/unit.schema.json`), or undefined. */
export function unitShapeFault(unit: unknown): ShapeFault | undefined {
  return firstFault(unitShape as Validator, unit)
}

/** First thing that is wrong with one line of pictures (`schemas/shot.schema.json`), or undefined. */
export function shotShapeFault(shot: unknown): ShapeFault | undefined {
  return firstFault(shotShape as Validator, shot)
}

function firstFault(validate: Validator, value: unknown): ShapeFault | undefined {
  if (validate(value)) return undefined
  const [first] = validate.errors ?? []
  return { pointer: first?.instancePath ?? '', why: first?.message ?? first?.keyword ?? 'shape' }
}
