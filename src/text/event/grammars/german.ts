import { once } from '../../../base/once.ts'
import type { Tongue } from '../grammar.ts'
import { noMore, noneInParticular, noTurn, supposed, REST_OF_CLAUSE, unlessToKnow, words } from '../patterns.ts'

const AGENT = '(?:server|mailservers?|clients?|provider|firewalls?|hosts?|rechner|anbieter|empfanger|absender|benutzer)'

/** Who wants to know why something happens has met it. */
const NOT_TO_KNOW = unlessToKnow('wissen|verstehen|herausfinden|erfahren|begreifen|(?:den|die) (?:grund|ursache)')
/** `wir werden getrennt` befalls somebody, `wir werden trennen` is to come. */
const NOT_PASSIVE =
  '(?! [^.;:\\n]{0,200}(?:\\p{L}{0,3}ge\\p{L}{3,14}(?:t|en)|(?:be|ver|zer|ent)\\p{L}{3,14}t)(?:[.,;!?]|$| (?:und|aber|oder|weil)))'
const TURN = 'aber|doch|jedoch|allerdings'
const NO_TURN = noTurn(TURN)
const NO_MORE = noMore(`und|dann|trotzdem|wenn|${TURN}`)

const EXISTING =
  'die|der|den|unsere|unseren|meine|meinen|ihre|ihren|alle|allen|diese|diesen|seine|deren|viele|einige|manche|haben|hat|habe|hatten|sehen|sehe|bekommen|bekomme|gibt es|sind|waren'
const THINGS = 'verbindungen|nachrichten|(?:e-)?mails|sitzungen|server|mailserver|clients|zustellungen'
const FAILED =
  'verloren|abgelehnt|getrennt|unterbrochen|abgebrochen|zuruckgesetzt|zuruckgewiesen|beendet|geschlossen|abbrechen|abbricht|trennen|trennt|ablehnen|ablehnt|beenden|schliessen|scheitern|fehlschlagen'

const REACTS =
  '(?:versucht|wiederholt|probiert) (?:\\p{L}{1,14} ){0,4}(?:erneut|spater|noch einmal)|stellt (?:\\p{L}{1,14} ){1,5}(?:zuruck|erneut zu)|verwirft|verbindet sich neu|setzt (?:\\p{L}{1,14} ){0,4}fort|weicht (?:\\p{L}{1,14} ){0,4}aus'
/** What failed, in clauses that need not be told. */
const FAILURE = `${FAILED}|nicht (?:antwortet|reagiert|erreichbar|erreicht|verfugbar|moglich)|keine (?:antwort|verbindung)|timeouts?|zeituberschreitung|\\p{L}{0,12}abbruch(?:e|s)?|unterbricht|verweigert`
const WHENEVER = 'wenn|sobald|falls|sofern'
/** The verb in front says `if`: `Wird die Verbindung getrennt, versucht der Client es erneut`. */
const VERB_FIRST = 'wird|werden|ist|sind|bricht|reisst|schlagt|trennt|kommt|antwortet|lehnt|beendet|schliesst'

export const GERMAN: Tongue = {
  known: words(
    'der|die|das|und|ist|nicht|ein|eine|einen|einer|dem|den|des|zu|mit|auf|wird|von|bei|fur|im|am|nach|beim|zum|zur|wir|ich|uns|kein|keine|sie|wenn|oder|es|seit|auch|aus|wie|man|was|uber|beim|mehr|wurde|hat|unser|mein|verbindung|nachricht|mailserver',
  ),
  grammar: once(() => ({
    self: words('ich|mich|mir|mein\\p{L}{0,2}|wir|uns|unser\\p{L}{0,2}'),
    past: words(
      'wurden?|war|waren|hatten?|kam|kamen|gab|bekam|brach|blieb|ging|riss|trennte|beendete|meldete|antwortete|(?:hat|haben|habe|ist|sind) (?:[\\p{L}\\d.„“"-]{1,25} ){0,8}(?:\\p{L}{0,8}ge\\p{L}{2,14}|(?:be|ver|er|zer|ent)\\p{L}{3,14}(?:t|en))',
    ),
    time: words(
      'gestern|heute|seit|seitdem|plotzlich|wieder|neuerdings|aktuell|derzeit|(?:letzte|vergangene)[nr]? (?:woche|nacht|monat)|immer(?: wieder)?|standig|dauernd|jedes mal|jede mail|bei jeder|laufend|sofort|gleich|mitten',
    ),
    help: words('hallo|woran|jemand|hat wer|warum|danke|moin|servus|kann (?:mir|uns) '),
    unable: words(
      'kann (?:\\p{L}{1,12} ){0,3}(?:nicht|nichts|keine)|konnten? (?:\\p{L}{1,12} ){0,3}(?:nicht|keine)|(?:geht|gehen|kommt|funktioniert) (?:\\p{L}{1,12} ){0,4}(?:nicht|keine|nichts)|nichts mehr|nicht mehr|keine antwort|lasst sich nicht',
    ),
    thatOne: words(
      '(?:der|vom|beim|des) (?:gegen|remote|ziel|fremde|andere)\\p{L}{0,3}[ -]?(?:server|seite|stelle|host|rechner)?|die gegenseite|die gegenstelle|(?:der|vom|beim) (?:relay|smarthost|kunden?)|deren',
    ),
    condition: words(
      'wenn|falls(?! (?:es|das|dies) (?:hilft|wichtig|relevant|interessiert))|sofern|sollten?|im falle|ob|^(?:tritt|schlagt|ist|wird)',
    ),
    imagine: words('stell(?:en sie sich|t euch| dir) vor|angenommen|nehmen wir an'),
    modal: words('kann|konnen|darf|durfen|muss|mussen|soll|sollen|lasst'),
    habit: words(
      'meist|kunftig|zukunftig|meistens|ublicherweise|in der regel|normalerweise|haufig|haufige\\p{L}{0,2}|haufigste\\p{L}{0,2}|oft|oftmals|standardmassig|typischerweise|jede[rsn]?|manche|viele|einige|im prinzip|z\\. ?b|weit|bei bedarf|fruher|zeitweilig|grundsatzlich|in (?:solchen|diesen) fallen',
    ),
    you: words(
      'ihre?[nmrs]?|ihnen|du|dein\\p{L}{0,2}|dir|\\p{L}{3,16}(?:en|rn|ln) sie|sie (?:konnen|mussen|sollten|haben|erhalten)|man',
    ),
    advice: words(
      '\\p{L}{3,16}(?:en|rn|ln) sie|prufen|uberprufen|achten|vergewissern|stellen sie|kontaktieren|empfiehlt|empfehlen|sinnvoll|erneut zu versuchen|hinweis|erhohen',
    ),
    definition: words(
      '^(?:die )?(?:anzahl|zahl) (?:der|von|an)(?![^\\n]{0,200}\\d)|bedeutet|(?:spalte|zahl|zahler|tabelle|diagramm|feld|kurve) (?:[\\p{L}„“"-]{1,24} ){0,3}(?:zeigt|zahlt|gibt an|nennt|listet)|gibt an, wie|bedeutung|besagt|bezeichnet|legt fest|gibt an|bestimmt|steht fur|ist (?:ein|eine|einer|dafur|dies|das|oft|nur|es)|handelt es sich|dient|tritt auf|deutet|fuhrt zu|fuhrt|erklart|beschreibt|sorgt|enthalt|betrifft|greift ein|das protokoll (?:sieht|schreibt|legt)|laut (?:rfc|norm|standard)|(?:wie|so) (?:es )?(?:das|im) (?:protokoll|standard)|vorgesehen|im sinne',
    ),
    anyOne: words(
      `(?:ein|eine|einem|einen|einer|eines|andere|mehrere|korrekt eingerichtete|alle) (?:[\\p{L}-]{1,20} ){0,2}${AGENT}`,
      '(?:verbindungen|nachrichten|e-mails|verbindungsprobleme[n]?|servereinstellungen|programme|clients) (?:werden|konnen|sind|bleiben)',
    ),
    setting: words(
      'parameter|einstellung(?:en)?|option(?:en)?|wert|anzahl|konfigur\\p{L}{2,6}|beispiel\\p{L}{0,3}|limit|voreingestellte\\p{L}{0,2}|zeitlimits?|falsche[nr]?|port(?:s|nummern)',
    ),
    topic: words(
      'ursachen?|grunde?|losung(?:en)?|anleitung|schritte?|ubersicht|artikel|tipps?|fehlerbehebung|moglicherweise|problem|fehlermeldungen|wartungsarbeiten|server-ausfall|faq',
    ),
    howTo: words('^(?:f\\. )?(?:wie|was|welche[rsn]?|wo|kann|gibt es|darf|soll|warum (?:befinden|werden|wird))'),
    purpose: words('um (?:[\\p{L}-]{1,20} ){1,6}zu \\p{L}{3,14}|damit|so dass|sodass'),
    wish: words(
      `(?:ich|wir) (?:mochten?|wollen|will|wollten?|hatten? gern|planen|werden${NOT_PASSIVE})${NOT_TO_KNOW}${NO_TURN}`,
      `mochten? (?:ich|wir)${NOT_TO_KNOW}${NO_TURN}`,
      'ab (?:dem|morgen|nachster)',
    ),
    chosen: words(
      `(?:nutz|verwend|benutz|hab|ha)\\p{L}{1,3} (?:ein|einen) (?:\\p{L}{1,20} ){0,2}(?:\\p{L}{0,20}-?time-?out|zeitlimit) von \\d{1,6} ?(?:m?s|sek\\p{L}{0,6}|min\\p{L}{0,4})${NO_MORE}`,
    ),
    well: words(
      'erfolgreich|(?<!nicht )(?:behoben|repariert|erledigt)|(?:lauft|geht|funktioniert)(?: alles)? wieder|alles lauft|wieder alles|keine (?:fehler|abbruche|probleme)|kein(?:e|en)? (?:timeouts?|abbruch|abbruche|fehler|probleme?) mehr',
    ),
    reacts: words(REACTS),
    alternative: words(
      '(?:wurde|ist|hat|konnte) (?:[\\p{L}-]{1,25} ){1,5}?oder (?:ein|eine|der|die|das|es) (?:[\\p{L}-]{1,25} ){1,4}(?:wurde|ist|hat|konnte)',
    ),
    contract: words(
      'haftet|haftung|gewahrleist\\p{L}{1,5}|(?:dieses|diesem|des) vertrag(?:s|es)|vertragspartner|auftraggeber\\p{L}{0,2}|auftragnehmer\\p{L}{0,2}|behalt sich (?:\\p{L}{1,14} ){0,3}vor|im sinne (?:dieses|dieser)|nutzungsbedingungen',
    ),
    handled: words(
      ...supposed(WHENEVER, FAILURE),
      ...supposed(VERB_FIRST, FAILURE).slice(0, 1),
      '(?:eine[rnms]?|jede[rnms]?|bei|durch|infolge|wegen|trotz) (?:unterbrochen|abgebrochen|abgelehnt|getrennt|geschlossen|verloren|fehlgeschlagen|zuruckgesetzt)e[nrms]? \\p{L}{3,24}',
    ),
    unasserted: words(
      'von ["„“”«»][^"„“”«»\\n]{1,200}["„“”«»] bis (?:hin )?zu[rm]? ["„“”«»][^"„“”«»\\n]{1,200}["„“”«»]',
      `${noneInParticular(EXISTING, THINGS)}, (?:die|welche|deren) ${REST_OF_CLAUSE}(?:${FAILED})(?!\\p{L})${REST_OF_CLAUSE}`,
      `(?:recht|moglichkeit|option|befehl)(?:,|(?: \\p{L}{1,14}){0,3}) ${REST_OF_CLAUSE}(?:zu (?:trennen|beenden|schliessen|verwerfen|blockieren)|abzulehnen|abzubrechen|zuruckzuweisen)`,
      `(?:gegen|vermeide[nt]?|verhindert?n?|analysier(?:t|st|en)|erkennt|erkennen|behandelt|behandeln|simulier(?:t|en)|ignorier(?:t|en)) (?!die |den |unsere |diese |alle |\\d)(?:[\\p{L}-]{1,16} ){0,2}?(?:\\p{L}{0,12}abbruch(?:e|en|s)?|timeouts?|zeituberschreitung(?:en)?|verbindungsfehlern?|ausfalle?n?)(?: und timeouts?)?`,
    ),
  })),
}
