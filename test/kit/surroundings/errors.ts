import { lines, once, single } from './surrounding.ts'
import type { Surrounding } from './surrounding.ts'

/** A class of exception stands in front already. */
const CLASSED = /^[\w.$:\\]{0,80}(?:Error|Exception|Disconnected|Refused|Failure)\b/

const thrown = (kind: string, text: string): string => (CLASSED.test(text) ? text : `${kind}: ${text}`)
const further = (text: string, indent: string): string => text.replaceAll('\n', `\n${indent}`)

/** How languages print an error with where it happened, and errors around errors. */
export const ERRORS: readonly Surrounding[] = [
  {
    name: 'Python: raised',
    around: single((text) =>
      lines(
        'Traceback (most recent call last):',
        '  File "/srv/app/jobs.py", line 42, in run_job',
        '    gateway.call(order)',
        '  File "/srv/app/gateway.py", line 17, in call',
        '    raise error',
        thrown('app.gateway.GatewayError', text),
      ),
    ),
  },
  {
    name: 'Python: the cause of another',
    around: single((text) =>
      lines(
        'Traceback (most recent call last):',
        '  File "/srv/app/gateway.py", line 17, in call',
        '    self.client.run(order)',
        thrown('app.gateway.GatewayError', text),
        '',
        'The above exception was the direct cause of the following exception:',
        '',
        'Traceback (most recent call last):',
        '  File "/srv/app/jobs.py", line 42, in run_job',
        '    gateway.call(order)',
        'RuntimeError: job 42 failed',
      ),
    ),
  },
  {
    name: 'Python: within an exception',
    around: single((text) =>
      lines(
        'Traceback (most recent call last):',
        '  File "/srv/app/jobs.py", line 40, in run_job',
        "    order = self.cache['order']",
        "KeyError: 'order'",
        '',
        'During handling of the above exception, another exception occurred:',
        '',
        'Traceback (most recent call last):',
        '  File "/srv/app/gateway.py", line 17, in call',
        '    self.client.run(order)',
        thrown('app.gateway.GatewayError', text),
      ),
    ),
  },
  {
    name: 'Python: repr in a sentence',
    around: single((text) => `Job 42 failed: GatewayError(${JSON.stringify(text)})`),
  },
  {
    name: 'Java: Caused by',
    around: (text) =>
      lines(
        'java.lang.IllegalStateException: Job 42 failed',
        '\tat com.example.app.Jobs.run(Jobs.java:42)',
        '\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)',
        '\tat java.base/java.lang.Thread.run(Thread.java:840)',
        `Caused by: ${thrown('com.example.app.GatewayException', text)}`,
        '\tat com.example.app.Gateway.call(Gateway.java:17)',
        '\t... 12 more',
      ),
  },
  {
    name: 'Java: in a thread',
    around: (text) =>
      lines(
        `Exception in thread "main" ${thrown('com.example.app.GatewayException', text)}`,
        '\tat com.example.app.Gateway.call(Gateway.java:17)',
        '\tat com.example.app.Jobs.main(Jobs.java:42)',
      ),
  },
  {
    name: 'Java: nested exception',
    around: single(
      (text) =>
        `com.example.app.JobException: Job 42 failed; nested exception is ${thrown('com.example.app.GatewayException', text)}`,
    ),
  },
  {
    name: 'Node: uncaught',
    around: (text) =>
      lines(
        thrown('Error', text),
        '    at Gateway.call (/srv/app/gateway.js:17:11)',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
        '    at async run (/srv/app/jobs.js:42:3)',
        '',
        'Node.js v22.11.0',
      ),
  },
  {
    name: 'Node: cause',
    around: (text) =>
      lines(
        'Error: job 42 failed',
        '    at run (/srv/app/jobs.js:42:9)',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {',
        '  job: 42,',
        `  [cause]: ${further(thrown('Error', text), '  ')}`,
        '      at Gateway.call (/srv/app/gateway.js:17:11)',
        '}',
      ),
  },
  {
    name: 'Node: fields of an error',
    around: single((text) =>
      lines('{', `  message: '${text.replaceAll("'", String.raw`\'`)}',`, "  name: 'GatewayError',", '  job: 42', '}'),
    ),
  },
  {
    name: 'Node: unhandled rejection',
    around: (text) =>
      `(node:4242) UnhandledPromiseRejectionWarning: ${thrown('Error', text)}\n    at Gateway.call (/srv/app/gateway.js:17:11)`,
  },
  { name: 'Go: wrapped', around: single((text) => `run job 42: notify customer: ${text}`) },
  {
    name: 'Go: panic',
    around: single((text) =>
      lines(
        `panic: ${text}`,
        '',
        'goroutine 1 [running]:',
        'main.main()',
        '\t/srv/app/main.go:42 +0x1d',
        'exit status 2',
      ),
    ),
  },
  {
    name: 'Rust: anyhow',
    around: single((text) =>
      lines('Error: job 42 failed', '', 'Caused by:', '    0: notification of the customer failed', `    1: ${text}`),
    ),
  },
  { name: 'Rust: one cause', around: single((text) => lines('Error: job 42 failed', '', 'Caused by:', `    ${text}`)) },
  {
    name: 'Rust: panicked',
    around: single((text) =>
      lines(
        "thread 'main' panicked at src/main.rs:42:10:",
        `called \`Result::unwrap()\` on an \`Err\` value: ${text}`,
        'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
      ),
    ),
  },
  {
    name: 'PHP: uncaught',
    around: single((text) =>
      lines(
        `PHP Fatal error:  Uncaught RuntimeException: ${text} in /var/www/app/src/Gateway.php:17`,
        'Stack trace:',
        '#0 /var/www/app/src/Jobs.php(42): App\\Gateway->call()',
        '#1 {main}',
        '  thrown in /var/www/app/src/Gateway.php on line 17',
      ),
    ),
  },
  {
    name: 'PHP: warning',
    around: single((text) => `PHP Warning:  ${text} in /var/www/app/src/Gateway.php on line 17`),
  },
  {
    name: 'PHP: warning as HTML',
    around: single(
      (text) => `<br />\n<b>Warning</b>:  ${text} in <b>/var/www/app/src/Gateway.php</b> on line <b>17</b><br />`,
    ),
  },
  {
    name: '.NET: inner exception',
    around: (text) =>
      lines(
        'System.InvalidOperationException: Job 42 failed.',
        ` ---> ${thrown('App.GatewayException', text)}`,
        '   at App.Gateway.Call() in /src/Gateway.cs:line 17',
        '   --- End of inner exception stack trace ---',
        '   at App.Jobs.Run() in /src/Jobs.cs:line 42',
      ),
  },
  {
    name: '.NET: unhandled',
    around: (text) =>
      lines(
        `Unhandled exception. ${thrown('App.GatewayException', text)}`,
        '   at App.Gateway.Call() in /src/Gateway.cs:line 17',
        '   at App.Program.Main(String[] args) in /src/Program.cs:line 42',
      ),
  },
  {
    name: 'Ruby',
    around: single((text) =>
      lines(
        `/srv/app/lib/gateway.rb:17:in 'Gateway#call': ${text} (Gateway::Error)`,
        "\tfrom /srv/app/lib/jobs.rb:42:in 'Jobs#run'",
        "\tfrom /srv/app/bin/jobs:7:in '<main>'",
      ),
    ),
  },
  {
    name: 'Active Job',
    around: single(
      (text) =>
        `[ActiveJob] [NotifyJob] [8f14e45f-ceea-467f-a1d2-0242ac120002] Error performing NotifyJob (Job ID: 8f14e45f-ceea-467f-a1d2-0242ac120002) from Async(default) in 512.34ms: Gateway::Error (${text}):\n/srv/app/lib/gateway.rb:17:in 'call'`,
    ),
  },
  {
    name: 'Elixir: exception',
    around: single((text) =>
      lines(`** (RuntimeError) ${text}`, '    (app 0.1.0) lib/app/gateway.ex:17: App.Gateway.call/1'),
    ),
  },
  { name: 'Perl', around: single((text) => `${text} at /srv/app/jobs.pl line 42.`) },
  {
    name: 'PowerShell',
    around: single((text) =>
      lines(
        `Invoke-Job : ${text}`,
        String.raw`At C:\app\jobs.ps1:42 char:1`,
        '+ Invoke-Job -Id 42',
        '+ ~~~~~~~~~~~~~~~~~',
        '    + CategoryInfo          : NotSpecified: (:) [Invoke-Job], JobException',
        '    + FullyQualifiedErrorId : JobFailed,InvokeJob',
      ),
    ),
  },
  { name: 'a sentence of a program in front', around: single((text) => `Job 42 failed with error: ${text}`) },
  { name: 'a sentence of a program, quoting', around: single((text) => `Could not finish job 42. Reason: "${text}"`) },
  { name: 'a label', around: once('ERROR: ') },
  { name: 'a label in brackets', around: once('[ERROR] ') },
  { name: 'a mark of failure', around: once('✖ ') },
]
