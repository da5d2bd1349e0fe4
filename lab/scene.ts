import { join } from 'node:path'
import type { PeerScript } from '../src/probe/peer/peer-script.ts'
import { makeCertificate, type Certificate, type CertificateSpec } from './pki.ts'
import type { RawEnd, RawPlan } from './raw-session.ts'
import { startExim } from './servers/exim.ts'
import { startOpenSmtpd } from './servers/opensmtpd.ts'
import { startScripted } from './servers/peer.ts'
import { startPostfix } from './servers/postfix.ts'
import { startSendmail } from './servers/sendmail.ts'
import type { ServerSpec } from './servers/server.ts'
import type { Variation } from './variation.ts'
import type { Place, World } from './world.ts'
import { mxHost, otherMxHost, senderName } from './zones.ts'

const RAW_SESSION = join(import.meta.dirname, 'raw-session.ts')

/** A world with the words that every fault needs to set it up. */
export interface Scene {
  readonly world: World
  readonly v: Variation
  readonly mx: string
  /** Mailbox at the target, for --rcpt. */
  readonly rcpt: string
  /** An ordinary envelope sender of ours. */
  readonly from: string
  readonly ehlo: string
  certificate(spec?: Partial<CertificateSpec>): Promise<Certificate>
  /** Any of the real servers as the seed has it. */
  server(spec?: Partial<ServerSpec>): Promise<void>
  postfix: (
    spec: Omit<Parameters<typeof startPostfix>[1], 'hostname'> & { hostname?: string },
    place?: Place,
  ) => ReturnType<typeof startPostfix>
  exim: (
    spec: Omit<Parameters<typeof startExim>[1], 'hostname'> & { hostname?: string },
  ) => ReturnType<typeof startExim>
  opensmtpd: (
    spec: Omit<Parameters<typeof startOpenSmtpd>[1], 'hostname'> & { hostname?: string },
  ) => ReturnType<typeof startOpenSmtpd>
  sendmail: (
    spec: Omit<Parameters<typeof startSendmail>[1], 'hostname'> & { hostname?: string },
  ) => ReturnType<typeof startSendmail>
  /** A scripted peer at the receiver; says the MX name and ordinary keywords unless the script has others. */
  peer(script: PeerScript, address?: string, port?: number): Promise<void>
  /** A server at the other destination, for --compare. */
  other(): Promise<void>
  /** An ordinary session to the first address; up to RCPT in clear unless said otherwise. */
  plan(changes?: Partial<RawPlan>): RawPlan
  session(plan: RawPlan): Promise<RawEnd>
  /** `--ehlo … --from …` and what else an ordinary run says. */
  argv(...more: readonly string[]): string[]
  /** With a message: `--rcpt … --send --size …`. */
  sending(bytes: number, ...more: readonly string[]): string[]
  symptom(line: string): string[]
  wait(ms: number): Promise<void>
}

export function openScene(world: World): Scene {
  const { variation: v } = world
  const mx = mxHost(world)
  const from = `bounce@${v.senderDomain}`
  const rcpt = `${v.mailbox}@${v.domain}`
  const ehlo = senderName(world)
  const scene: Scene = {
    world,
    v,
    mx,
    rcpt,
    from,
    ehlo,
    certificate: (spec = {}) =>
      makeCertificate(world.dir, {
        names: [mx],
        key: v.pick(['rsa2048', 'ec256']),
        issuer: v.pick(['intermediate', 'self']),
        ...spec,
      }),
    async server(spec = {}) {
      const full = { hostname: mx, ...spec }
      switch (v.pick(['postfix', 'exim', 'sendmail', 'opensmtpd', 'postfix', 'exim'])) {
        case 'postfix':
          await startPostfix(world, full)
          return
        case 'exim':
          await startExim(world, full)
          return
        case 'sendmail':
          await startSendmail(world, full)
          return
        case 'opensmtpd': {
          // Debian 12's OpenSMTPD answers every ClientHello with alert 80, so it only serves where TLS is not wanted.
          if (full.certificate !== undefined) await startPostfix(world, full)
          else await startOpenSmtpd(world, full)
        }
      }
    },
    postfix: (spec, place) => startPostfix(world, { hostname: mx, ...spec }, place),
    exim: (spec) => startExim(world, { hostname: mx, ...spec }),
    opensmtpd: (spec) => startOpenSmtpd(world, { hostname: mx, ...spec }),
    sendmail: (spec) => startSendmail(world, { hostname: mx, ...spec }),
    peer: (script, address, port) => startScripted(world, { greeting: `${mx} ESMTP`, ...script }, address, port),
    other: async () => {
      await startExim(world, { hostname: otherMxHost(world), address: world.otherAddress, domain: v.otherDomain })
    },
    plan: (changes = {}) => ({ host: world.receiverAddress(), ehlo, upTo: 'rcpt', from, to: rcpt, ...changes }),
    async session(plan) {
      const { stdout, stderr } = await world.run('sender', [process.execPath, RAW_SESSION, JSON.stringify(plan)], {
        timeoutMs: 60_000,
      })
      if (!stdout.startsWith('{')) throw new Error(`the raw session broke: ${stderr.slice(0, 500)}`)
      return JSON.parse(stdout) as RawEnd
    },
    argv: (...more) => [v.domain, '--ehlo', ehlo, '--from', from, ...more],
    sending: (bytes, ...more) => [
      v.domain,
      '--ehlo',
      ehlo,
      '--from',
      from,
      '--rcpt',
      rcpt,
      '--send',
      '--size',
      String(bytes),
      ...more,
    ],
    symptom: (line) => ['--symptom', line],
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }
  return scene
}
