import { GROUP_NAMES } from '../../src/domain/group-names.table.ts'
import { SUITE_NAMES } from '../../src/domain/suite-names.table.ts'
import { KINDS, type Kind, type TlsFacts } from './facts.ts'

export type Other = 'sslscan' | 'testssl.sh'

export interface Disagreement {
  /** `only hangup finds group X25519MLKEM768`. */
  readonly says: string
  /** undefined: nobody knows why. */
  readonly because?: string
}

interface Reason {
  readonly other?: Other
  readonly finder: 'hangup' | 'other'
  readonly kind: Kind
  readonly fits: (fact: string, hangup: TlsFacts) => boolean
  readonly because: string
}

const HYBRIDS = /MLKEM|Kyber/
const TLS13_CURVES = /tls13$/
const NO_COMMON_GROUP = 'it cannot speak TLS 1.3 with a server whose groups all have ML-KEM'

/** Why two tools may differ, each a limit of the one that does not find it. */
const REASONS: readonly Reason[] = [
  {
    finder: 'hangup',
    kind: 'group',
    fits: (fact) => HYBRIDS.test(groupWord(fact)),
    because: 'it does not know groups with ML-KEM',
  },
  {
    finder: 'hangup',
    kind: 'group',
    fits: (fact) => TLS13_CURVES.test(groupWord(fact)),
    because: 'it does not know the numbers that TLS 1.3 has for Brainpool curves',
  },
  {
    finder: 'hangup',
    kind: 'version',
    fits: (fact, hangup) => fact === '1.3' && hasOnlyHybrids(hangup),
    because: NO_COMMON_GROUP,
  },
  {
    finder: 'hangup',
    kind: 'suite',
    fits: (fact, hangup) => fact.startsWith('0x13') && hasOnlyHybrids(hangup),
    because: NO_COMMON_GROUP,
  },
  {
    other: 'testssl.sh',
    finder: 'other',
    kind: 'group',
    fits: (_fact, hangup) => hangup.version?.includes('1.3') !== true,
    because: 'hangup asks for groups by a HelloRetryRequest, which only TLS 1.3 has',
  },
]

/** In what two tools differ, kind by kind; what one of them does not look at is no difference. */
export function disagreements(hangup: TlsFacts, theirs: TlsFacts, other: Other): readonly Disagreement[] {
  return KINDS.flatMap((kind) => {
    const [ours, others] = [hangup[kind], theirs[kind]]
    if (ours === undefined || others === undefined) return []
    const lone = (finder: Reason['finder'], facts: readonly string[], known: readonly string[]): Disagreement[] =>
      facts
        .filter((fact) => !known.includes(fact))
        .map((fact) => {
          const reason = REASONS.find(
            (one) =>
              one.finder === finder &&
              one.kind === kind &&
              (one.other === undefined || one.other === other) &&
              one.fits(fact, hangup),
          )
          const says = `only ${finder === 'hangup' ? 'hangup' : other} finds ${kind} ${wordFor(kind, fact)}`
          return reason === undefined ? { says } : { says, because: reason.because.replace(/^it\b/, other) }
        })
    return [...lone('hangup', ours, others), ...lone('other', others, ours)]
  })
}

function wordFor(kind: Kind, fact: string): string {
  if (kind === 'group') return groupWord(fact)
  return kind === 'suite' ? (SUITE_NAMES[Number(fact)] ?? fact) : fact
}

function groupWord(fact: string): string {
  return GROUP_NAMES[Number(fact)] ?? fact
}

function hasOnlyHybrids({ group = [] }: TlsFacts): boolean {
  return group.length > 0 && group.every((fact) => HYBRIDS.test(groupWord(fact)))
}
