import { expect, test } from 'vitest'
import { NO_EVIDENCE } from '../../domain/evidence.ts'
import { PLAIN } from './paint.ts'
import { proof } from './proofs.ts'

test('hellos are answered, sessions live', () => {
  const text = proof(
    {
      cause: 'tls/server-cert-unusable',
      name: 'every variant',
      question: 'Does every kind of TLS die while a session without TLS lives?',
      varied: 'TLS as a whole',
      endpoint: 'mx.example.net [192.0.2.1]:25',
      arms: [
        { name: 'TLS 1.2', of: 'hello', lived: 1, died: 0, trials: ['lived'] },
        {
          name: 'TLS 1.3',
          of: 'hello',
          lived: 0,
          died: 1,
          trials: ['died at tls: no certificate after the ServerHello'],
        },
        { name: 'no TLS', lived: 1, died: 0, trials: ['lived'] },
      ],
      judged: 'undecided',
      because: '',
    },
    NO_EVIDENCE,
    PLAIN,
  )
  expect(text).toMatch(/TLS 1\.2 +answered 1 of 1/)
  expect(text).toMatch(/TLS 1\.3 +died 1 of 1 at tls: no certificate after the ServerHello/)
  expect(text).toMatch(/no TLS +lived 1 of 1/)
})
