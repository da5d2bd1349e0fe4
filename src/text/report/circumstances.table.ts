/** Words by which people tell which of their mails fail, in the tongues of most reports; each stands between blanks, in lower case. */

export const ONLY =
  '(?:only|just|exclusively|nur|lediglich|ausschließlich|seulement|uniquement|solo|sólo|solamente|únicamente|soltanto|alleen|somente|apenas)'
export const LARGE =
  '(?:large|larger|big|bigger|huge|heavy|grosse[nr]?|große[nr]?|größere[nr]?|gros|grosses|volumineux|volumineuses|grandes?|pesad[oa]s|grandi|pesanti|grote)'
export const SMALL =
  '(?:small|smaller|short|shorter|tiny|plain text|text-only|kleine[nr]?|kurze[nr]?|petits?|petites?|pequeñ[oa]s|cort[oa]s|piccol[ie]|kleinere)'
export const MAILS =
  '(?:mails?|e-?mails?|messages?|ones|anything|nachrichten|anhänge[n]?|correos?|mensajes|messaggi|quelli|berichten|attachments?)'
export const ATTACHED =
  '(?:attachments?|anhang|anhänge|anhängen|pièces? jointes?|adjuntos?|anexos?|allegat[oi]|bijlagen?)'
export const WORKS =
  '(?:works?|worked|fine|ok|okay|goes (?:through|out)|go (?:through|out)|went through|pass|passes|arrives?|arrived|are delivered|is delivered|succeeds?|can send to|funktionier(?:t|en)|gehen|geht|kommen an|ankommen|passent|fonctionnent?|marchent|pasan|llegan|funcionan?|passano|arrivano|funzionano?|werken|werkt)'
export const OTHER =
  '(?:(?:all |every |any |the )?others?|other (?:domains?|destinations?|recipients?|providers?|customers?|servers?|hosts?|people)|(?:everyone|everybody|anyone|everything|everywhere) else|alle anderen|andere (?:domains|empfänger|kunden)|les autres|los demás|(?:las|los) otr[oa]s|gli altri|alle andere)'
export const THIS =
  '(?:one|this|that|single|certain|particular|specific|eine[rmn]?|diese[rmns]?|une?|cet|cette|ce|est[ea]|quest[oa]|één|deze|dit)'
export const DESTINATIONS =
  '(?:domains?|destinations?|recipients?|receivers?|providers?|customers?|clients?|hosts?|servers?|partners?|compan(?:y|ies)|kunden?|empfängern?|domänen?|ziele[n]?|domaines?|destinataires?|destinos?|dominios?|destinatari[oi]?s?|clientes?|domini|klanten?|domeinen?)'
export const ALL =
  '(?:all|any|every|each|alle[nr]?|jede[nrm]?|tous les|toutes les|todos los|todas las|tutti i|tutte le)'
export const PROVIDERS =
  '(?:gmail|google|googlemail|hotmail|outlook|office 365|microsoft 365|yahoo|icloud|aol|gmx|t-online|comcast|orange)'
export const TO = '(?:to|towards?|for|with|an|zu|bei|à|vers|a|hacia|con|verso|naar)'
