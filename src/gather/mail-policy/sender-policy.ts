import type { DnsAnswer, SenderPolicyFact } from '../../domain/facts/dns-facts.ts'
import type { Resolver } from '../../domain/ports.ts'
import { followAliases } from '../../wire/dns/alias.ts'

/** Whether a domain of ours publishes SPF (RFC 7208), DMARC (RFC 7489) and, when a selector is given, DKIM (RFC 6376): presence and syntax only. */
export async function gatherSenderPolicies(
  domain: string,
  resolver: Resolver,
  dkimSelector?: string,
): Promise<{ readonly policies: readonly SenderPolicyFact[]; readonly answers: readonly DnsAnswer[] }> {
  const questions = [
    { kind: 'spf', name: domain, pick: /^v=spf1(?: |$)/i, check: checkSpf },
    { kind: 'dmarc', name: `_dmarc.${domain}`, pick: /^v=DMARC1[ \t]*(?:;|$)/, check: checkDmarc },
    ...(dkimSelector === undefined
      ? []
      : [
          {
            kind: 'dkim',
            name: `${dkimSelector}._domainkey.${domain}`,
            pick: /(?:^|;)[ \t]*p=/,
            check: checkDkim,
          } as const,
        ]),
  ] as const
  const answers = await Promise.all(questions.map(({ name }) => resolver.resolve({ kind: 'dns', name, type: 'TXT' })))
  const policies = questions.map(({ kind, pick, check }, index): SenderPolicyFact => {
    const answer = answers[index]
    if (answer === undefined || !['answer', 'nodata', 'nxdomain'].includes(answer.status)) {
      return { domain, kind, status: 'unknown', why: `the lookup ended in ${answer?.status ?? 'nothing'}` }
    }
    const texts = followAliases(answer.records, answer.name, 'TXT').records.flatMap((record) =>
      record.type === 'TXT' && pick.test(record.text) ? [record.text] : [],
    )
    const [text] = texts
    if (text === undefined) return { domain, kind, status: 'absent' }
    if (texts.length > 1)
      return { domain, kind, status: 'invalid', text, why: `there are ${texts.length} of them; one is allowed` }
    const why = check(text)
    return why === undefined
      ? { domain, kind, status: 'present', text }
      : { domain, kind, status: 'invalid', text, why }
  })
  return { policies, answers }
}

const SPF_TERM =
  /^(?:[-+~?]?(?:all|(?:include|exists):\S+|(?:a|mx)(?::[^\s/]+)?(?:\/\d{1,2})?(?:\/\/\d{1,3})?|ptr(?::\S+)?|ip4:[\d.]+(?:\/\d{1,2})?|ip6:[0-9a-f:.]+(?:\/\d{1,3})?)|[a-z][\w.-]*=\S*)$/i
/** RFC 7208 §4.6.4. */
const MAX_SPF_LOOKUPS = 10

function checkSpf(text: string): string | undefined {
  const terms = text
    .split(' ')
    .slice(1)
    .filter((term) => term !== '')
  const wrong = terms.find((term) => !SPF_TERM.test(term))
  if (wrong !== undefined) return `the term ${wrong.slice(0, 80)} is not SPF`
  const lookups = terms.filter((term) =>
    /^[-+~?]?(?:include:|exists:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr)|^redirect=/i.test(term),
  ).length
  return lookups > MAX_SPF_LOOKUPS ? `it needs ${lookups} lookups; ${MAX_SPF_LOOKUPS} are allowed` : undefined
}

function checkDmarc(text: string): string | undefined {
  const policy = /;[ \t]*p[ \t]*=[ \t]*(\w+)/.exec(text)?.[1]?.toLowerCase()
  if (policy === undefined) return 'it has no p='
  return ['none', 'quarantine', 'reject'].includes(policy) ? undefined : `p=${policy} is no DMARC policy`
}

function checkDkim(text: string): string | undefined {
  const key = /(?:^|;)[ \t]*p=([^;]*)/.exec(text)?.[1]?.replaceAll(/\s/g, '') ?? ''
  if (key === '') return 'the key was revoked (p= is empty)'
  return /^[A-Za-z0-9+/]+=*$/.test(key) ? undefined : 'the key is not base64'
}
