import type { Destination } from '../../domain/destination.ts'
import { domainKey, edit, lineBack, removal, sh, type WrittenSteps } from '../lever-writer.ts'

export const CONF = '/etc/smtpd.conf'
export const RESTART = 'systemctl restart opensmtpd'
/** Of our own: what is there may be named and keyed alike. Debian has no /etc/mail. */
const SECRETS = '/etc/smtpd.relay-secrets'

export function restart(): readonly ReturnType<typeof sh>[] {
  return [sh(`smtpd -n -f ${CONF}`, 'validates'), sh(RESTART)]
}

export function line(text: string, why?: string): WrittenSteps {
  return {
    steps: [edit(CONF, text, why === undefined ? {} : { why }), ...restart()],
    undo: [removal(CONF, text), ...restart()],
  }
}

/** An edit of lines that are there. The copy brings them back as they were. */
export function sed(what: 'protocols' | 'ciphers' | 'pki', script: string, why: string): WrittenSteps {
  const copy = `.before-${what}`
  return {
    steps: [
      sh(`[ -e ${CONF}${copy} ] || cp -p ${CONF} ${CONF}${copy}`, 'for the undo, as it was before the first run'),
      sh(`sed -i -E '${script}' ${CONF}`, why),
      ...restart(),
    ],
    undo: [sh(`mv ${CONF}${copy} ${CONF}`, 'what was changed in the file since then goes with it'), ...restart()],
  }
}

/** What an action for all destinations rests on. */
interface Beneath {
  readonly before?: string
  /** A line of the table `relay-secrets`. */
  readonly secrets?: string
}

/** For all destinations: another action, found before the one that is there. Names of actions must not stand twice. */
export function relayAll(options: string, why: string, { before, secrets }: Beneath = {}): WrittenSteps {
  const change = line(
    [
      ...(before === undefined ? [] : [before]),
      ...(secrets === undefined ? [] : [`table relay-secrets file:${SECRETS}`]),
      `action "relay-all" relay ${options}`.trimEnd(),
      ...matches('any', 'relay-all'),
    ].join('\n'),
    `above the match rule for any, with the other options of its action; ${why}`,
  )
  if (secrets === undefined) return change
  return {
    steps: [
      edit(SECRETS, secrets, { why: 'in place of a line with the same key' }),
      sh(`chgrp opensmtpd ${SECRETS} && chmod 640 ${SECRETS}`),
      ...change.steps,
    ],
    undo: [...change.undo, lineBack(SECRETS, secrets), sh(`[ -s ${SECRETS} ] || rm -f ${SECRETS}`)],
  }
}

/** For one destination; of the mail that is handed to a relay, for all. */
export function relay(to: Destination, options: string, why?: string): WrittenSteps {
  const more = why === undefined ? '' : `; ${why}`
  if (to.relay !== undefined) return relayAll(options, `the label before an @ in its URL is kept, too${more}`)
  const domain = domainKey(to)
  const name = `to-${domain.replaceAll('.', '-')}`
  return line(
    [`action "${name}" relay ${options}`.trimEnd(), ...matches(`domain "${domain}"`, name)].join('\n'),
    `above the first match rule, with the other options of the action that its mail had${more}`,
  )
}

/** Mail of this host, and of those who log in from elsewhere. */
function matches(destination: string, action: string): readonly string[] {
  return ['local', 'auth'].map((origin) => `match from ${origin} for ${destination} action "${action}"`)
}
