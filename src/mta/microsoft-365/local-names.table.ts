import type { AttemptStatus } from '../log-event.ts'

/**
 * The portal's columns in other languages than English, as `plainName` leaves them: without letters beyond ASCII. German, French, Spanish, Italian,
 * Portuguese, Dutch.
 */
export const LOCAL_NAMES = {
  sender:
    'absender absenderadresse expditeur adressedelexpditeur remitente direccindelremitente direccinderemitente mittente indirizzomittente indirizzodelmittente remetente endereodoremetente afzender adresvanafzender afzenderadres',
  recipients:
    'empfnger empfngeradresse destinataire adressedudestinataire destinatario direccindeldestinatario direccindedestinatario indirizzodestinatario indirizzodeldestinatario destinatrio endereododestinatrio geadresseerde ontvanger adresvangeadresseerde adresvanontvanger',
  time: 'datum datumutc fecha fechautc data datautc',
  status: 'tat statut estado stato',
  id: 'netzwerknachrichtenid nachrichtenid iddemessageduserveur idderedemessage iddemessage iddelmensaje iddemensaje idmessaggio iddamensagem berichtid',
} as const

/** Words of a header that names the recipient in one of them. */
export const LOCAL_RECIPIENT = /empf.{1,2}nger|destinat|geadresseerde|ontvanger/i
export const LOCAL_SENDER = /absender|exp.{1,2}diteur|remitente|mittente|remetente|afzender/i

/** How it ended, in these languages; what is filtered, expanded or lies in quarantine is no attempt. */
const OUTCOMES: readonly (readonly [AttemptStatus, string])[] = [
  ['sent', 'zugestellt bermittelt remis distribu livr entregado entregue recapitato consegnato bezorgd geleverd'],
  ['deferred', 'ausstehend enattente pendiente pendente insospeso inattesa inbehandeling'],
  [
    'bounced',
    'fehler fehlgeschlagen chec chou error erreur conerrores fallido nonriuscito errore falha falhou comfalha mislukt',
  ],
]

export const LOCAL_OUTCOMES: ReadonlyMap<string, AttemptStatus> = new Map(
  OUTCOMES.flatMap(([status, words]) => words.split(' ').map((word) => [word, status] as const)),
)
