import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { View } from '../../domain/evidence.ts'
import { isDrop } from '../../domain/outcome.ts'
import type { TlsMode } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, peerPort } from '../shared/receiver-name.ts'
import {
  companions,
  type DeadSession,
  deaths,
  died,
  firstLooks,
  type SessionSeen,
  trialsWith,
} from '../shared/sessions.ts'
import { waitingOf } from '../shared/socket.ts'
import { saidByPeer } from '../shared/told.ts'
import { heloOnly, SLICE_BYTES, withoutTls } from '../shared/variants.ts'
import { FAINT, HINT, NEAR_SURE, times } from '../shared/weights.ts'

const STAGES = ['banner', 'ehlo', 'starttls', 'tls', 'mail', 'rcpt', 'data', 'body', 'dot'] as const

/** Cisco's inspection overwrites what it does not know: the banner with asterisks, keywords with X. */
function isMasked({ fact }: SessionSeen): boolean {
  return (
    (fact.banner?.lines.some((line) => /\*{4}/.test(line)) ?? false) ||
    maskedKeywords(fact.clearKeywords ?? fact.keywords ?? [])
  )
}

function maskedKeywords(keywords: readonly string[]): boolean {
  return keywords.some((keyword) => /^X{5,}[A-Z]?(\s|$)/.test(keyword))
}

const requiresTls = (mode: TlsMode): boolean => mode === 'require' || mode === 'verify' || mode === 'wrapped'

type Seen = View<'smtp.session' | 'socket.state' | 'tls.hello' | 'symptom'>

/** Commands of one small packet. */
const COMMANDS: readonly Stage[] = ['starttls', 'mail', 'rcpt', 'data']

/** A command was said, and not even the kernel behind the server has acknowledged it, where EHLO had got its answer. A pause before it is another matter. */
function swallowed(evidence: Seen): readonly DeadSession[] {
  return deaths(evidence['smtp.session'], COMMANDS, isSilence).filter(
    ({ fact }) =>
      Object.keys(fact.plan.pauseMs ?? {}).length === 0 &&
      waitingOf(evidence['socket.state'], fact.session)?.waiting === 'unacknowledged',
  )
}

/** Of STARTTLS it is known that boxes do so; any other command must have met it twice, for packets get lost, and leaves more readings open. */
function swallowedClues(evidence: Seen): readonly Clue[] {
  return swallowed(evidence).flatMap((one): readonly Clue[] => {
    const { stage } = one.fact.death
    const again = trialsWith(evidence['smtp.session'], one.fact.endpoint).filter(({ fact }) =>
      died(fact, [stage], isSilence),
    )
    if (stage !== 'starttls' && again.length === 0) return []
    const look = waitingOf(evidence['socket.state'], one.fact.session)?.look
    return deathClue(
      [one],
      stage === 'starttls' ? times(6) : times(4),
      `the packet with ${stage.toUpperCase()} is repeated and nobody acknowledges it, where EHLO was answered`,
      { with: [...again, ...(look === undefined ? [] : [look])] },
    )
  })
}

/** STARTTLS was answered, and no ClientHello of any kind comes through, the smallest of one small packet among them. */
function swallowedHelloClues(evidence: Seen): readonly Clue[] {
  return deaths(evidence['smtp.session'], ['tls'], isSilence).flatMap((one): readonly Clue[] => {
    const found = waitingOf(evidence['socket.state'], one.fact.session)
    const hellos = evidence['tls.hello'].seen.filter(
      ({ fact }) => fact.endpoint.address === one.fact.endpoint.address && fact.answer.kind !== 'not-reached',
    )
    const small = hellos.filter(({ fact }) => (fact.sliceBytes ?? fact.sizeBytes) <= SLICE_BYTES)
    if (one.fact.plan.tls === 'wrapped' || found?.waiting !== 'unacknowledged' || small.length === 0) return []
    if (hellos.some(({ fact }) => fact.answer.kind !== 'silent' || fact.answer.bytesSeen > 0)) return []
    return deathClue(
      [one],
      times(4),
      'STARTTLS was answered, and no ClientHello after it is acknowledged, however small its segments',
      { with: [...small, found.look] },
    )
  })
}

/** Somebody shows a greeting of which nothing is left but asterisks. */
function maskedWordsClues(evidence: Seen): readonly Clue[] {
  const told = saidByPeer(evidence, { symptoms: ['protocol.malformed'], stages: ['banner'], words: /\*{8}/ })
  return toldClue(told, NEAR_SURE, 'the greeting is overwritten with asterisks, as an inspecting firewall does')
}

export default defineCause({
  id: 'firewall/smtp-inspection',
  title: 'A firewall rewrites the SMTP dialogue (SMTP inspection)',
  locus: 'path',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the EHLO answer from another network: there nothing is masked',
  look: 'again.from-elsewhere',
  explanation: `Cisco ASA and PIX ("inspect esmtp", "fixup protocol smtp") and their kin read SMTP as it passes: they overwrite the banner with asterisks and
unknown extensions with X, and answer or swallow commands that they do not know (STARTTLS, BDAT, SMTPUTF8), so that modern sessions die
where old ones pass.

**Look-alikes.** A server that simply lacks an extension shows no filler. When many unrelated peers look masked, the box is on our side;
when one does, on theirs. Postfix works around the box by itself once a message has waited 500 s.`,
  references: [
    'https://www.postfix.org/postconf.5.html#smtp_pix_workarounds',
    'https://www.cisco.com/c/en/us/td/docs/security/asa/ (inspect esmtp)',
    'RFC 5321 §4.1.1.1',
  ],
  needs: ['smtp.session', 'socket.state', 'tls.hello', 'symptom'],
  alternatives: [{ cause: 'tls/starttls-stripped', decidedBy: 'whether anything but STARTTLS is missing' }],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const masked = firstLooks(sessions).filter(isMasked)
    const [first] = masked
    if (first === undefined)
      return [...maskedWordsClues(evidence), ...swallowedClues(evidence), ...swallowedHelloClues(evidence)]
    const where = { stage: first.fact.death?.stage ?? ('ehlo' as const), endpoint: endpointText(first.fact.endpoint) }
    const clues: Clue[] = [
      ...clue(
        masked,
        NEAR_SURE,
        'the banner or the list of extensions is overwritten with filler, as an inspecting firewall does',
        where,
      ),
    ]
    const others = companions(sessions)
    const maskedToo = others.filter(isMasked)
    const clean = others.filter((one) => one.fact.banner !== undefined && !isMasked(one))
    if (maskedToo.length > 0)
      clues.push(
        ...clue(
          [first, ...maskedToo],
          HINT,
          'unrelated servers look overwritten too, so the firewall is on our side',
          where,
        ),
      )
    else if (clean.length > 0)
      clues.push(
        ...clue(
          [first, ...clean],
          FAINT,
          'unrelated servers are not overwritten, so the firewall is on their side',
          where,
        ),
      )
    return clues
  },
  experiments(evidence) {
    const starttls =
      swallowed(evidence).find(({ fact }) => fact.death.stage === 'starttls') ??
      (swallowedHelloClues(evidence).length > 0 ? deaths(evidence['smtp.session'], ['tls'], isSilence)[0] : undefined)
    if (starttls !== undefined && !requiresTls(starttls.fact.plan.tls)) {
      const { plan, death } = starttls.fact
      return [
        twoSessions(
          {
            name: 'in clear',
            question: 'Does the session live when it does not say STARTTLS?',
            varied: 'no STARTTLS',
          },
          {
            fails: { name: 'STARTTLS', plan },
            lives: { name: 'in clear', plan: withoutTls(plan) },
            stage: death.stage,
          },
        ),
      ]
    }
    const dead = firstLooks(evidence['smtp.session']).find(
      (one) => isMasked(one) && died(one.fact, STAGES, (outcome) => isDrop(outcome) || outcome.kind === 'reply'),
    )
    // Where TLS is required its absence alone ends the session, and a HELO that does without proves nothing.
    if (dead === undefined || dead.fact.plan.helo === true || requiresTls(dead.fact.plan.tls)) return []
    const { plan } = dead.fact
    return [
      twoSessions(
        {
          name: 'HELO',
          question: 'Does a session without any extension pass the firewall?',
          varied: 'HELO instead of EHLO, so no extension at all',
        },
        {
          fails: { name: 'EHLO', plan },
          lives: { name: 'HELO', plan: heloOnly(plan) },
        },
      ),
    ]
  },
  locusFor(evidence) {
    return companions(evidence['smtp.session']).some(isMasked) ? 'sender' : 'path'
  },
  remedies: (evidence) => {
    const host = peerName(evidence)
    return [
      {
        title: 'Switch the inspection of SMTP off on the firewall',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'note',
            text: 'Cisco ASA: `policy-map global_policy`, `class inspection_default`, `no inspect esmtp`; or keep it and add `policy-map type inspect esmtp NAME`, `parameters`, `allow-tls`. PIX: `no fixup protocol smtp 25`. It may be our firewall or theirs: it is ours if many unrelated peers look overwritten.',
          },
          {
            kind: 'ask',
            who: 'whoever runs the firewall in front of that mail server',
            text: `Your firewall inspects SMTP and overwrites our dialogue with your server (asterisks in the banner, XXXX in the list of extensions). Please switch the inspection off for port ${peerPort(evidence)} ("no inspect esmtp").`,
          },
        ],
        undo: [{ kind: 'note', text: 'Cisco ASA: `inspect esmtp` in the same class.' }],
      },
      {
        title: 'Speak plain SMTP to this receiver',
        applies: 'after-review',
        on: 'our-server',
        levers: [{ lever: 'esmtp.off-for', host }],
        costs: 'no TLS, no SIZE, no 8BITMIME to this receiver',
      },
    ]
  },
})
