import { expect, test } from 'vitest'
import { plan } from '../../../../test/kit/evidence.ts'
import { withOtherContent } from './masked.ts'

test('an odd message keeps its shape and loses its words', () => {
  const raw = `From: <a@example.org>\r\nSubject: Offer 7\r\n ${'r1'.repeat(600)}\r\n\r\nBuy\u0000now: 5 %\r\n`
  expect(withOtherContent(plan({ upTo: 'dot', message: { raw } })).message?.raw).toBe(
    `From: <a@example.org>\r\nSubject: xxxxx x\r\n ${'xx'.repeat(600)}\r\n\r\nxxx\u0000xxx: x %\r\n`,
  )
})

test('an ordinary one is replaced by plain text of its size', () => {
  const raw = 'Subject: x\r\n\r\nBuy now\r\n'
  expect(withOtherContent(plan({ upTo: 'dot', message: { raw } })).message).toEqual({ sizeBytes: raw.length })
})
