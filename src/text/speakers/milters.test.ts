import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

const POSTFIX = 'postfix/cleanup[100]: 4XYZ1: milter-reject: END-OF-MESSAGE from mail.example.org[192.0.2.3]:'
const REFUSED = 'from=<a@example.org> to=<c@example.net> proto=ESMTP helo=<mail.example.org>'

test.each([
  ['5.7.1 Spam message rejected', 'content.spam'],
  ['4.7.1 Try again later', 'greylist'],
  ['5.7.1 Message refused by local rules', 'policy.other'],
])("what a milter made Postfix answer is read without the refused client's own words: %s", (said, symptom) => {
  expect(readText(`${POSTFIX} ${said}; ${REFUSED}`)).toMatchObject({ symptom, stage: 'dot' })
})

test.each([
  ['error connecting to filter: Connection refused by localhost', undefined],
  ['timeout before data read, where=eom', 'dot'],
  ['read returned -1: Connection reset by localhost', undefined],
  ['local socket name /run/opendkim.sock unsafe', undefined],
])("a filter that fails Sendmail is the host's own: %s", (about, stage) => {
  const reading = readText(`sm-mta[200]: 5AS8U1xx000200: Milter (opendkim): ${about}`)
  expect(reading).toMatchObject({ speaker: 'us', symptom: 'local.filter' })
  expect(reading.stage ?? undefined).toBe(stage)
})
