import { expect, test } from 'vitest'
import { evidence, fact, symptom } from '../../test/kit/evidence.ts'
import proxyStall from '../causes/firewall/smtp-av-proxy-stall.ts'
import pmtuBlackHole from '../causes/path/pmtu-black-hole.ts'
import { weighAll } from './weigh.ts'

const onlyLarge = (told: boolean) =>
  fact('log.pattern', { pattern: 'only-large', symptom: 'drop.timeout', told, count: 9, of: 9, detail: '' })
const timeout = symptom({ symptom: 'drop.timeout' })
const standings = (told: boolean) =>
  weighAll(evidence([timeout, onlyLarge(told)]), [pmtuBlackHole, proxyStall]).map(({ cause, standing }) => [
    cause.id,
    standing,
  ])

test('what a log counted supports a cause', () => {
  expect(standings(false)[0]).toEqual(['path/pmtu-black-hole', 'supported'])
})

test('what somebody says of many mails ranks the causes, and supports none', () => {
  expect(standings(true)[0]).toEqual(['path/pmtu-black-hole', 'possible'])
})
