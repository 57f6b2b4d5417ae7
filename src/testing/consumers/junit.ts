import { SaxesParser } from 'saxes'

interface Node {
  name: string
  attributes: Record<string, string>
  children: Node[]
  text: string
}

interface Shape {
  required?: readonly string[]
  optional?: readonly string[]
  children?: readonly string[]
  /** Whether text may stand in it. */
  mixed?: true
}

/** Elements and attributes by which the xUnit plugin of Jenkins judges a JUnit file (the part that any tool may write). */
const SHAPES: Record<string, Shape> = {
  testsuites: { optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['skipped', 'timestamp', 'hostname', 'id', 'package', 'time'],
    children: ['properties', 'testcase', 'system-out', 'system-err'],
  },
  properties: { children: ['property'] },
  property: { required: ['name', 'value'] },
  testcase: {
    required: ['name'],
    optional: ['classname', 'time', 'group'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  skipped: { optional: ['type', 'message'], mixed: true },
  error: { optional: ['type', 'message'], mixed: true },
  failure: { optional: ['type', 'message'], mixed: true },
  'system-out': { mixed: true },
  'system-err': { mixed: true },
}
const COUNTED = { failures: 'failure', errors: 'error', skipped: 'skipped' }

/**
 * What is wrong with a JUnit file: not well-formed, an element, attribute or text out of place, or counts that do not add up.
 * Empty where nothing is.
 */
export function junitFaults(xml: string): string[] {
  const faults: string[] = []
  const top: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('error', ({ message }) => void faults.push(message))
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = {
      name,
      attributes: attributes as Record<string, string>,
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', text => {
    const node = open.at(-1)
    if (node) node.text += text
  })
  parser.write(xml).close()
  const [root, ...others] = top.children
  if (root?.name !== 'testsuites' || others.length > 0) faults.push('root is not testsuites')
  if (root) faults.push(...faultsOf(root))
  return faults
}

function faultsOf(node: Node): string[] {
  const { name, attributes, children, text } = node
  const shape = SHAPES[name]
  if (!shape) return [`${name}: unknown`]
  const { required = [], optional = [], children: allowed = [] } = shape
  const known = [...required, ...optional]
  return [
    ...required.filter(one => attributes[one] === undefined).map(one => `${name}: lacks ${one}`),
    ...Object.keys(attributes)
      .filter(one => !known.includes(one))
      .map(one => `${name}: attribute ${one}`),
    ...children.filter(one => !allowed.includes(one.name)).map(one => `${name}: holds ${one.name}`),
    ...(shape.mixed || text.trim() === '' ? [] : [`${name}: holds text`]),
    ...(name === 'testsuite' ? miscounted(node) : []),
    ...children.flatMap(faultsOf),
  ]
}

function miscounted({ attributes, children }: Node): string[] {
  const cases = children.filter(({ name }) => name === 'testcase')
  const counts = { tests: cases.length } as Record<string, number>
  for (const [attribute, element] of Object.entries(COUNTED))
    counts[attribute] = cases.filter(one => one.children.some(({ name }) => name === element)).length
  return Object.entries(counts)
    .filter(([attribute, count]) => attributes[attribute] !== String(count))
    .map(
      ([attribute, count]) =>
        `testsuite ${attributes.name}: ${attribute} ${attributes[attribute]}, not ${count}`,
    )
}
