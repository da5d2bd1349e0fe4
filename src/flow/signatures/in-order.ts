import type { Signature } from '../signature.ts'
import { CLIENT_GIVES_UP } from './client-gives-up.table.ts'
import { CONNECTION } from './connection.table.ts'
import { CLIENT_STATE_LOST, FORGED_RESET } from './forged-reset.table.ts'
import { GREETING } from './greeting.table.ts'
import { ENDED_IN_ORDER, NOTHING_LEFT_TO_DO } from './healthy.table.ts'
import { ICMP } from './icmp.table.ts'
import { LAST_WORDS } from './last-words.table.ts'
import { HEAVY_LOSS, LOST_AT_CLIENT } from './lost-at-client.table.ts'
import { LOST_AT_SERVER } from './lost-at-server.table.ts'
import { LOST_HELLO } from './lost-hello.table.ts'
import { SERVER_CLOSES } from './server-closes.table.ts'
import { SILENT_CLIENT } from './silent-client.table.ts'
import { STANDSTILL } from './standstill.table.ts'
import { CLEAR_FOR_TLS, NO_STARTTLS } from './starttls.table.ts'
import { ALERTS, HANDSHAKE_CANCELLED, SEALED_ALERTS } from './tls-alert.table.ts'

/** All signatures, in the order in which they are tried: the first that fits a session is its verdict. */
export const SIGNATURES: readonly Signature[] = [
  ...ICMP,
  ...CONNECTION,
  ...ENDED_IN_ORDER,
  ...NO_STARTTLS,
  ...GREETING,
  ...CLIENT_STATE_LOST,
  ...NOTHING_LEFT_TO_DO,
  // Data that are lost explain a close that comes behind them, not the other way round.
  ...HEAVY_LOSS,
  ...LOST_HELLO,
  ...LOST_AT_CLIENT,
  ...LOST_AT_SERVER,
  ...STANDSTILL,
  // Who closed, and with which words; before that, whether the packets are whose they claim to be.
  ...CLEAR_FOR_TLS,
  ...FORGED_RESET,
  HANDSHAKE_CANCELLED,
  ...ALERTS,
  ...SEALED_ALERTS,
  ...SILENT_CLIENT,
  ...LAST_WORDS,
  ...SERVER_CLOSES,
  ...CLIENT_GIVES_UP,
]
