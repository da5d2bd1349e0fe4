import { describe, expect, it } from 'vitest'
import { autopsy } from '../../../src/app/autopsy/autopsy.ts'
import type { AutopsySession } from '../../../src/app/autopsy/document.ts'
import { writePcap } from '../../../src/wire/pcap/capture-writer.ts'
import { createTalk, type Talk, type TalkOptions } from './talk.ts'

const CLIENT_TTL = 64
const SERVER_TTL = 52

async function autopsyOf(...talks: readonly Talk[]): Promise<readonly AutopsySession[]> {
  const frames = talks.flatMap((talk) => talk.frames()).toSorted((a, b) => a.atUs - b.atUs)
  return (await autopsy({ bytes: writePcap(frames) })).sessions
}

function talk(make: (talk: Talk) => void, options: TalkOptions = {}): Talk {
  const made = createTalk(options)
  make(made)
  return made
}

describe('a refused connection beside another session with the same host', () => {
  /** It ended in a way that has to be explained, so that the whole session is looked at. */
  const cut = (t: Talk): void => {
    t.hello()
    t.client('MAIL FROM:<a@s.example>\r\n')
    t.reset('server')
  }
  const refused = (ttl: number): Talk =>
    talk(
      (t) => {
        t.wait(5)
        t.send('client', { flags: 'S' })
        t.send('server', { flags: 'RA', ttl })
      },
      { clientPort: 40_400 },
    )
  const OWN = 'delay and hop count are those of the host’s other sessions'

  it('has the hop count of that host: nothing speaks for a box', async () => {
    const [, second] = await autopsyOf(talk(cut), refused(SERVER_TTL))
    expect(second).toMatchObject({ signature: 'port-closed', alternatives: [] })
    expect(second?.verdict?.note).toContain(OWN)
  })

  it('has the hop count of our own packets: a box may have sent it', async () => {
    const [, second] = await autopsyOf(talk(cut), refused(CLIENT_TTL))
    expect(second?.alternatives.map(({ cause }) => cause)).toEqual(['firewall/port25-egress-rejected'])
    expect(second?.verdict?.note).not.toContain(OWN)
  })

  it('takes the hop count from what the host itself sent, and not from a reset in its name', async () => {
    const forged = talk((t) => {
      t.send('client', { flags: 'S' })
      t.send('server', { flags: 'RA', ttl: 61, ackShift: 9_000 })
      t.send('server', { flags: 'SA', id: 0 })
      t.send('client', {})
      t.server('220 mx.example.net ESMTP\r\n')
      t.client('EHLO s.example\r\n')
      t.reset('server')
    })
    const [, second] = await autopsyOf(forged, refused(SERVER_TTL))
    expect(second?.verdict?.note).toContain(OWN)
  })
})

describe('sessions that no signature fits', () => {
  const signatureOf = async (make: (talk: Talk) => void, from = 0) => {
    const made = talk(make).frames().slice(from)
    const [session] = (await autopsy({ bytes: writePcap(made) })).sessions
    return session === undefined ? undefined : { signature: session.signature, endedBy: session.endedBy }
  }

  it('are open where the capture ends before they do', async () => {
    expect(await signatureOf((t) => t.hello())).toEqual({ signature: 'open', endedBy: 'nobody' })
  })

  it('are open, too, where their beginning is missing', async () => {
    expect(await signatureOf((t) => t.toData(), 6)).toEqual({ signature: 'open', endedBy: 'nobody' })
  })

  it('cannot be read where a part is missing and they end', async () => {
    const cutShort = (t: Talk): void => {
      t.toData()
      t.close('server')
    }
    expect(await signatureOf(cutShort, 6)).toEqual({ signature: 'not-readable', endedBy: 'server' })
  })
})
