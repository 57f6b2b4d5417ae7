/**
 * What consumers of our formats ask for, written by us from their documentation and closed: what we do not write on purpose is
 * refused. The schemas themselves are not kept here; the released samples were held against them by hand.
 */

const text = { type: 'string', minLength: 1 }
const at = { type: 'integer', minimum: 1 }
const index = { type: 'integer', minimum: 0 }
const bag = { type: 'object' }
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more })
const closed = (required: Record<string, object>, optional: Record<string, object> = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
})

const message = closed({ text })
const level = { enum: ['none', 'note', 'warning', 'error'] }
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' }
const language = { type: 'string', pattern: '^[a-z]{2}(-[A-Z]{2})?$' }
const reference = closed({ id: text, index, toolComponent: closed({ name: text, index }) })
const location = closed(
  {},
  {
    physicalLocation: closed(
      {
        // A relative reference: no scheme, no leading slash, nothing that would have to be escaped.
        artifactLocation: closed({
          uri: { type: 'string', pattern: "^(?!/)(?:[A-Za-z0-9\\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+$" },
          uriBaseId: text,
        }),
      },
      { region: closed({ startLine: at }, { startColumn: at }) },
    ),
    logicalLocations: list(closed({ fullyQualifiedName: text, kind: text })),
  },
)
const descriptor = closed(
  { id: text },
  {
    name: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    helpUri: { type: 'string', pattern: '^https?://' },
    defaultConfiguration: closed({ level }),
    relationships: list(closed({ target: reference, kinds: list(text, { uniqueItems: true }) })),
    properties: bag,
  },
)
const component = closed(
  { name: text },
  {
    version: text,
    semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
    language,
    organization: text,
    shortDescription: message,
    fullDescription: message,
    rules: list(descriptor, { uniqueItems: true }),
    taxa: list(descriptor, { uniqueItems: true }),
    supportedTaxonomies: list(closed({ name: text, index })),
    contents: list({ enum: ['localizedData', 'nonLocalizedData'] }, { uniqueItems: true }),
    isComprehensive: { type: 'boolean' },
    translationMetadata: closed({ name: text }, { fullName: text, shortDescription: message }),
    associatedComponent: closed({ name: text }, { index }),
    properties: bag,
  },
)
const notification = closed({ message }, { level, associatedRule: closed({ id: text }) })
const suppression = closed(
  { kind: { enum: ['inSource', 'external'] } },
  { status: { enum: ['accepted', 'underReview', 'rejected'] }, justification: text, properties: bag },
)
const result = {
  ...closed(
    { message, kind: { enum: ['pass', 'open', 'informational', 'notApplicable', 'review', 'fail'] }, level },
    {
      ruleId: text,
      ruleIndex: index,
      taxa: list(reference, { uniqueItems: true }),
      locations: list(location),
      partialFingerprints: { type: 'object', additionalProperties: text },
      baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
      suppressions: list(suppression, { uniqueItems: true }),
      properties: bag,
    },
  ),
  // SARIF 2.1.0, 3.27.10: a level other than none only for what fails.
  if: { properties: { kind: { const: 'fail' } } },
  else: { properties: { level: { const: 'none' } } },
}

/** SARIF 2.1.0, the parts we write. */
export const sarif = closed({
  $schema: { type: 'string', pattern: '^https://docs\\.oasis-open\\.org/sarif/sarif/v2\\.1\\.0/' },
  version: { const: '2.1.0' },
  runs: list(
    closed({
      tool: closed({ driver: component }),
      language,
      translations: list(component),
      taxonomies: list(component),
      automationDetails: closed({ id: text }),
      invocations: list(
        closed(
          { executionSuccessful: { type: 'boolean' } },
          {
            exitCode: { type: 'integer' },
            startTimeUtc: time,
            endTimeUtc: time,
            toolExecutionNotifications: list(notification),
          },
        ),
      ),
      originalUriBaseIds: { type: 'object', additionalProperties: closed({ description: message }) },
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: list(result),
      properties: bag,
    }),
  ),
})

/** Code Quality report of GitLab: the fields its documentation asks for, and no others. */
export const gitlab = list(
  closed({
    description: text,
    check_name: text,
    fingerprint: text,
    severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
    location: closed({
      path: { type: 'string', pattern: '^(?!\\.?/).+' },
      lines: closed({ begin: at }),
    }),
  }),
)
