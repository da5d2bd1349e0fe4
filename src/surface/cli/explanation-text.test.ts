import { expect, test } from 'vitest'
import type { ExplanationItem } from '../../app/explain/document.ts'
import { PLAIN } from '../../report/terminal/paint.ts'
import { explanationText } from './explanation-text.ts'

const ITEM: ExplanationItem = {
  text: 'Greeting never received',
  speaker: 'us',
  reply: null,
  symptom: 'drop.timeout',
  stage: 'banner',
  cause: 'receiver/hung',
  standing: 'possible',
  alternatives: [],
  locus: 'receiver',
  persistence: 'until-fixed',
  expired: false,
  returned: false,
  kept: false,
  title: "The receiver's server takes the connection and does not answer",
  next: [],
  remedies: [],
  ofClient: false,
  rule: 'words',
  host: null,
  recipient: null,
}
function textOf(...changes: readonly Partial<ExplanationItem>[]): string {
  const items = changes.map((one) => ({ ...ITEM, ...one }))
  return explanationText({ schema: 'hangup.explanation/1', items, notes: [] }, PLAIN)
}

test('whose fault it is and whether retrying helps are no surer than the cause', () => {
  const guess = textOf({})
  expect(guess).toMatch(/^Possibly: The receiver's server/)
  expect(guess).toMatch(/fault with +receiver, if so/)
  expect(guess).toMatch(/retry helps +no, if so/)
  const sure = textOf({ standing: 'proven' })
  expect(sure).not.toMatch(/Possibly|if so/)
  expect(textOf({ cause: null, locus: null, persistence: 'until-fixed' })).not.toContain('if so')
})

test('a message that went back is nobody’s to wait for', () => {
  expect(textOf({ returned: true })).toMatch(/has to be sent\s+again/)
  expect(textOf({ expired: true })).toContain('the sender has given up')
  expect(textOf({ expired: true, kept: true })).toContain('the sender goes on trying')
})

test('what is to be done stands before what to run, and who has to do it', () => {
  const title = 'Ask the receiver, whose log names the rule'
  const shown = textOf({ remedies: [{ title, applies: 'by-someone-else' }], next: ['hangup diagnose example.org'] })
  expect(shown).toMatch(/to do +Ask the receiver, whose log names the rule \(by somebody else\)\n +next +hangup/)
})

test('a server that tells of a client is not the sending side', () => {
  expect(textOf({ ofClient: true })).toMatch(/speaker +a server, of a client/)
})

test('of several texts each is named, and none touches the terminal', () => {
  const shown = textOf({ text: 'one\u001b[2J' }, { text: 'two', recipient: 'a\u0007@example.org' })
  expect(shown).toMatch(/^> one/)
  expect(shown).toContain('> two')
  expect([...shown].filter((char) => char !== '\n' && char < ' ')).toEqual([])
})
