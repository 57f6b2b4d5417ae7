import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ItemIndex } from './item-index.ts'

const code = fc.constantFrom('', 'A', 'B', 'C')
const handle = fc.constantFrom('', '无', '01', '02')
const none = (text: string) => text === '' || text === '无'

it('finds exactly the records a plain search does, newest first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(code, handle), { maxLength: 60 }),
      code,
      handle,
      (records, wanted, part) => {
        const index = new ItemIndex()
        for (const [ordinal, [own, ownPart]] of records.entries())
          expect(index.add(own, ownPart)).toBe(ordinal)
        const expected = records.flatMap(([own, ownPart], ordinal) =>
          own !== '' && own === wanted && (ownPart === part || none(ownPart) || none(part)) ? [ordinal] : [],
        )
        expect(index.find(wanted, part)).toEqual(expected.reverse())
      },
    ),
  )
})

it('grows, and stays bounded where one code stands on every record', () => {
  const index = new ItemIndex()
  for (let count = 0; count < 5000; count++) index.add('A', String(count))
  expect(index.size).toBe(5000)
  expect(index.find('A', '').length).toBe(64)
})
