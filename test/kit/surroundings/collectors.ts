import { each, lines } from './surrounding.ts'
import type { Surrounding } from './surrounding.ts'

/** What daemons that collect the output of programs set before every line, or around it. */
export const COLLECTORS: readonly Surrounding[] = [
  { name: 'syslog of RFC 3164', around: each('Nov 30 11:22:33 web1 app[4242]: ') },
  { name: 'syslog without a process id', around: each('Nov 30 11:22:33 web1 notifier: ') },
  { name: 'syslog with a priority', around: each('<131>Nov 30 11:22:33 web1 app[4242]: ') },
  { name: 'syslog with RFC 3339 stamps', around: each('2026-11-30T11:22:33.123456+01:00 web1 app[4242]: ') },
  { name: 'syslog of RFC 5424', around: each('<131>1 2026-11-30T11:22:33.123Z web1 app 4242 - - ') },
  {
    name: 'syslog of RFC 5424 with data',
    around: each('<131>1 2026-11-30T11:22:33.123Z web1.example.org app 4242 ID47 [origin@32473 job="42"] '),
  },
  { name: 'journalctl -o short-iso', around: each('2026-11-30T11:22:33+0100 web1 app[4242]: ') },
  { name: 'journalctl -o short-precise', around: each('Nov 30 11:22:33.123456 web1 app[4242]: ') },
  { name: 'journalctl -o short-full', around: each('Mon 2026-11-30 11:22:33 CET web1 app[4242]: ') },
  { name: 'journalctl -o short-monotonic', around: each('[ 4242.123456] web1 app[4242]: ') },
  {
    name: 'journalctl, further lines indented',
    around: (text) => `Nov 30 11:22:33 web1 app[4242]: ${text.replaceAll('\n', `\n${' '.repeat(32)}`)}`,
  },
  {
    name: 'journalctl -o verbose',
    around: (text) =>
      lines(
        'Mon 2026-11-30 11:22:33.123456 CET [s=0a1b2c3d;i=1a2b;b=9f8e7d6c;m=2f3a4b;t=5f6a7b8c;x=1d2e3f4a]',
        '    PRIORITY=3',
        '    _HOSTNAME=web1',
        '    SYSLOG_IDENTIFIER=app',
        '    _PID=4242',
        '    _UID=1000',
        '    _SYSTEMD_UNIT=app.service',
        `    MESSAGE=${text.replaceAll('\n', `\n${' '.repeat(12)}`)}`,
        '    _SOURCE_REALTIME_TIMESTAMP=1796034153123456',
      ),
  },
  {
    name: 'journalctl with its head',
    around: (text) =>
      lines('-- Journal begins at Mon 2026-11-02 10:11:12 CET. --', each('Nov 30 11:22:33 web1 app[4242]: ')(text)),
  },
  {
    name: 'systemctl status',
    around: (text) =>
      lines(
        '● app.service - Customer notifications',
        '     Loaded: loaded (/etc/systemd/system/app.service; enabled; preset: enabled)',
        '     Active: active (running) since Mon 2026-11-30 10:00:01 CET; 1h 22min ago',
        '   Main PID: 4242 (app)',
        '      Tasks: 7 (limit: 4613)',
        '     CGroup: /system.slice/app.service',
        '             └─4242 /usr/bin/app --config /etc/app.conf',
        '',
        each('Nov 30 11:22:33 web1 app[4242]: ')(text),
      ),
  },
  { name: 'containerd', around: each('2026-11-30T11:22:33.123456789Z stdout F ') },
  { name: 'docker logs -t', around: each('2026-11-30T11:22:33.123456789Z ') },
  { name: 'docker compose', around: each('app-1  | ') },
  { name: 'docker compose with stamps', around: each('notifier-1  | 2026-11-30T11:22:33.123456789Z ') },
  { name: 'docker service', around: each('shop_app.1.x2l3k4j5@node1    | ') },
  { name: 'kubectl --prefix', around: each('[pod/app-6d4cf56db6-x2x7v/app] ') },
  { name: 'stern', around: each('app-6d4cf56db6-x2x7v app ') },
  {
    name: 'containers of others beside it',
    around: (text) =>
      lines(
        'web-1  | 198.51.100.7 - - [30/Nov/2026:11:22:32 +0000] "GET /health HTTP/1.1" 200 2 "-" "curl/8.5.0"',
        each('app-1  | ')(text),
        'cache-1  | 1:M 30 Nov 2026 11:22:34.001 * Background saving started by pid 77',
      ),
  },
  { name: 'Heroku', around: each('2026-11-30T11:22:33.123456+00:00 app[web.1]: ') },
  { name: 'GitHub Actions', around: each('2026-11-30T11:22:33.1234567Z ') },
  { name: 'AWS Lambda', around: each('2026-11-30T11:22:33.123Z\t8f14e45f-ceea-467f-a1d2-0242ac120002\tERROR\t') },
  { name: 'pm2', around: each('0|app      | ') },
  { name: 'pm2 with stamps', around: each('0|app  | 2026-11-30T11:22:33: ') },
  { name: 'foreman', around: each('11:22:33 worker.1 | ') },
  { name: 'supervisord', around: (text) => lines("2026-11-30 11:22:33,123 DEBG 'app' stderr output:", text) },
  { name: 'Jenkins', around: each('[2026-11-30T11:22:33.123Z] ') },
  { name: 'a stamp in brackets', around: each('[2026-11-30 11:22:33] ') },
  { name: 'a clock alone', around: each('11:22:33 ') },
  {
    name: 'line numbers',
    around: (text) =>
      text
        .split('\n')
        .map((line, at) => `${at + 1}: ${line}`)
        .join('\n'),
  },
  { name: 'grep with file names', around: each('/var/log/app.log:') },
  {
    name: 'grep with line numbers',
    around: (text) =>
      text
        .split('\n')
        .map((line, at) => `app.log:${at + 118}:${line}`)
        .join('\n'),
  },
]
