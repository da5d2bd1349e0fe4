import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

const SAMPLES = [
  '../../src/mta/exim/samples/exim-4.96-debian.mainlog',
  '../../src/mta/exim/samples/exim-4.97.mainlog',
  'formats/exim-tests.log',
  'formats/exim-cpanel.log',
].map((name) => readFileSync(new URL(name, import.meta.url), 'latin1'))

/** `log_selector = +pid` puts a number before the id, where lines are read as text and not in place: both must say the same. */
test('lines read by their octets say what the same lines say as text', () => {
  let attempts = 0
  for (const sample of SAMPLES) {
    const lines = sample.split('\n').filter((line) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [\w-]{16,23} /.test(line))
    const withPid = lines.map((line) => `${line.slice(0, 20)}[1234] ${line.slice(20)}`)
    const inPlace = analyseText(Buffer.from(lines.join('\n'), 'latin1'))
    const asText = analyseText(Buffer.from(withPid.join('\n'), 'latin1'))
    attempts += inPlace.attempts.length
    expect(inPlace.attempts).toEqual(asText.attempts)
    expect(inPlace.document.byMx).toEqual(asText.document.byMx)
    expect(inPlace.document.tls).toEqual(asText.document.tls)
    expect(inPlace.document.queue).toEqual(asText.document.queue)
  }
  expect(attempts).toBeGreaterThan(10)
})
