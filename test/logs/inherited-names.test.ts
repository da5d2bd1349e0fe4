import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

/** What every object inherits is no row of a table that is looked up by words of the log. */
test.each(['constructor', 'valueOf', 'toString'])('a log that says “%s” where a reader knows a few words', (word) => {
  const { document, attempts } = analyseText(
    [
      'May  1 00:00:00 mail dma[1a.2b]: <u@b.example> trying delivery',
      `May  1 00:00:01 mail dma[1a.2b]: remote delivery deferred: mx.example [192.0.2.1] failed after ${word}: 421 busy`,
      'May  1 00:00:00 mail courierd: started,id=1A.2B.3C,from=<s@b.example>,module=esmtp,host=a.example,addr=<u@a.example>',
      `May  1 00:00:00 mail courieresmtp: id=1A.2B.3C,from=<s@b.example>,addr=<u@a.example>,status: ${word}`,
    ].join('\n'),
  )
  expect(document.attempts).toEqual({ sent: 0, deferred: 1, bounced: 0, expired: 0 })
  expect(attempts.map(({ status }) => status)).toEqual(['deferred'])
})
