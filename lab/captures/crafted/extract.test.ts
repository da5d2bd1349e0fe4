import { describe, expect, it } from 'vitest'
import { autopsy } from '../../../src/app/autopsy/autopsy.ts'
import { extractProof } from '../../../src/app/autopsy/extract.ts'
import { createTalk } from './talk.ts'

const text = async (talk: ReturnType<typeof createTalk>, redact = false): Promise<string> =>
  Buffer.from((await extractProof({ bytes: talk.bytes() }, { redact })).bytes).toString('latin1')

describe('extractProof', () => {
  it('keeps no credentials, asked for or sent ahead', async () => {
    const talk = createTalk({ port: 587 })
    talk.hello()
    talk.client('AUTH LOGIN\r\nZXZlQGV4YW1wbGU=\r\nc2VjcmV0cGFzcw==\r\n')
    talk.close('server')
    expect(await text(talk)).not.toMatch(/ZXZl|c2Vjc/)
    const document = JSON.stringify(await autopsy({ bytes: talk.bytes() }, { ladder: 'all' }))
    expect(document).not.toMatch(/ZXZl|c2Vjc/)
  })

  it('keeps no octet of a message that looks like commands, on any port', async () => {
    const talk = createTalk({ port: 2525, clientPort: 40_000 })
    talk.toData()
    talk.client('HELO sesame\r\n250 dollars\r\nMAIL FROM:<eve@private.example>\r\n')
    talk.reset('server')
    const proof = await text(talk)
    expect(proof).not.toMatch(/sesame|dollars|private\.example/)
  })

  it('keeps nothing of what an ICMP error quotes', async () => {
    const talk = createTalk({})
    talk.toData()
    talk.client('the secret of the message\r\n', { lost: true })
    talk.icmp(3, 10, 'client', { shift: -27 })
    for (let index = 0; index < 5; index += 1)
      talk.again('client', { seqShift: -27, text: 'the secret of the message\r\n' }, 1, 300 * 2 ** index)
    expect(await text(talk)).not.toContain('secret')
  })

  it('hides addresses when asked, in packets and comments, and keeps all lengths', async () => {
    const talk = createTalk({})
    talk.hello()
    talk.say('MAIL FROM:<alice@sender.example> SIZE=100', '250 2.1.0 Ok')
    talk.client('RCPT TO:<bob@example.net>\r\n')
    talk.server('550 5.1.1 <bob@example.net>: unknown\r\n')
    talk.close('server')
    const [open, hidden] = [await text(talk), await text(talk, true)]
    expect(open).toContain('bob@')
    expect(hidden).not.toMatch(/bob@|alice@|@example\.net/)
    expect(hidden).toContain('550 5.1.1 <xxx@xxxxxxxxxxx>: unknown')
  })
})
