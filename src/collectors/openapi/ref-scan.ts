import { isObject, pointerTo } from '../../text/json-tree.ts'

/** A `$ref` found in a parsed file. */
export interface FoundRef {
  ref: string
  /** JSON pointer of the object that holds it; built on demand. */
  pointer(): string
}

// Children of these are named by the author: a schema property called `example` is no example.
const NAME_MAPS = new Set(
  `paths webhooks pathItems schemas responses parameters examples requestBodies headers securitySchemes links
  callbacks content encoding variables properties patternProperties dependentSchemas $defs definitions
  securityDefinitions`.split(/\s+/),
)
// Values of these are the author's data, where `$ref` is a word like any other.
const DATA_KEYS = new Set(['example', 'default', 'enum', 'const', 'value'])

interface Step {
  node: object
  parent: Step | undefined
  key: string
  names: boolean
}

/**
 * Every `$ref` of a parsed OpenAPI file where the specification allows one, in document order: data (examples,
 * defaults, enumerations) and `x-` extensions are passed over. Iterative; shared nodes are seen once.
 */
export function* refsIn(root: unknown): Generator<FoundRef> {
  if (root === null || typeof root !== 'object') return
  const seen = new Set<object>()
  const open: Step[] = [{ node: root, parent: undefined, key: '', names: false }]
  for (let step = open.pop(); step; step = open.pop()) {
    if (seen.has(step.node)) continue
    seen.add(step.node)
    const here = step
    if (!step.names && isObject(step.node)) {
      const ref = Object.hasOwn(step.node, '$ref') ? step.node.$ref : undefined
      if (typeof ref === 'string') yield { ref, pointer: () => pointerOf(here) }
    }
    push(here, open)
  }
}

/** Puts children on the stack in reverse, so that they come off in document order. */
function push(step: Step, open: Step[]): void {
  const list = Array.isArray(step.node)
  const keys = Object.keys(step.node)
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] as string
    const value = (step.node as Record<string, unknown>)[key]
    if (value === null || typeof value !== 'object') continue
    if (!list && !step.names) {
      if (DATA_KEYS.has(key) || key.startsWith('x-')) continue
      if (key === 'examples' && Array.isArray(value)) continue
    }
    open.push({
      node: value,
      parent: step,
      key,
      names: !list && !step.names && NAME_MAPS.has(key) && !Array.isArray(value),
    })
  }
}

function pointerOf(step: Step): string {
  const keys: string[] = []
  for (let at: Step | undefined = step; at?.parent; at = at.parent) keys.push(at.key)
  return keys.reverse().reduce(pointerTo, '')
}
