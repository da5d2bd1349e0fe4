import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Lever } from '../../src/domain/lever.ts'
import { writeLever } from '../../src/mta/remedies.ts'
import type { LabArguments } from '../arguments.ts'
import { startDns } from '../dns.ts'
import { CACHE, installNewer } from '../packages.ts'
import { makeCertificate } from '../pki.ts'
import { startScriptedPeers } from '../servers/peer.ts'
import { vary } from '../variation.ts'
import { buildWorld, type World } from '../world.ts'
import { ordinaryNames, zonesOf } from '../zones.ts'
import { handOf } from './pull.ts'
import { SENDER_KINDS } from './sender-kinds.ts'
import { startSender, type Fate, type Sender } from './sender.ts'
import { OTHER_NAME, type Target, type Trial } from './trial.ts'
import { EXIM_TRIALS } from './trials-exim.ts'
import { OPENSMTPD_7_TRIALS, OPENSMTPD_TRIALS } from './trials-opensmtpd.ts'
import { POSTFIX_TRIALS } from './trials-postfix.ts'
import { SENDMAIL_TRIALS } from './trials-sendmail.ts'

const TRIALS = {
  postfix: POSTFIX_TRIALS,
  exim: EXIM_TRIALS,
  sendmail: SENDMAIL_TRIALS,
  opensmtpd: OPENSMTPD_TRIALS,
  'opensmtpd-7': OPENSMTPD_7_TRIALS,
} as const satisfies Record<keyof typeof SENDER_KINDS, readonly Trial[]>
type SenderName = keyof typeof TRIALS

interface RemedyResult {
  readonly name: string
  readonly seconds: number
  /** What did not hold; undefined when the fix heals and its undo takes it back. */
  readonly wrong?: string
}

/** Applies the fixes for sending servers to real ones, the kinds of servers side by side. The exit code: 0 when all of them hold. */
export async function tryRemedies(asked: LabArguments, say: (line: string) => void): Promise<number> {
  const results: RemedyResult[] = []
  const report = (result: RemedyResult): void => {
    results.push(result)
    say(`${result.wrong === undefined ? 'ok  ' : 'FAIL'} ${result.name} (${result.seconds.toFixed(1)} s)`)
    if (result.wrong !== undefined) say(`         ${result.wrong}`)
  }
  await Promise.all(
    (Object.keys(TRIALS) as SenderName[]).map((software) =>
      trySender(software, asked, report).catch((error: unknown) =>
        report({ name: software, seconds: 0, wrong: String(error) }),
      ),
    ),
  )
  const failed = results.filter(({ wrong }) => wrong !== undefined).length
  say(`${results.length - failed} passed, ${failed} failed`)
  return failed === 0 && results.length > 0 ? 0 : 1
}

/** The trials of one kind of server, one after the other in a world of its own. */
async function trySender(
  software: SenderName,
  { only, seeds, keep }: LabArguments,
  report: (result: RemedyResult) => void,
): Promise<void> {
  const trials = TRIALS[software].map((trial, index) => ({ trial, index, name: `${software} ${trial.title}` }))
  const chosen = trials.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))
  if (chosen.length === 0) return
  if (software === 'opensmtpd-7') await installNewer(software)
  const workDir = join(CACHE, 'worlds')
  mkdirSync(workDir, { recursive: true })
  const world = await buildWorld(vary(seeds[0] ?? 1, `remedies-${software}`), { hops: 1, rttMs: 1 }, workDir)
  try {
    const targets = await layOut(world, chosen)
    const sender = await startSender(world, SENDER_KINDS[software])
    for (const { trial, name } of chosen) {
      const began = Date.now()
      const target = targets.get(trial)
      if (target === undefined) continue
      const wrong = await tryOut(sender, trial, target).catch((error: unknown) => String(error))
      report({ name, seconds: (Date.now() - began) / 1000, ...(wrong === undefined ? {} : { wrong }) })
    }
  } finally {
    if (!keep) world.end()
  }
}

/** Names, addresses and servers for all trials. */
async function layOut(
  world: World,
  trials: readonly { readonly trial: Trial; readonly index: number }[],
): Promise<ReadonlyMap<Trial, Target>> {
  const { domain, net } = world.variation
  const places = trials.map(({ trial, index }) => ({
    trial,
    domain: `t${index}.${domain}`,
    host: `mx.t${index}.${domain}`,
    address: `${net.receiver}.${20 + index}`,
    elsewhere: `${net.receiver}.${120 + index}`,
    address6: `${net.receiver6}::${(0x100 + index).toString(16)}`,
  }))
  const names = places.map(({ host }) => host)
  const certificates = {
    ordinary: await makeCertificate(world.dir, { names, issuer: 'intermediate' }),
    ecdsa: await makeCertificate(world.dir, { names, issuer: 'intermediate', key: 'ec256' }),
    'self-signed': await makeCertificate(world.dir, { names, issuer: 'self' }),
    expired: await makeCertificate(world.dir, { names, issuer: 'intermediate', fromDays: -90, forDays: 60 }),
    'other-name': await makeCertificate(world.dir, { names: [OTHER_NAME], issuer: 'intermediate' }),
  }
  const targets = new Map<Trial, Target>()
  for (const place of places)
    targets.set(place.trial, {
      world,
      ...place,
      tls: (certificate, more = {}) => ({
        cert: certificates[certificate].chainText,
        key: certificates[certificate].keyText,
        ...more,
      }),
    })
  const lines = places.flatMap(({ trial, domain: own, host, address, address6 }) => {
    const target = targets.get(trial)
    return [
      `${own}. IN MX 10 ${host}.`,
      `${host}. IN A ${address}`,
      ...(trial.receiver6 === undefined ? [] : [`${host}. IN AAAA ${address6}`]),
      ...(target === undefined ? [] : (trial.zone?.(target) ?? [])),
    ]
  })
  const ordinary = ordinaryNames(world)
  await startDns(world, {
    zones: zonesOf(world, { ...ordinary, security: 'signed', domainLines: lines }),
  })
  const all = places.flatMap(({ address, elsewhere, address6 }) => [
    `addr add ${address}/24 dev eth0`,
    `addr add ${elsewhere}/24 dev eth0`,
    `addr add ${address6}/64 dev eth0 nodad`,
  ])
  await world.must('receiver', ['ip', '-batch', '-'], { stdin: all.join('\n') })
  const peers = places.flatMap(({ trial, address, elsewhere, address6 }) => {
    const target = targets.get(trial)
    if (target === undefined) return []
    const port = trial.port ?? 25
    return [
      ...(trial.receiver === undefined
        ? []
        : [{ script: { greeting: `${target.host} ESMTP`, ...trial.receiver(target) }, address, port }]),
      ...(trial.elsewhere === undefined ? [] : [{ script: trial.elsewhere(target), address: elsewhere, port }]),
      ...(trial.receiver6 === undefined ? [] : [{ script: trial.receiver6(target), address: address6, port }]),
    ]
  })
  await startScriptedPeers(world, peers)
  for (const { trial } of places) {
    const target = targets.get(trial)
    for (const rule of target === undefined ? [] : (trial.rules?.(target) ?? [])) await world.rule('receiver', rule)
    for (const match of target === undefined ? [] : (trial.held?.(target) ?? []))
      await world.hold('receiver', match, 2500)
  }
  return targets
}

/** Faulty, mended, faulty again; and the files as they were. */
async function tryOut(sender: Sender, trial: Trial, target: Target): Promise<string | undefined> {
  await sender.reset()
  const before = trial.before?.(target)
  if (before !== undefined) {
    const ran = await sender.sh(`set -e\n${before}`)
    if (ran.code !== 0) return `the trial's own set-up failed: ${ran.stderr || ran.stdout}`
  }
  await sender.reread()
  const files = async (): Promise<string> =>
    trial.sameMeaning === undefined ? sender.snapshot() : (await sender.sh(trial.sameMeaning)).stdout
  const snapshot = await files()
  const first = await attempt(sender, trial, target)
  if (first.every(({ delivered }) => delivered)) return 'the fault does not act: mail passes without the fix'
  const lever: Lever = trial.lever(target)
  const { domain, address } = target
  const written = writeLever(lever, trial.to?.(target) ?? { domain, address }).find(
    ({ software }) => software === sender.software,
  )
  if (written === undefined) return `no words for ${lever.lever}`
  const hand = handOf(sender, trial.values?.(target) ?? {})
  const fixed = await hand.follow(written.steps, trial.byHand?.does(target))
  if (fixed !== undefined) return `the fix cannot be followed: ${fixed}`
  // Commands that are run once more, by accident or for another host, must do no harm. An edit says itself where its line goes.
  const again = written.steps.every(({ kind }) => kind === 'command') && trial.stays !== true
  const repeated = again ? await hand.follow(written.steps) : undefined
  if (repeated !== undefined) return `the fix cannot be followed a second time: ${repeated}`
  const second = await attempt(sender, trial, target)
  const failed = second.find(({ delivered }) => !delivered)
  if (failed !== undefined) return `the fix does not heal: ${failed.line}`
  if (trial.stays === true) return written.undo.length === 0 ? undefined : 'an undo is printed, and nobody tried it'
  const undone = await hand.follow(written.undo, trial.byHand?.undoes(target))
  if (undone !== undefined) return `the undo cannot be followed: ${undone}`
  const after = await files()
  if (after !== snapshot) return `the undo leaves other files than before:\n${differing(snapshot, after)}`
  const third = await attempt(sender, trial, target)
  return third.every(({ delivered }) => delivered) ? 'after the undo the fault is not back' : undefined
}

/** Mail to the trial's domain; or a client's look at what the server itself serves. */
async function attempt(sender: Sender, trial: Trial, target: Target): Promise<readonly Fate[]> {
  if (trial.serves !== undefined) {
    const { code, stdout, stderr } = await sender.sh(trial.serves(target))
    return [{ delivered: code === 0, line: `${stdout}${stderr}`.trim().slice(-600) }]
  }
  const { domain } = target
  const messages = (trial.messages ?? [1]).map((recipients, message) =>
    Array.from({ length: recipients }, (_, index) => `r${message}-${index}@${domain}`),
  )
  return sender.send(messages, trial.bytes)
}

function differing(before: string, after: string): string {
  const then = new Set(before.split('\n'))
  const now = new Set(after.split('\n'))
  return [
    ...[...then].filter((line) => !now.has(line)).map((line) => `  was ${line}`),
    ...[...now].filter((line) => !then.has(line)).map((line) => `  is  ${line}`),
  ].join('\n')
}
