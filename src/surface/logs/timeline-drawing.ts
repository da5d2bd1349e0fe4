import type { LogIncident, Timeline } from '../../app/logs/document.ts'
import { html, type Markup } from '../../report/html/escape.ts'
import { duration } from './logs-text.ts'
import { minute } from './sentences.ts'

const WIDTH = 760
const HEIGHT = 180
const LEFT = 46
const BOTTOM = 24
const MOST_COLUMNS = 350

/** Attempts and failures over time, incidents as bands behind them. undefined without times. */
export function timelineDrawing(timeline: Timeline, incidents: readonly LogIncident[]): Markup | undefined {
  const { start, bucketSeconds } = timeline
  if (start === null || timeline.attempts.length === 0) return undefined
  const step = Math.max(1, Math.ceil(timeline.attempts.length / MOST_COLUMNS))
  const attempts = summed(timeline.attempts, step)
  const failures = summed(timeline.failures, step)
  const most = attempts.reduce((max, count, index) => Math.max(max, count, failures[index] ?? 0), 1)
  const columnMs = bucketSeconds * step * 1000
  const startMs = Date.parse(start)
  const endMs = startMs + attempts.length * columnMs
  const x = (ms: number): number => LEFT + Math.min(1, Math.max(0, (ms - startMs) / (endMs - startMs))) * (WIDTH - LEFT)
  const column = (WIDTH - LEFT) / attempts.length
  const bar = (count: number, index: number, look: Markup): Markup | undefined => {
    if (count === 0) return undefined
    const height = Math.max(1, (count / most) * (HEIGHT - BOTTOM - 10))
    return html`<rect
      x="${round(LEFT + index * column)}"
      y="${round(HEIGHT - BOTTOM - height)}"
      width="${round(Math.max(0.8, column - 0.6))}"
      height="${round(height)}"
      ${look}
    />`
  }
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Attempts and failures over time">
      ${incidents.slice(0, 10).map(({ start: from, end: to }) => {
        const left = x(Date.parse(from))
        return html`<rect
          x="${round(left)}"
          y="4"
          width="${round(Math.max(2, x(Date.parse(to)) - left))}"
          height="${HEIGHT - BOTTOM - 4}"
          class="band"
        />`
      })}
      ${attempts.map((count, index) => bar(count, index, ATTEMPTS))}
      ${failures.map((count, index) => bar(count, index, FAILURES))}
      <line x1="${LEFT}" y1="${HEIGHT - BOTTOM}" x2="${WIDTH}" y2="${HEIGHT - BOTTOM}" />
      <text x="${LEFT - 6}" y="14" text-anchor="end" class="soft">${most}</text>
      <text x="${LEFT}" y="${HEIGHT - 6}" class="soft">${minute(start)}</text>
      <text x="${WIDTH}" y="${HEIGHT - 6}" text-anchor="end" class="soft">
        ${minute(new Date(endMs).toISOString())}
      </text>
    </svg>
    <p class="facts">
      One column is ${duration(bucketSeconds * step)}; all attempts in grey, failures in red, incidents shaded.
    </p>`
}

const ATTEMPTS: Markup = { markup: 'class="attempts"' }
const FAILURES: Markup = { markup: 'class="failures"' }

function summed(counts: readonly number[], step: number): readonly number[] {
  return Array.from({ length: Math.ceil(counts.length / step) }, (_none, index) =>
    counts.slice(index * step, (index + 1) * step).reduce((sum, count) => sum + count, 0),
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
