/** What Sendmail itself says of a domain (`sendmail -bt`): rules and tables may lead its mail anywhere. */
interface AddressTest {
  readonly mailer: string
  /** Absent: the domain's own MX. */
  readonly host?: string
  /** `$j`: what it says in EHLO. */
  readonly ownName?: string
}

/** The question, for standard input: the rule sets that choose a mailer, and the own name. Other programs of that name send nothing for it. */
export function addressQuestion(domain: string): string {
  return `3,0 postmaster@${domain}\n$j\n`
}

/** `parse returns: $# relay $@ [ relay . example ] $: postmaster < @ example . org . >`; tokens stand apart. */
export function readAddressTest(text: string, domain: string): AddressTest | undefined {
  const parsed = text.split('\n').findLast((line) => /^\s*parse\s+returns:/.test(line))
  const [, mailer, tokens] = /\$# (\S+) \$@ ([^$]*)/.exec(parsed ?? '') ?? []
  if (mailer === undefined || tokens === undefined) return undefined
  const host = tokens.replaceAll(' ', '').replace(/\.$/, '')
  const ownName = /^> ([\w-]+(?:\.[\w-]+)*)\s*$/m.exec(text)?.[1]
  return {
    mailer,
    // With `error` a status stands in the place of a host.
    ...(host === '' || mailer === 'error' || host.toLowerCase() === domain ? {} : { host }),
    ...(ownName === undefined ? {} : { ownName }),
  }
}
