import { RST } from '../../wire/packet/segment.ts'
import type { Answer } from '../dialogue.ts'
import { mark, type Trait } from './trait.ts'

export const serverFinFirst: Trait = ({ ends, opened }) =>
  opened && ends.firstBy === 'server' && ends.first === ends.serverFin && ends.serverFin !== undefined
    ? mark('the server closes first (FIN)', ends.serverFin.frame)
    : undefined

export const serverResetFirst: Trait = ({ ends, opened }) =>
  opened && ends.firstBy === 'server' && ends.first !== undefined && (ends.first.flags & RST) !== 0
    ? mark('a reset in the server’s name ends the session', ends.first.frame)
    : undefined

/** A reset in the server's name anywhere, though not necessarily first. */
export const serverReset: Trait = ({ ends }) =>
  ends.serverResets[0] === undefined ? undefined : mark('a reset in the server’s name', ends.serverResets[0].frame)

export const serverCloses: Trait = (reading) => serverFinFirst(reading) ?? serverResetFirst(reading)

export const clientCloses: Trait = ({ ends, opened }) => {
  if (!opened || ends.firstBy !== 'client' || ends.first === undefined) return undefined
  return mark(`the client closes first (${(ends.first.flags & RST) !== 0 ? 'RST' : 'FIN'})`, ends.first.frame)
}

/** Nobody has closed: the capture stops before. */
export const stillOpen: Trait = ({ ends, endFrame }) =>
  ends.first === undefined ? mark('the capture ends while the session is open', endFrame) : undefined

/** The server's latest reply is a refusal or a goodbye, directly before the end. */
export const refusalBeforeEnd: Trait = ({ lastAnswer, endUs, dialogue }) => {
  if (lastAnswer === undefined || lastAnswer.code < 400) return undefined
  const later = dialogue.said.some((said) => said.atUs > lastAnswer.atUs && said.answer !== undefined)
  if (later || (endUs - lastAnswer.atUs) / 1e6 > 5) return undefined
  return mark(`the server’s last words are ${wordsOf(lastAnswer)}`, lastAnswer.frame)
}

/** A 421, or a refusal in place of the greeting: the reply itself announces the close. */
export const farewell: Trait = (reading) => {
  const { lastAnswer, dialogue } = reading
  if (lastAnswer === undefined) return undefined
  const atBanner = lastAnswer.to?.verb === 'CONNECT' && lastAnswer.code >= 400
  const timeout = lastAnswer.code === 451 && /time ?d? ?-?out/i.test(lastAnswer.text)
  if (lastAnswer.code !== 421 && !atBanner && !timeout) return undefined
  // Inside TLS a length is a weak word: it counts only as the very last thing that was said.
  if (lastAnswer.inferred && dialogue.said.some((said) => said.atUs > lastAnswer.atUs)) return undefined
  // The client may have gone on after a 421 that refused one command only.
  if (dialogue.said.some((said) => said.atUs > lastAnswer.atUs && (said.answer?.code ?? 999) < 400)) return undefined
  return mark(`the server says ${wordsOf(lastAnswer)}`, lastAnswer.frame)
}

/** After its FIN the client goes on taking what the server says: it closed its half only, and still listens (RFC 9293 §3.6). */
export const listensOn: Trait = ({ ends, packets, clientIndex, dialogue }) => {
  const { clientFin } = ends
  if (clientFin === undefined) return undefined
  const after = dialogue.answers.filter(({ frame }) => frame > clientFin.frame)
  if (after.length === 0 || after.some(({ code }) => code >= 400)) return undefined
  const later = packets.find(
    (packet) => packet.side !== clientIndex && packet.length > 0 && packet.frame > clientFin.frame,
  )
  const taken =
    later === undefined
      ? undefined
      : packets.find(
          (packet) =>
            packet.side === clientIndex && packet.frame > later.frame && packet.ack >= later.offset + later.length,
        )
  return taken === undefined || ends.clientResets.length > 0
    ? undefined
    : mark('the client closed its half and takes the answers', clientFin.frame, taken.frame)
}

/** The client went on sending after the server had closed in an idle session. */
export const spokeAfterClose: Trait = ({ ends, packets, clientIndex, dialogue }) => {
  const { serverFin } = ends
  if (serverFin === undefined) return undefined
  const late = packets.find(
    (packet) => packet.side === clientIndex && packet.length > 0 && packet.atUs > serverFin.atUs + 1e6,
  )
  const said = dialogue.said.find((one) => late !== undefined && one.atUs >= late.atUs && one.stage !== 'quit')
  return late === undefined || said === undefined
    ? undefined
    : mark('the client speaks on a connection that the server had closed', serverFin.frame, late.frame)
}

/** The first line of a reply, where it can be read. */
function wordsOf({ code, text, inferred }: Answer): string {
  const [line = ''] = text.split('\n', 1)
  return line === '' || inferred ? String(code) : `“${line.slice(0, 120)}”`
}
