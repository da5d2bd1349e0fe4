import { lines } from './surrounding.ts'
import type { Surrounding } from './surrounding.ts'

const below =
  (...after: readonly string[]) =>
  (text: string): string =>
    lines(text, ...after)
const above =
  (...before: readonly string[]) =>
  (text: string): string =>
    lines(...before, text)

/** What programs write before and behind it, of other things or of what they do next. */
export const NEIGHBOURS: readonly Surrounding[] = [
  { name: 'retry in 5m', around: below('retry in 5m') },
  { name: 'will retry', around: below('Will retry later.') },
  { name: 'retry behind', around: (text) => (text.includes('\n') ? undefined : `${text}, retrying in 30 seconds`) },
  { name: 'the next attempt', around: below('Next attempt at 2026-11-30 11:27:33') },
  {
    name: 'attempt 1 of 3 in front',
    around: (text) => (text.includes('\n') ? undefined : `Attempt 1/3 failed: ${text}`),
  },
  {
    name: 'retry with a stamp',
    around: below('2026-11-30 11:22:34 INFO  job 42 put back into the queue, next run in 300 s'),
  },
  {
    name: 'another message went well before',
    around: above(
      'Nov 30 11:20:01 mx1 postfix/smtp[3111]: 4QZy1x2Kz9: to=<eve@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1.2, delays=0.1/0/0.6/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9A8B7C)',
      'Nov 30 11:20:01 mx1 postfix/qmgr[1022]: 4QZy1x2Kz9: removed',
    ),
  },
  {
    name: 'jobs of others went well before',
    around: above('2026-11-30 11:20:01 INFO  job 40 finished', '2026-11-30 11:21:01 INFO  job 41 finished'),
  },
  { name: 'the session is shut down behind', around: below('Closing connection.') },
  {
    name: 'the session is shut down behind, in a log',
    around: below('2026-11-30 11:22:34 DEBUG connection closed', '2026-11-30 11:22:34 DEBUG worker 3 idle'),
  },
  { name: 'a process ends behind', around: below('', 'Process finished with exit code 1') },
  { name: 'make ends behind', around: below('make: *** [Makefile:12: run] Error 1') },
  {
    name: 'npm ends behind',
    around: below(
      'npm ERR! code ELIFECYCLE',
      'npm ERR! errno 1',
      'npm ERR! app@1.2.3 start: `node jobs.js`',
      'npm ERR! Exit status 1',
    ),
  },
  {
    name: 'systemd tells of the end',
    around: below(
      'Nov 30 11:22:34 web1 systemd[1]: app.service: Main process exited, code=exited, status=1/FAILURE',
      "Nov 30 11:22:34 web1 systemd[1]: app.service: Failed with result 'exit-code'.",
    ),
  },
  {
    name: 'web requests around it',
    around: (text) =>
      lines(
        '198.51.100.7 - - [30/Nov/2026:11:22:32 +0000] "GET /health HTTP/1.1" 200 2 "-" "kube-probe/1.31"',
        text,
        '198.51.100.8 - - [30/Nov/2026:11:22:34 +0000] "POST /contact HTTP/1.1" 500 1234 "-" "Mozilla/5.0"',
      ),
  },
  {
    name: 'cron and others of the machine around it',
    around: (text) =>
      lines(
        'Nov 30 11:17:01 web1 CRON[3999]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)',
        text,
        'Nov 30 11:25:01 web1 CRON[4301]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)',
      ),
  },
  {
    name: 'a program starts above',
    around: above(
      'app 3.4.1 (linux-x86_64), Python 3.12.3',
      'Loading configuration from /etc/app/config.yaml',
      'Starting job 42 ...',
    ),
  },
  {
    name: 'a database query above',
    around: above('2026-11-30 11:22:32 DEBUG SELECT id, name FROM orders WHERE id = 42 (1.2 ms)'),
  },
  { name: 'a count below', around: below('Jobs: 12 done, 1 failed') },
  { name: 'an id of a report below', around: below('Reference: 8f14e45f-ceea-467f-a1d2-0242ac120002') },
  { name: 'a hint below', around: below('For more information see the manual.') },
]
