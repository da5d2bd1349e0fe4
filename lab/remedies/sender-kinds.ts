import { senderName } from '../zones.ts'
import type { SenderKind } from './sender.ts'

/** For servers that ask the system whom to trust. */
const TRUST = 'cat /etc/ssl/lab-root.pem >> /etc/ssl/certs/ca-certificates.crt'

const TIMEOUTS = ['connect', 'helo', 'starttls', 'mail', 'rcpt', 'data_init', 'data_xfer', 'data_done', 'quit']

const postfix: SenderKind = {
  software: 'postfix',
  root: 'postfix',
  files: () => [],
  configuration: ['/etc/postfix'],
  begin: (world) =>
    [
      `postconf -e 'maillog_file = /var/log/maillog' 'myhostname = ${senderName(world)}' 'mydestination =' 'inet_interfaces = 127.0.0.1' 'smtp_tls_CAfile = /etc/ssl/lab-root.pem' 'smtp_tls_security_level = may' 'notify_classes =' ${TIMEOUTS.map((name) => `'smtp_${name}_timeout = 20s'`).join(' ')}`,
      // Debian's unit copies what the chroot needs.
      'mkdir -p /var/spool/postfix/etc; cp /etc/resolv.conf /etc/services /etc/hosts /etc/nsswitch.conf /var/spool/postfix/etc/',
      'newaliases; postfix start',
    ].join('\n'),
  clear: 'postsuper -d ALL >/dev/null 2>&1; rm -f /var/lib/postfix/*scache*; true',
  reread: 'postfix reload 2>/dev/null',
  submit: (rcpts) => `sendmail -f '<>' ${rcpts.join(' ')}`,
  log: '/var/log/maillog',
  fate: (line, rcpt) => {
    const status = line.includes(`to=<${rcpt}>`) ? /\bstatus=(\w+)/.exec(line)?.[1] : undefined
    return status === undefined ? undefined : { delivered: status === 'sent', line }
  },
  systemctl: 'exec postfix reload',
}

const exim: SenderKind = {
  software: 'exim',
  root: 'exim',
  files: () => [],
  configuration: ['/etc/exim4'],
  begin: (world) =>
    [
      "sed -i \"s/^dc_eximconfig_configtype=.*/dc_eximconfig_configtype='internet'/; s/^dc_other_hostnames=.*/dc_other_hostnames=''/\" /etc/exim4/update-exim4.conf.conf",
      TRUST,
      `echo ${senderName(world)} > /etc/mailname`,
      `printf 'MAIN_HARDCODE_PRIMARY_HOSTNAME = ${senderName(world)}\\n' > /etc/exim4/exim4.conf.localmacros`,
      // Bare timeouts, so that faults of silence end soon.
      "sed -i '/^remote_smtp:/,/driver = smtp/ s/driver = smtp/driver = smtp\\n  command_timeout = 20s\\n  data_timeout = 20s\\n  final_timeout = 20s\\n  connect_timeout = 20s/' /etc/exim4/exim4.conf.template /etc/exim4/conf.d/transport/30_exim4-config_remote_smtp",
      'update-exim4.conf',
    ].join('\n'),
  clear: 'rm -rf /var/spool/exim4/db/* /var/spool/exim4/input/* /var/spool/exim4/msglog/*',
  reread: 'update-exim4.conf',
  submit: (rcpts) => `exim4 -odf -f '<>' ${rcpts.join(' ')} &`,
  log: '/var/log/exim4/mainlog',
  fate: (line, rcpt) => {
    const mark = new RegExp(` (=>|->|==|\\*\\*) ${rcpt.replaceAll('.', '\\.')} `).exec(line)?.[1]
    if (mark === undefined) return undefined
    return {
      delivered: mark === '=>' || mark === '->',
      waits: /(?:concurrency|connection) limit reached/.test(line),
      line,
    }
  },
  // A connection that ends well takes along what was put off before.
  firstCounts: true,
  inForeground: true,
  retry: 'exim4 -qff',
  halt: 'systemctl stop exim4',
  // Debian's script, without its messages.
  systemctl: [
    'pid=$(cat /run/exim4/exim.pid 2>/dev/null)',
    'case "$1" in',
    'reload) [ -z "$pid" ] || kill -HUP "$pid" ;;',
    'stop|restart) if [ -n "$pid" ]; then kill "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done; rm -f /run/exim4/exim.pid; fi ;;',
    'esac',
    'case "$1" in start|restart) mkdir -p /run/exim4; chown Debian-exim:Debian-exim /run/exim4; exim4 -bd -q30m ;; esac',
  ].join('\n'),
}

const sendmail: SenderKind = {
  software: 'sendmail',
  root: 'sendmail',
  files: () => [],
  configuration: ['/etc/mail'],
  begin: (world) =>
    [
      'cd /etc/mail',
      'sed -i "/^MAILER_DEFINITIONS/i include(\\`/etc/mail/tls/starttls.m4\')dnl" sendmail.mc',
      `sed -i "/^MAILER_DEFINITIONS/i define(\\\`confDOMAIN_NAME', \\\`${senderName(world)}')dnl" sendmail.mc`,
      ...[
        'ICONNECT',
        'CONNECT',
        'INITIAL',
        'HELO',
        'MAIL',
        'RCPT',
        'DATAINIT',
        'DATABLOCK',
        'DATAFINAL',
        'STARTTLS',
      ].map((name) => `sed -i "/^MAILER_DEFINITIONS/i define(\\\`confTO_${name}', \\\`20s')dnl" sendmail.mc`),
      'sed -i "/^MAILER_DEFINITIONS/i define(\\`confCACERT\', \\`/etc/ssl/lab-root.pem\')dnl" sendmail.mc',
      'sed -i "/^MAILER_DEFINITIONS/i define(\\`confTO_QUEUERETURN\', \\`5d\')dnl" sendmail.mc',
      // A busy machine makes it queue what it should send, and turn clients away.
      ...['QUEUE', 'REFUSE', 'DELAY'].map(
        (name) => `sed -i "/^MAILER_DEFINITIONS/i define(\\\`conf${name}_LA', \\\`1000')dnl" sendmail.mc`,
      ),
      'mkdir -p /var/run/sendmail/stampdir /var/run/sendmail/mta /var/spool/mqueue',
      'make -C /etc/mail 2>&1',
    ].join('\n'),
  clear: 'rm -rf /var/spool/mqueue/* /var/lib/sendmail/host_status/*',
  reread: 'make -C /etc/mail 2>&1',
  submit: (rcpts) => `sendmail-mta -Am -odi -v -f '<>' ${rcpts.join(' ')} >> /var/log/sendmail-v 2>&1 &`,
  log: '/var/log/sendmail-v',
  // The transcript tells of refusals without naming the recipient.
  fate: (line, rcpt) => {
    const words = line.includes(rcpt)
      ? /\.\.\. (Sent|Deferred|User unknown|Service unavailable)/.exec(line)?.[1]
      : undefined
    // Kept back for another delivery to the same host, it is deferred without a reason.
    if (words !== undefined) return { delivered: words === 'Sent', waits: line.endsWith('... Deferred'), line }
    return /^[45]\d\d[ -]/.test(line) ? { delivered: false, line } : undefined
  },
  inForeground: true,
  retry: 'sendmail-mta -qf -v >> /var/log/sendmail-v 2>&1',
  halt: 'systemctl stop sendmail',
  systemctl: [
    'pid=$(head -1 /run/sendmail/mta/sendmail.pid 2>/dev/null)',
    'case "$1" in',
    'reload) [ -z "$pid" ] || kill -HUP "$pid" ;;',
    'stop|restart) if [ -n "$pid" ]; then kill "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done; rm -f /run/sendmail/mta/sendmail.pid; fi ;;',
    'esac',
    'case "$1" in start|restart) /usr/sbin/sendmail-mta -bd -q30m ;; esac',
  ].join('\n'),
}

const opensmtpd: SenderKind = {
  software: 'opensmtpd',
  root: 'opensmtpd',
  files: () => [],
  configuration: ['/etc/smtpd.conf', '/etc/aliases'],
  begin: (world) => [TRUST, `echo ${senderName(world)} > /etc/mailname`, 'systemctl restart opensmtpd'].join('\n'),
  // A message on its way cannot be removed, and keeps the route that it began with: the server ends, the queue goes with it.
  clear: 'true',
  settle: 'systemctl stop opensmtpd; rm -rf /var/spool/smtpd/queue/* /var/spool/smtpd/offline/*',
  reread: 'systemctl restart opensmtpd',
  submit: (rcpts) => `/usr/sbin/sendmail -f lab@sender.invalid ${rcpts.join(' ')}`,
  log: '/var/log/smtpd.log',
  fate: (line, rcpt) => {
    const result = line.includes(`to=<${rcpt}>`) ? /result="?(\w+)/.exec(line)?.[1] : undefined
    return result === undefined ? undefined : { delivered: result === 'Ok', line }
  },
  systemctl: [
    'pid=$(cat /run/smtpd-lab.pid 2>/dev/null) && kill "$pid" && while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done',
    'rm -f /run/smtpd.sock',
    '[ "$1" = stop ] && exit 0',
    'nohup smtpd -d >> /var/log/smtpd.log 2>&1 &',
    'echo $! > /run/smtpd-lab.pid',
    'for n in $(seq 100); do smtpctl show stats >/dev/null 2>&1 && exit 0; sleep 0.05; done',
    'exit 1',
  ].join('\n'),
}

export const SENDER_KINDS = {
  postfix,
  exim,
  sendmail,
  opensmtpd,
  'opensmtpd-7': { ...opensmtpd, root: 'opensmtpd-7' },
} as const satisfies Record<string, SenderKind>
