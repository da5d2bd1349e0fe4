import { trialEndWords } from '../../domain/end-words.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import { armText } from '../arm-text.ts'
import { html, type Markup } from './escape.ts'

/** The proof: one box an arm, one dot a trial. */
export function armsDrawing(fact: ExperimentFact, evidence: Evidence): Markup {
  const boxes = fact.arms.map((arm) => {
    const { name, lived, died, trials } = arm
    const look =
      trials.length > 0 && died === trials.length
        ? 'dead'
        : trials.length > 0 && lived === trials.length
          ? 'alive'
          : 'mixed'
    const dots = trials.map(
      (trial) => html`<span class="${trial === 'lived' ? 'good' : 'bad'}">${trial === 'lived' ? '●' : '✕'}</span>`,
    )
    return html`<div class="arm ${look}">
      <strong>${name}</strong>
      <div class="dots">${dots}</div>
      <div>${armText(arm, fact, evidence)}</div>
      <div class="facts">${trialEndWords(trials.find((trial) => trial !== 'lived') ?? '')}</div>
    </div>`
  })
  return html`<p>
      <strong>${fact.question}</strong> Varied: ${fact.varied}. Judged: <strong>${fact.judged}</strong>,
      ${fact.because}.
    </p>
    <div class="arms">${boxes}</div>`
}
