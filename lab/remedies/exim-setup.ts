import type { PeerScript } from '../../src/probe/peer/peer-script.ts'
import { installs } from './serving.ts'
import type { Target, Trial } from './trial.ts'

const OPTIONS = '/etc/exim4/exim4.conf.template'

/** Options of the ordinary transport. */
export function transport(...options: readonly string[]): () => string {
  return () =>
    options
      .map(
        (option) => `sed -i "/^remote_smtp:/,/driver = smtp/ s|driver = smtp|driver = smtp\\n  ${option}|" ${OPTIONS}`,
      )
      .join('\n')
}

/** An option of the ordinary transport that the base sets gets another value. */
export function instead(option: string, value: string): () => string {
  return () => `sed -i "/^remote_smtp:/,/^\\.ifdef/ s|^  ${option} = .*|  ${option} = ${value}|" ${OPTIONS}`
}

export const LOCAL = '/etc/exim4/exim4.conf.localmacros'

/** Debian's other layout: a file for each part. */
export function split(): () => string {
  return () => 'sed -i "s/^dc_use_split_config=.*/dc_use_split_config=\'true\'/" /etc/exim4/update-exim4.conf.conf'
}

/** Debian's answers for mail that all goes to a smart host. */
export function smarthostTo(smarthost: string): string {
  return `sed -i "s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='smarthost'/; s/^dc_smarthost=.*/dc_smarthost='${smarthost}'/" /etc/exim4/update-exim4.conf.conf`
}

/** A server of ours with TLS and a line in its main section. */
export function serving(line: string): (target: Target) => string {
  return ({ tls }) =>
    `${installs({ '/etc/exim4/exim.crt': tls('ordinary').cert, '/etc/exim4/exim.key': tls('ordinary').key }, 'Debian-exim')}
printf 'MAIN_TLS_ENABLE = yes\\n${line}\\n' >> ${LOCAL}\nupdate-exim4.conf\nsystemctl start exim4`
}

export function smarthostPatience(limit: string): string {
  return `sed -i "/^remote_smtp_smarthost:/,/driver = smtp/ s|driver = smtp|driver = smtp\\n  command_timeout = ${limit}|" ${OPTIONS}`
}

/** A person edits the files, and puts the copies back. */
export function byHand(does: (target: Target) => string): NonNullable<Trial['byHand']> {
  return {
    does: (target) => `cp -p ${OPTIONS} /root/template; cp -p ${LOCAL} /root/macros; ${does(target)}`,
    undoes: () => `cp -p /root/template ${OPTIONS}; cp -p /root/macros ${LOCAL}`,
  }
}

export const exempt = byHand(
  ({ host }) =>
    `sed -i 's/^\\(  hosts_require_tls =\\|  tls_verify_hosts =\\|REMOTE_SMTP_HOSTS_REQUIRE_TLS =\\) \\*/\\1 ! ${host} : */' ${OPTIONS} ${LOCAL}`,
)
export const removed = byHand(
  () => `sed -i '/^  hosts_require_tls = \\*/d; /^ *tls_require_ciphers = NORMAL/d' ${OPTIONS} ${LOCAL}`,
)

/** Where a server takes chunks, Exim never says DATA. */
export const slow = (point: 'banner' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'dot'): PeerScript => ({
  at: { [point]: { do: 'usual', delayMs: 2500 } },
  ...(point === 'data' ? { keywords: ['PIPELINING', 'SIZE 52428800', '8BITMIME'] } : {}),
})
