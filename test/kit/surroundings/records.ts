import { lines } from './surrounding.ts'
import type { Surrounding } from './surrounding.ts'

const quoted = JSON.stringify

/** The text as Go, Ruby and logfmt set it between quotation marks. */
const inMarks = (text: string): string => quoted(text)

/** Records of fields, JSON first. */
export const RECORDS: readonly Surrounding[] = [
  {
    name: 'pino',
    around: (text) => `{"level":50,"time":1796034153123,"pid":4242,"hostname":"web1","msg":${quoted(text)}}`,
  },
  {
    name: 'pino with err',
    around: (text) =>
      `{"level":50,"time":1796034153123,"pid":4242,"hostname":"web1","err":{"type":"Error","message":${quoted(text)},"stack":${quoted(`Error: ${text}\n    at Notifier.run (/srv/app/notify.js:42:11)`)}},"msg":"notification failed"}`,
  },
  {
    name: 'bunyan as JSON',
    around: (text) =>
      `{"name":"app","hostname":"web1","pid":4242,"level":50,"msg":${quoted(text)},"time":"2026-11-30T11:22:33.123Z","v":0}`,
  },
  {
    name: 'winston as JSON',
    around: (text) => `{"level":"error","message":${quoted(text)},"timestamp":"2026-11-30T11:22:33.123Z"}`,
  },
  {
    name: 'zap as JSON',
    around: (text) =>
      `{"level":"error","ts":1796034153.123,"caller":"app/notify.go:42","msg":"notification failed","error":${quoted(text)}}`,
  },
  {
    name: 'Elastic Common Schema',
    around: (text) =>
      `{"@timestamp":"2026-11-30T11:22:33.123Z","log.level":"ERROR","message":"notification failed","process.thread.name":"main","error.type":"java.lang.IllegalStateException","error.message":${quoted(text)}}`,
  },
  {
    name: 'Logstash with nested error',
    around: (text) =>
      `{"@timestamp":"2026-11-30T11:22:33.123Z","host":{"name":"web1"},"service":{"name":"app"},"error":{"message":${quoted(text)}}}`,
  },
  {
    name: 'Serilog as JSON',
    around: (text) =>
      `{"@t":"2026-11-30T11:22:33.1234567Z","@mt":"Notification {Id} failed","@l":"Error","@x":${quoted(text)},"Id":42}`,
  },
  {
    name: 'Google Cloud',
    around: (text) =>
      lines(
        '{',
        '  "insertId": "1a2b3c4d5e6f",',
        `  "jsonPayload": { "message": ${quoted(text)} },`,
        '  "resource": { "type": "k8s_container", "labels": { "container_name": "app" } },',
        '  "severity": "ERROR",',
        '  "timestamp": "2026-11-30T11:22:33.123456Z"',
        '}',
      ),
  },
  {
    name: 'docker json-file',
    around: (text) =>
      text
        .split('\n')
        .map((line) => `{"log":${quoted(`${line}\n`)},"stream":"stderr","time":"2026-11-30T11:22:33.123456789Z"}`)
        .join('\n'),
  },
  {
    name: 'journalctl -o json',
    around: (text) =>
      `{"_HOSTNAME":"web1","PRIORITY":"3","SYSLOG_IDENTIFIER":"app","_PID":"4242","MESSAGE":${quoted(text)},"__REALTIME_TIMESTAMP":"1796034153123456"}`,
  },
  { name: 'JSON of an API', around: (text) => `{"success":false,"error":{"code":500,"message":${quoted(text)}}}` },
  {
    name: 'JSON of an API, printed',
    around: (text) => JSON.stringify({ status: 'error', errors: [{ detail: text }] }, null, 2),
  },
  {
    name: 'JSON behind a prefix',
    around: (text) => `2026-11-30 11:22:33 app ERROR {"job":42,"error":${quoted(text)}}`,
  },
  {
    name: 'JSON in syslog',
    around: (text) => `Nov 30 11:22:33 web1 app[4242]: {"level":"error","msg":${quoted(text)}}`,
  },
  {
    name: 'JSON in JSON',
    around: (text) => `{"log":${quoted(`{"level":"error","msg":${quoted(text)}}\n`)},"stream":"stderr"}`,
  },
  {
    name: 'JSON lines of others around it',
    around: (text) =>
      lines(
        '{"level":"info","ts":"2026-11-30T11:22:32Z","msg":"job started","job":42}',
        `{"level":"error","ts":"2026-11-30T11:22:33Z","msg":${quoted(text)},"job":42}`,
        '{"level":"info","ts":"2026-11-30T11:22:33Z","msg":"job finished","job":42}',
      ),
  },
  { name: 'logrus', around: (text) => `time="2026-11-30T11:22:33Z" level=error msg=${inMarks(text)} job=42` },
  {
    name: 'slog',
    around: (text) => `time=2026-11-30T11:22:33.123Z level=ERROR msg="notification failed" job=42 err=${inMarks(text)}`,
  },
  {
    name: 'structlog',
    around: (text) => `2026-11-30 11:22:33 [error    ] notification failed            error=${inMarks(text)} job=42`,
  },
  { name: 'a string literal', around: (text) => inMarks(text) },
  {
    name: 'XML',
    around: (text) =>
      lines(
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<response status="error">',
        `  <message>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</message>`,
        '</response>',
      ),
  },
  { name: 'YAML', around: (text) => lines('job: 42', 'state: failed', 'message: |', text.replaceAll(/^/gm, '  ')) },
  { name: 'a field of a form', around: (text) => lines('Job: 42', 'State: failed', `Error: ${text}`) },
  { name: 'CSV', around: (text) => `2026-11-30 11:22:33,app,error,"${text.replaceAll('"', '""')}",42` },
]
