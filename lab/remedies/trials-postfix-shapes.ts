import { ONE_AT_A_TIME, relayOnly } from './faults.ts'
import type { Trial } from './trial.ts'

const OUT = '/etc/postfix-out'

/** Configurations that hold something already. */
export const POSTFIX_SHAPE_TRIALS: readonly Trial[] = [
  {
    title: 'policies on several lines, tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: ({ domain }) =>
      `printf '${domain} encrypt\\n' > /etc/postfix/tls_policy; printf 'smtp_tls_policy_maps =\\n  texthash:/etc/postfix/other\\n# these are old\\n  texthash:/etc/postfix/tls_policy\\n' >> /etc/postfix/main.cf; printf 'other.example none\\n' > /etc/postfix/other`,
    // One line afterwards.
    sameMeaning: `postconf -h smtp_tls_policy_maps; find /etc/postfix -name 'hangup-*'`,
  },
  {
    title: 'a setting that stands twice, timeout.client: an answer to mail after 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'command', seconds: 300 }),
    receiver: () => ({ at: { mail: { do: 'usual', delayMs: 2500 } } }),
    before: () =>
      `printf '#smtp_mail_timeout = 7s\\nsmtp_mail_timeout = 9s\\nsmtp_mail_timeout = 1s\\n' >> /etc/postfix/main.cf`,
    sameMeaning: 'postconf -h smtp_mail_timeout',
  },
  {
    title: 'an override in master.cf, timeout.client: an answer to mail after 2.5 s',
    lever: () => ({ lever: 'timeout.client', stage: 'command', seconds: 300 }),
    receiver: () => ({ at: { mail: { do: 'usual', delayMs: 2500 } } }),
    before: () => "postconf -P 'smtp/unix/smtp_mail_timeout=1s'",
    to: ({ domain, address }) => ({
      domain,
      address,
      ours: { overrides: [{ service: 'smtp/unix', name: 'smtp_mail_timeout', value: '1s' }] },
    }),
  },
  {
    title: 'policies in master.cf, tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: ({ domain }) =>
      `printf '${domain} encrypt\\n' > /etc/postfix/tls_policy; postmap /etc/postfix/tls_policy; postconf -P 'smtp/unix/smtp_tls_policy_maps=hash:/etc/postfix/tls_policy'`,
    to: ({ domain, address }) => ({
      domain,
      address,
      ours: {
        overrides: [{ service: 'smtp/unix', name: 'smtp_tls_policy_maps', value: 'hash:/etc/postfix/tls_policy' }],
      },
    }),
  },
  {
    title: 'policies in master.cf, tls.maximum-for: a box that resets hellos with TLS 1.3',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
    before: ({ domain }) =>
      `printf '${domain} encrypt\\n' > /etc/postfix/tls_policy; postmap /etc/postfix/tls_policy; postconf -P 'smtp/unix/smtp_tls_policy_maps=hash:/etc/postfix/tls_policy'`,
    to: ({ domain, address }) => ({
      domain,
      address,
      ours: {
        overrides: [{ service: 'smtp/unix', name: 'smtp_tls_policy_maps', value: 'hash:/etc/postfix/tls_policy' }],
      },
    }),
    // What the text asks for: the level that stood there.
    values: () => ({ 'may protocols': 'encrypt protocols' }),
  },
  {
    title: 'policies of others, tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: ({ domain }) =>
      `printf '${domain} encrypt\\nother.example secure\\n' > /etc/postfix/tls_policy; postmap /etc/postfix/tls_policy; postconf -e 'smtp_tls_policy_maps = hash:/etc/postfix/tls_policy'`,
  },
  {
    title: 'policies of others, tls.maximum-for: a box that resets hellos with TLS 1.3',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
    before: () =>
      `printf 'other.example secure\\n' > /etc/postfix/tls_policy; postmap /etc/postfix/tls_policy; postconf -e 'smtp_tls_policy_maps = hash:/etc/postfix/tls_policy'`,
  },
  {
    title: 'policies in a table without a file, tls.maximum-for: a box that resets hellos with TLS 1.3',
    lever: ({ host }) => ({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ offers13: true, then: { do: 'rst' } }] }),
    before: ({ domain }) =>
      `printf 'smtp_tls_policy_maps = inline:{{other.example = secure}, {${domain} = encrypt}}\\n' >> /etc/postfix/main.cf`,
    // What the text asks for: the level that stood there.
    values: () => ({ 'may protocols': 'encrypt protocols' }),
  },
  {
    title: 'a table that names the same domain, tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    before: ({ domain }) =>
      `printf '${domain} encrypt\\nother.example secure\\n' > /etc/postfix/tls_policy_exceptions; postconf -e 'smtp_tls_policy_maps = texthash:/etc/postfix/tls_policy_exceptions'`,
  },
  {
    ...relayOnly(587),
    title: 'an old password of the same relay, smarthost: port 25 is blocked',
    before: ({ host }) =>
      `printf '[${host}]:587 joe:old\\n[other.example]:587 joe:other' > /etc/postfix/sasl_passwd; chmod 600 /etc/postfix/sasl_passwd; postmap /etc/postfix/sasl_passwd; postconf -e 'smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd' 'smtp_sasl_auth_enable = yes'`,
  },
  {
    title: 'transports of others, rate.delay: one connection at a time is taken',
    lever: ({ host }) => ({ lever: 'rate.delay', host, seconds: 1 }),
    receiver: () => ONE_AT_A_TIME,
    before: ({ domain }) =>
      `printf '${domain} smtp:\\nother.example relay:[192.0.2.9]\\n' > /etc/postfix/transport; postmap /etc/postfix/transport; postconf -e 'transport_maps = hash:/etc/postfix/transport'`,
    messages: [1, 1, 1],
  },
  {
    title: 'a service slow of others, rate.delay: one connection at a time is taken',
    lever: ({ host }) => ({ lever: 'rate.delay', host, seconds: 1 }),
    receiver: () => ONE_AT_A_TIME,
    before: () =>
      `postconf -M 'slow/unix=slow unix - - n - 2 smtp'; postconf -P 'slow/unix/smtp_helo_name=slow.example'; postconf -e 'slow_destination_rate_delay = 7s'`,
    messages: [1, 1, 1],
  },
  {
    title: 'options of smtp in master.cf, esmtp.off-for: a server that hangs up at EHLO',
    lever: ({ host }) => ({ lever: 'esmtp.off-for', host }),
    receiver: () => ({ at: { ehlo: { do: 'fin' } } }),
    // The name that main.cf says is refused, so that the transport of its own must say that of master.cf.
    rules: ({ address }) => [
      `-I INPUT -d ${address} -p tcp --dport 25 -m string --algo bm --string bad-name.example -j REJECT --reject-with tcp-reset`,
    ],
    before: () =>
      `postconf -e 'smtp_helo_name = bad-name.example'; postconf -P 'smtp/unix/smtp_helo_name=good.example'`,
  },
  {
    title: 'a service that another line names, esmtp.off-for: a server that hangs up at EHLO',
    lever: ({ host }) => ({ lever: 'esmtp.off-for', host }),
    receiver: () => ({ at: { ehlo: { do: 'fin' } } }),
    before: () => `${service('hangup-helo')}; postconf -P 'hangup-helo/unix/smtp_never_send_ehlo=yes'`,
    sameMeaning: 'postconf -M hangup-helo/unix; postconf -h transport_maps; cat /etc/postfix/hangup-helo-*.map',
  },
  {
    title: 'a service that another line names, rate.delay: one connection at a time is taken',
    lever: ({ host }) => ({ lever: 'rate.delay', host, seconds: 1 }),
    receiver: () => ONE_AT_A_TIME,
    before: () =>
      `${service('hangup-1s-apart')}; postconf -e 'hangup-1s-apart_destination_rate_delay = 1s' 'hangup-1s-apart_destination_concurrency_limit = 1'`,
    sameMeaning: 'postconf -M hangup-1s-apart/unix; postconf -n | grep hangup-; cat /etc/postfix/hangup-1s-apart-*.map',
    messages: [1, 1, 1],
  },
  {
    title: 'a second instance that sends, tls.none-for: a server that resets each handshake',
    lever: ({ host }) => ({ lever: 'tls.none-for', host }),
    receiver: ({ tls }) => ({ tls: tls('ordinary'), hellos: [{ then: { do: 'rst' } }] }),
    to: ({ domain, address }) => ({ domain, address, ours: { instances: [OUT] } }),
    before: () =>
      [
        `postmulti -e init; postmulti -I postfix-out -e create`,
        `postconf -c ${OUT} -e 'maillog_file = /var/log/maillog-out' 'myhostname = out.sender.example' 'mydestination =' 'master_service_disable = inet' 'authorized_submit_users = root' 'smtp_tls_security_level = encrypt' 'notify_classes ='`,
        `mkdir -p /var/spool/postfix-out/etc; cp /var/spool/postfix/etc/* /var/spool/postfix-out/etc/`,
        `postmulti -i postfix-out -e enable; postfix -c ${OUT} start 2>/dev/null`,
      ].join('\n'),
    serves: ({ domain }) =>
      `: > /var/log/maillog-out; echo Subject: lab | MAIL_CONFIG=${OUT} sendmail -f '<>' r@${domain}
for n in $(seq 120); do grep status= /var/log/maillog-out && break; sleep 0.25; done; grep -q status=sent /var/log/maillog-out`,
    sameMeaning: `cat ${OUT}/main.cf ${OUT}/master.cf; ls ${OUT}; find /etc/postfix -name 'hangup-*'`,
  },
]

/** The same fix has been made for another destination. */
function service(name: string): string {
  return `postconf -M "${name}/unix=$(postconf -M smtp/unix | sed 's/^smtp/${name}/')"; echo 'other.example  ${name}:' > /etc/postfix/${name}-other.example.map; postconf -e 'transport_maps = texthash:/etc/postfix/${name}-other.example.map'`
}
