import { once } from '../../../base/once.ts'
import type { Tongue } from '../grammar.ts'
import {
  noMore,
  NONE_KNOWN,
  noneInParticular,
  noTurn,
  REST_OF_CLAUSE,
  supposed,
  unlessToKnow,
  words,
} from '../patterns.ts'

const ITALIAN_TURN = 'ma|pero|tuttavia|eppure'
const PORTUGUESE_TURN = 'mas|porem|contudo|entretanto'

const ITALIAN_REACTS = 'riprova|ritenta|riprende|scarta|si riconnette|rimette in coda'
const PORTUGUESE_REACTS = 'tenta novamente|tenta de novo|retoma|descarta|reconecta|recoloca na fila'

export const ITALIAN: Tongue = {
  known: words(
    "il|lo|la|i|gli|le|di|del|della|che|e|un|una|per|con|non|si|al|da|in|nel|dopo|ci|nostro|posta|sono|ho|ma|piu|questo|e'|se|viene|come|cosa|ha|nella|sul|a|connessione|messaggio|invio",
  ),
  grammar: once(() => ({
    self: words(
      'io|invio|mando|spedisco|allego|metto|collego|premo|clicco|scrivo|provo|uso|vedo|ricevo|mi|mio|mia|miei|noi|nostr[oaie]|ci|abbiamo|sto|ho|riesco|possiamo|riusciamo|\\p{L}{3,14}iamo',
    ),
    past: words(
      '(?:ha|hanno|abbiamo|ho|sono) (?:\\p{L}{1,12} )?(?:stat[oaie]|\\p{L}{2,14}(?:ato|ito|uto|sso|sto))|era|erano',
    ),
    time: words(
      'ieri|oggi|stamattina|da (?:ieri|oggi|lunedi|quando)|sempre|ogni volta|appena|subito|durante|mentre|di nuovo|continuamente',
    ),
    help: words('ciao|qualcuno|perche|grazie|salve|aiuto|buongiorno'),
    unable: words('non (?:riesco|riusciamo|risponde|si riesce|parte)|impossibile'),
    thatOne: words("il server (?:remoto|del cliente|di destinazione)|il relay|l'altro"),
    condition: words('se|qualora|nel caso'),
    imagine: words('immagina(?:te)?|supponiamo'),
    modal: words('(?<!non )(?:puo|possono)|potrebbe|deve|devono|bisogna'),
    habit: words(
      'di solito|spesso|in genere|normalmente|tipic[oi]|comuni|alcuni|ogni(?! volta| tanto)|piu comuni|generalmente|predefinit[oa]|in questi casi|per qualche motivo',
    ),
    you: words('tu|tuo|tua|te|ti|vi|vostr[oaie]|si (?:puo|potrebbe)|voi'),
    advice: words(
      'verifica(?:re|te)?|controlla(?:re|te)?|assicurati|prova(?:re|te)?|contatta(?:re|te)?|e importante|non farsi|optare',
    ),
    definition: words(
      "^(?:il )?numero d(?:i|elle|ei)(?![^\\n]{0,200}\\d)|(?:colonna|contatore|tabella|campo|grafico) (?:[^ ]{1,24} ){0,3}(?:indica|conta|mostra|contiene)|significa|indica|specifica|secondo (?:la rfc|il protocollo|lo standard)|comportamento (?:normale|previsto)|e' (?:un|una|il|la)|si tratta|serve|si verifica|segnala|dipende|dipendono|sono messaggi|oppure",
    ),
    anyOne: words(
      '(?:un|una|uno|altri|i|gli) (?:[\\p{L}-]{1,20} ){0,2}(?:server|client|provider|firewall|sintomi|utenti)',
    ),
    setting: words('impostazion[ei]|parametr[oi]|valore|configurat[oa]|configurazione|opzione|limite'),
    topic: words('cause|sintomi|motiv[io]|soluzion[ei]|guida|passaggi|errori|problemi'),
    howTo: words('^(?:come|cosa fare|quale|posso|si puo|cosa|dove|che)'),
    purpose: words('per \\p{L}{2,14}(?:are|ere|ire)|affinche|cosi da'),
    wish: words(
      `(?:vorrei|vorremmo|voglio|vogliamo)${unlessToKnow('sapere|capire|comprendere|scoprire|conoscere|(?:la|una) (?:causa|ragione|spiegazione)')}${noTurn(ITALIAN_TURN)}`,
      'a partire d\\p{L}{1,3}',
    ),
    chosen: words(
      `(?:usa|usiamo|ha|abbiamo) un (?:\\p{L}{1,20} ){0,2}time-?out di \\d{1,6} ?(?:m?s|sec\\p{L}{0,5}|min\\p{L}{0,4})${noMore(`e|poi|quando|${ITALIAN_TURN}`)}`,
    ),
    well: words('(?:e|stato|tutto|problema) risolto|correttamente|funziona di nuovo|tutto ok|nessun errore'),
    reacts: words(ITALIAN_REACTS),
    alternative: NONE_KNOWN,
    contract: words(
      "responsabilita|non (?:e'|e) responsabile|(?:del|presente|questo) contratto|si riserva il diritto|condizioni d'uso|garanzia",
    ),
    handled: words(
      ...supposed(
        'quando|se|non appena|qualora',
        'pers[eoi]|rifiut\\p{L}{1,4}|interromp\\p{L}{1,3}|interrott\\p{L}|chiud\\p{L}{1,3}|chius\\p{L}|fallisc\\p{L}{1,3}|fallit\\p{L}|scad\\p{L}{1,3}|non (?:risponde|raggiungibile|disponibile)|irraggiungibile|timeout',
      ),
    ),
    unasserted: words(
      `${noneInParticular('i|le|gli|nostri|nostre|miei|questi|tutti|tutte|alcuni|abbiamo|ho|vedo|ricevo|sono', '(?:una |ogni )?(?:connession[ei]|messaggi|email|session[ei]|server)')} (?:smtp )?che ${REST_OF_CLAUSE}(?:pers[eoi]|perdut[eoi]|rifiut\\p{L}{1,4}|interrott\\p{L}|interromp\\p{L}{1,3}|chius[eoai]|chiud\\p{L}{1,3}|fallit\\p{L}|fallisc\\p{L}{1,3})(?!\\p{L})${REST_OF_CLAUSE}`,
      `(?:diritto|possibilita|opzione|modo) (?:di|a) (?:chiudere|interrompere|rifiutare|bloccare)(?!\\p{L})${REST_OF_CLAUSE}`,
      '(?:contro|evita|evitare|prevenire|ridurre|gestire|simulare|rilevare|ignorare) (?:le |i |gli |una? )?(?:[\\p{L}-]{1,16} )?(?:interruzion[ei]|disconnession[ei]|timeout|error[ei]|rifiut[io])',
    ),
  })),
}

export const PORTUGUESE: Tongue = {
  known: words(
    'o|a|os|as|de|do|da|que|e|um|uma|para|com|nao|se|ao|em|no|na|por|depois|nosso|minha|foi|esta|servidor|conexao|mensagem',
  ),
  grammar: once(() => ({
    self: words(
      'eu|envio|mando|anexo|coloco|conecto|clico|escrevo|tento|recebo|uso|vejo|meus?|minhas?|nos|noss[oa]s?|estou|tenho|consigo|temos|conseguimos|estamos|\\p{L}{2,14}[aei]mos',
    ),
    past: words('\\p{L}{3,14}(?:aram|eram|iram|ou)|foi|foram|estava|caiu|parou|tinha'),
    time: words('ontem|hoje|desde|de novo|sempre|toda vez|logo apos|assim que|esta manha|de repente'),
    help: words('ola|alguem|obrigad[oa]|por que|ajuda|bom dia'),
    unable: words('nao (?:consigo|conseguimos|responde|chega|envia)|impossivel|nada'),
    thatOne: words('o servidor (?:remoto|de destino|do cliente)|o relay|o outro'),
    condition: words('se|caso|supondo'),
    imagine: words('imagine|suponha|suponhamos'),
    modal: words('pode|podem|poderia|deve|devem|precisa'),
    habit: words('geralmente|normalmente|por padrao|muitas|alguns|cada|comum|as vezes'),
    you: words('voce|seus?|suas?|voces'),
    advice: words('verifique|certifique-se|tente|contate|entre em contato|recomenda-se'),
    definition: words(
      '^(?:o )?numero d(?:e|as|os)(?![^\\n]{0,200}\\d)|(?:coluna|contador|tabela|campo|grafico) (?:[^ ]{1,24} ){0,3}(?:indica|conta|mostra|contem)|significa|indica|define|especifica|conforme o (?:protocolo|padrao)|(?:esse|este) comportamento|e (?:um|uma|o|a)|trata-se|serve|ocorre|permite|esse erro',
    ),
    anyOne: words(
      '(?:um|uma|outro|outros|os) (?:[\\p{L}-]{1,20} ){0,2}(?:servidor|servidores|clientes?|provedor|firewall|conexoes|mensagens|erros?)',
    ),
    setting: words('parametros?|valor|opcao|configur\\p{L}{2,6}|limite|numero'),
    topic: words('causas?|motivos|passos?|artigo|guia|dicas|solucoes|problemas'),
    howTo: words('^(?:como|qual|onde|posso|o que|ha)'),
    purpose: words('para (?:que|\\p{L}{2,14}(?:ar|er|ir))'),
    wish: words(
      `(?:gostaria|gostariamos|quero|queremos)${unlessToKnow('saber|entender|compreender|descobrir|conhecer|(?:a|uma) (?:causa|razao|explicacao)')}${noTurn(PORTUGUESE_TURN)}`,
      'a partir d\\p{L}{1,2}',
    ),
    chosen: words(
      `(?:usa|usamos|tem|temos) um (?:\\p{L}{1,20} ){0,2}time-?out de \\d{1,6} ?(?:m?s|seg\\p{L}{0,6}|min\\p{L}{0,4})${noMore(`e|depois|quando|${PORTUGUESE_TURN}`)}`,
    ),
    well: words('resolvido|corretamente|com sucesso|tudo certo|sem erros'),
    reacts: words(PORTUGUESE_REACTS),
    alternative: NONE_KNOWN,
    contract: words(
      'responsabilidade|nao se responsabiliza|(?:do|presente|deste) contrato|reserva-se o direito|termos de uso|garantia',
    ),
    handled: words(
      ...supposed(
        'quando|se|assim que|caso',
        'perd\\p{L}{1,4}|recus\\p{L}{1,4}|rejeit\\p{L}{1,4}|cort\\p{L}{1,4}|fech\\p{L}{1,4}|interromp\\p{L}{1,4}|falh\\p{L}{1,4}|expir\\p{L}{1,3}|nao (?:responde|disponivel)|inacessivel|timeout',
      ),
    ),
    unasserted: words(
      `${noneInParticular('os|as|nossos|nossas|meus|minhas|esses|estes|todos|todas|varios|ha|temos|tenho|recebo|vejo|sao', '(?:uma |toda |cada )?(?:conex(?:ao|oes)|mensagens?|e-mails?|sess(?:ao|oes)|servidor(?:es)?)')} (?:smtp )?que ${REST_OF_CLAUSE}(?:perd\\p{L}{0,4}|recus\\p{L}{0,4}|rejeit\\p{L}{0,4}|cort\\p{L}{0,4}|fech\\p{L}{0,4}|interromp\\p{L}{0,4}|falh\\p{L}{0,4})(?!\\p{L})${REST_OF_CLAUSE}`,
      `(?:direito|possibilidade|opcao|forma) de (?:fechar|cortar|recusar|rejeitar|interromper|bloquear)(?!\\p{L})${REST_OF_CLAUSE}`,
      '(?:contra|evita|evitar|prevenir|reduzir|tratar|simular|detectar|ignorar) (?:os |as |uma? )?(?:[\\p{L}-]{1,16} )?(?:quedas?|desconex(?:ao|oes)|timeouts?|falhas?|recusas?)',
    ),
  })),
}
