import { expect, test } from 'vitest'
import { isHostName, isPlainName } from './plain-name.ts'

test.each<[string | undefined, boolean, boolean]>([
  ['mx1.example.net', true, true],
  ['_25._tcp.mx.example.net', true, true],
  ['xn--bcher-kva.example', true, true],
  ['localhost', true, false],
  ['192.0.2.1', true, false],
  ['v1.2', true, false],
  [`${'a'.repeat(250)}.example`, true, false],
  ['-f.example.net', false, false],
  ['mx.example.net; reboot', false, false],
  ['mx.example.net\nx', false, false],
  ['$(id).example.net', false, false],
  ['mx..example.net', false, false],
  ['', false, false],
  [undefined, false, false],
])('%j', (text, plain, host) => {
  expect(isPlainName(text)).toBe(plain)
  expect(isHostName(text ?? '')).toBe(host)
})
