import { FURTHER } from './further-tongues.table.ts'

/**
 * What the words of a refusal are about and what they say of it, in the tongues that servers speak. Beginnings of words, lower case, accents
 * off; `$` closes a whole word. Stems of scripts without blanks are found anywhere.
 */

/** Things that a refusal is about. */
export const SUBJECTS = {
  person: `user|usr|utent|utilisat|usuari|utilizador|benutzer|gebruiker|uzytkown|uzivatel|kullanic|kisi$|kimse$|anvandar|bruger|bruker|kaytta|felhaszn|utilizator|пользоват|потребител|корисник|مستخدم|المستخدم|משתמש|המשתמש|תיבת|صندوق|account|acct|konto|konta|compte$|correspondant|cuenta|conta$|mailbox|maildrop|maildir|mailfolder|inbox|box$|postfach|postbox|postvak|boite|casella|casilla|buzon|caixa|skrzynk|schrank|posta kutu|ящик|recipient|receiver|addressee|adressee|adressat|adresat|destin|empfanger|empfaenger|ontvanger|odbiorc|prijemc|alici$|mottag|modtag|mottak|vastaanott|cimzett|получат|адресат|alias|login|username|userid|id$|subscriber|person|customer|employee|staff$|student|nobody$|noone$|somebody$|anyone$|localpart|onlyaccept|membersonly|moderated|byrecipient|@|メールボックス|ユーザ|宛先|受信者|邮箱|郵箱|用户|用戶|收件人|信箱|사용자|수신자|메일함|계정|brukeren|bruker$|tili$|tilin|tilia|hesap|hesab|ucet$|uctu|uzivat|odberat|postakiók|postafiok|postilaat|postkass|brevlad|cutia|cutie|користувач|отримувач|скриньк|обліков|учетн|γραμματοκ|παραληπτ|χρηστ|λογαριασμ|账号|帐号|帳號|アカウント|ユーザー|schowek|group$|mailinglist|colleague|${FURTHER.person}`,
  /** A person's, unless the clause names the sender. */
  address: `address|adress|osoit|sahkopostiosoit|adres|addr$|direccion|indirizz|enderec|адрес|アドレス|地址|주소|${FURTHER.address}`,
  sender: `sender|mailfrom|returnpath|envelope|originator|absender|expedit|emetteur|remitente|mittente|remetente|afzender|nadawc|odesilat|отправит|gonder|avsand|afsend|felado|expeditor|差出人|送信者|发件人|寄件人|보낸|avsender|lahettaj|kuldo|αποστολ|відправник|送信元|발신자|fromsender|${FURTHER.sender}`,
  host: 'ip$|ips$|ipaddress|ipv4|ipv6|ip-literal|host$|hosts$|network|netblock|subnet|range$|mta$|remotehost|connection|isp$|netz$|reseau|rete$|red$|rede$|ホスト|主机|ipアドレス|ip地址|发件ip|发信ip|服务器ip|的ip|송신ip|送信元サーバ|送信サーバ|发信服务器|发件服务器|发送服务器|發信伺服器|寄件伺服器|발신서버|발송서버|neighbourhood|neighborhood|machine$|computer$',
  domain:
    'domain|domæn|dominio|domein|domena|domen$|домен|ドメイン|域名|도메인|hostname|verkkotunnu|alanad|tartomany|doman$',
  /** A part of a message: what is refused there is its kind. Stands before the message, of which it is one too. */
  attachment:
    'attach|executabl|ausfuhrbar|ausfuehrbar|anhang|dateianhang|anlage|piecejointe|adjunt|allegat|anexo|bijlage|zalaczn|priloh|вложен|添付|附件|첨부|bilag|vedlegg|liitetied|mellekl|filetype|filename|ekte$|eki$|ekler|ekin$|вложени|вкладен|συνημμεν|添付ファイル|file$|files$|programs$|dateityp|dateiendung|расширени|estension|extension$|extensions$',
  /** What a message says: what is refused there is what it says. */
  content:
    'content|link$|links$|url$|urls$|hyperlink|ссылк|enlace|lien$|liens$|inhalt$|inhalte|contenu$|contenus$|contenid|contenut|conteud|inhoud|tresc$|tresci|obsah|содержан|содержим|内容|內容|コンテンツ|本文|내용|icerik',
  message: `message|mail$|mails$|email$|emails$|e-mail$|attach|body$|subject$|nachricht|anhang|courriel|mensaj|adjunt|messagg|allegat|mensag|anexo|bericht|bijlage|wiadomo|zalaczn|zprav|priloh|письм|писем|сообщ|вложен|メール|添付|邮件|郵件|附件|메일|첨부|meddel|besked|viesti|uzenet|mesaj|meldinge|melding$|ileti|iletin|повідомлен|μηνυμα|μηνυματ|viest|beskeden|信件|письма|${FURTHER.message}`,
  space:
    'quota|space$|room$|storage|disk$|capacity|allocation|speicher|kontingent|espace|stockage|espacio|almacen|spazio|espaco|armazen|ruimte|opslag|miejsc|przestrzen|misto$|место|мест$|квот|kota|utrymme|plads|lagrings|容量|空间|空間|공간|용량|inode|alani$|hely$|spatiu|plass|tila$|tilaa|місц|місця|χωρο|空き',
  /** How much comes in a time. */
  rate: 'rate$|rates$|ratelimit|throughput|frequen|frecuen|haufigkeit|velocidad|debit$|частот|频率|頻率|頻度|빈도|当日|每日|今日|发信量|发信数|发送量|發信量|送信数|送信量|時間あたり|日あたり|送信通数|발송량|orario$|oraria$|giornalier|horari|diario$|diaria$|quotidien|horaire|taglich|stundlich|godzinow|dzienn|часово|суточн|denni$|hodinov|saatlik|gunluk',
  relay:
    'relay|relais$|weiterleit|inoltro|reencaminh|retransmis|ретрансл|релей|中继|中繼|中継|릴레이|doorstur|przekazyw|пересыл|reenvi|relaie|relayer|retransmis|转发|轉發|転送|videresend|vidarebefordr|aktarma|tovabbit|ретрансляц|リレー|notourown',
  greeting: 'helo|ehlo|greeted|introduc',
  /** The name that an address points back to. */
  reverse: 'ptr$|rdns|reverse|in-addr|ip6.arpa',
  /** What shows that a message comes from whom it names. */
  signature: 'signature|dkim|dmarc|spf$|opendkim|opendmarc|openspf',
  /** A part of how a message is built. */
  form: 'header|kopfzeil|kopf$|kopfes|en-tete|entete|cabecera|cabecalho|intestazion|naglow|заголов|ヘッダ|邮件头|郵件頭|헤더|hlavick',
  /** What a domain's mail is sent to. */
  exchanger: 'mx$|mxs$|aaaa$',
  /** What a message is counted against. */
  score: 'score$|scores$|scl$|points$|pyzor|razor|dcc$|bayes',
  /** A program that looks into messages; it may refuse one, and it may be out of order. */
  filter: 'filterservice|scanner|milter|clamav|clamd|amavis|mimedefang|spamd$|rspamd',
  system:
    'server$|servers$|mailserver|serveur|servidor|rechner|serwer|сервер|узел|サーバ|服务器|伺服器|서버|system|service$|servic|backend|database|daemon|資源|システム|系统|系統|시스템|dienst|sistem|systeem|система|palvelin|palvelim|sunucu|kiszolgal|tjeneste|tjanst|сервіс|сервис',
} as const

export type Subject = keyof typeof SUBJECTS

/** What is said of them. Order is precedence: the first that a subject bears is the refusal's reason. */
export const PREDICATES = {
  /** Before what it was done for. */
  inactive: `inactiv|inactif|inattiv|disabl|disbal|suspend|suspens|suspes|sospes|locked$|frozen|expired$|expirad|expire$|scadut|caducad|closed$|terminat|cancell|canceled|retired|discontin|deactiv|desactiv|desativ|disattiv|deaktiv|dezaktyw|deshabil|inhabil|gesperrt|stillgeleg|geloscht|geloescht|zablokow|nieaktyw|bloquead|bloccat|opgeheven|geblokkeerd|supprim|eliminad|eliminat|verwijder|usuniet|deleted$|dormant|departed|resigned|deceased|abandon|archived|archive$|unactive|nolonger|заблок|отключ|удален|неактив|приостан|停止|停用|关闭|關閉|uzamc|冻结|凍結|解約|使用されていま|使われていま|inaktiv|stangt|lukket|stengt|정지|비활성|휴면|encerrad|cerrad|chius|ferme$|zamkniet|закрыт|закрит|kapatil|suljettu|suljet|avstang|avsteng|zrusen|dezactiv|felfuggeszt|megszun|заблоков|read-only|readonly|lapsed|ended$|paused|defunct|vacant|revoked|withdrawn|decommission|ceased|gone$|shutdown|switchedoff|unsubscribed|hibernat|${FURTHER.inactive}`,
  danger:
    'virus|malware|infect|threat$|threats$|trojan|malicious|hostile|dangerous|harmful|unsafe|exploit|phish|ransom|schadlich|schaedlich|verseucht|infizier|dangereu|malveill|peligros|malicios|infett|pericolos|dannos|perigos|besmet|schadelijk|zainfek|zlosliw|zavirov|вирус|зараж|вредонос|опасн|ウイルス|ウィルス|病毒|바이러스|schadsoftware|schadprogramm|malevol|skodliv|skadlig|skadelig|злонамерен|zararli|haitta|karos|κακοβουλ|шкідлив|恶意|惡意|악성|悪意|steal',
  spam: `spam|junk|fraud|betrug|мошенн|estafa|truffa|oszust|podvod|массов|publicid|scam$|scams$|hoax|impersonat|敏感|bulk$|unsolicit|unwanted|undesir|questionable|objectionable|offensive|inappropriate|obscene|advertis|pourriel|indesirab|publicit|werbung|antyspam|нежелат|спам|迷惑|垃圾|스팸|propaganda|reclame|reklam|реклам|roskapost|skrappost|soppelpost|levelszemet|istenmeyen|niechcian|ongewenst|ανεπιθυμ|небажан|basura$|lixo$|chatarra$|spazzatura|nevyzad|uonsket|oonskad|${FURTHER.spam}`,
  suspicious:
    'suspicio|suspect|untrust|compromised|flagged|hijack|verdacht|suspekt|sospech|sospett|suspeit|podejrz|подозрит|podezr|misstank|mistenkelig|mistaenkelig|epailyttav|gyanus|supheli|可疑|疑似|不審|의심|verdaecht',
  /** Of a message: larger than what is taken. */
  big: `大きすぎ|过大|過大|太大|toobig|oversize|heavy|heavier|weigh|fat$|bigger|larger|smaller|${FURTHER.big}`,
  fast: 'toofast',
  /** Put aside: a kind of attachment, or a message that looks bad. */
  held: 'quarantin',
  /** Of a signature: it does not fit what it stands under. */
  broken:
    'broken$|malform|misform|corrupt|tampered|altered|damaged|mangled|mismatch|contradict|disagree|不一致|不匹配|不符',
  full: `full$|atingid|מלאה|מלא$|ممتلئ|maximum$|exceed|exeed|overquota|overflow|exhaust|usedup|outof|overdrawn|insufficient|insuffis|insuficient|voll$|uberschr|ueberschr|erschopft|plein|satur|depass|lleno|llena|excedid|agotad|supera|pieno|piena|esaur|cheia|cheio|excede|overschr|przepeln|pelna|pelne|pelny|plna$|plne$|plny$|plno$|przekrocz|preplnen|prekroc|превыш|переполн|заполн|исчерп|dolu$|asildi|fylld|overskr|taynna|megtelt|満杯|いっぱい|超過|超え|上限|限度|已满|已滿|超出|不足|가득|부족|초과|over$|epuis|dolmus|doldu|plin$|plina|gemat|γεματ|tele$|fuld|fyldt|переповн|закінч|закончил|vycerp|wyczerp|lleg|찼|空きがあ|ceiling|brim$|erreicht|alcanzad|atteint|raggiunt|osiagni|достигнут|高すぎ|过高|過高|${FURTHER.full}`,
  unwilling:
    'отказался|отказалась|отказывается|odrzuca$|odmawia$|odmita$|weigert$|rechaza$|rifiuta$|recusa$|refuse$|отклоняет$|refuses|rejects|denies|declines|blocks$|refusesto|unwilling|wants$|restricted$|onlyaccept|membersonly|moderated|byrecipient|stranger|fremde$|受信拒否|拒收|nepreje|nechce|拒否してい|拒否しま|拒绝接收|수신거부|outsider',
  moved:
    'moved$|merged|renamed|relocat|superseded|changed$|replaced|umgezogen|demenag|traslad|trasferit|mudou|verhuisd|переех|переадрес|転居',
  absent: `unknown|dogrulanama|invalid|nonexist|non-exist|inexist|bad$|wrong|incorrect|errone|unregist|unrecogn|undefined|misspel|nosuch|notknown|unbekannt|ungultig|ungueltig|falsch|inconnu|invalide|introuvab|desconoc|erroneo|equivocad|sconosc|errato|errata|inesist|desconhec|inval|onbekend|ongeldig|onjuist|nieznan|nieprawid|bledn|neznam|neexist|neplatn|неизвест|несущест|неверн|недейств|bilinmi|gecersiz|okand|ogiltig|ukendt|ugyldig|ukjent|tuntemat|virheell|ismeretl|ervenytel|necunosc|存在しな|存在しま|不明|見つか|不存在|找不到|無効|无效|無此|查无|없는|없습|않는|unverifiable|fehlerhaft|lacksvalid|没有这个|没有此|没有该|无此|はいません|はおりません|がいません|mevcut degil|ανυπαρκτ|невідом|неіснуюч|non-working|nonworking|fictiti|bogus|made-up|forged|faked|nonsens|unassigned|unallocated|madeup|unheard|${FURTHER.absent}`,
  listed:
    'blacklist|blocklist|denylist|sperrlist|sparrlist|blokkeerlijst|estolist|feketelist|tiltolist|svartlist|svarteliste|listed$|dnsbl|rbl$|rbls$|schwarze|blackliste|чёрн|черно|черны|黑名单|黑名單|ブラックリスト|ブロックリスト|拒否リスト|블랙리스트|차단목록|阻止列表|屏蔽列表|封锁名单|封鎖清單|abusive|abuse$|reputa|репутац|信誉|評価|评价|spammer|reported$|complain|beschwerd|plainte|queja|reclamac|жалоб',
  loop: 'loop$|loops$|looped|looping|mailloop|recursion|hops$|circular|schleife|boucle|bucle|zapetl|petla|smyck|зацикл|ループ|循环|루프',
  denied: `reject|proibid|denied|deny$|denying|refus|blocked|blocking|banned|prohibit|forbid|verbot|disallow|notallowed|abgelehnt|abgewiesen|zuruckgewiesen|zurueckgewiesen|unzulass|unzulaess|verweiger|blockiert|rejet|interdit|bloqu|rechaz|deneg|rifiut|respint|negato|negata|rejeit|recus|negad|geweiger|afgewez|odrzuc|odmow|zabron|odmit|отклон|отказ|отверг|запрещ|запрет|拒否|拒绝|拒絕|거부|redded|nekad|afvist|avvist|hylat|elutas|respins|niedozwol|otillat|utilladt|utillat|nedovolen|nepovolen|geblokkeerd|zablok|blokovan|blokeret|blokkert|blockerad|blokkoln|engellen|engell|заблок|ограничен|unallow|disapprov|violat|违规|違規|违反|違反|违禁|restringid|封禁|封锁|禁止|不允许|不允許|ブロック|차단|nepuste|unerwunscht|nicht erwunscht|許可されていませ|許可していませ|許可されませ|許可しませ|認められていませ|認めていませ|できませ|拒收|barred|penalty|penaliz|penalis|sparrad|sperret|sparret|stopped|maynot|notourown|${FURTHER.denied}`,
  down: 'down$',
  busy: 'busy$|load$|overload|ausgelastet|uberlast|surcharg|occupe|ocupad|occupat|zajet|przeciaz|перегруж|занят|ビジー|繁忙|과부하|sobrecarg|sovraccaric|overbelast|pretizen|overbelastet|asiri yuk|混雑|混み|degraded|unwell|overwhelm|draining|asleep|behind$|crash',
} as const

export type Predicate = keyof typeof PREDICATES

/** Words that turn what stands beside them into its opposite. */
export const NEGATIONS = `not$|no$|t$|cannot$|unable$|impossib|unmog|never$|none$|nobody$|noone$|without$|kein|nicht$|nie$|non$|pas$|aucun|sans$|sin$|ningun|nessun|nao$|sem$|nenhum|geen$|niet$|не$|нет$|ни$|ikke$|inte$|ingen$|brak$|zadn|yok$|degil$|nem$|nu$|ei$|ne$|neby|nelze$|neni$|nepodar|nejs|ingen|inget|intet|ні$|немає$|нема$|δεν$|${FURTHER.negates}`

/** Words of a footer: the mail was looked at for what it does not hold. */
export const INSPECTION =
  'scan$|scanned$|scanning$|checked$|protected$|gepruft|geprueft|uberpruft|analys|verifi|free$|comprob|controllat|verificad|signatures$|definitions$|проверен|検査'

/** What negated means that somebody is not there. */
export const PRESENCE = `exist|съществ|постој|постои|esist|resolv|found$|find$|known$|know$|loydy|letez|recogni|regist|listed$|match|present$|correct$|ok$|valid|defined|identif|hosted|served|locat|here$|gefunden|bekannt|vorhanden|trouv|connu|encontr|conocid|trovat|conosciut|conhecid|gevonden|bekend|bestaat|znalez|istnieje|istniej|nalezen|найден|существ|известн|зарегистр|bulunam|correspond|corrispond|coincid|ubereinstimm|uebereinstimm|overeenk|zgodn|соответств|odpovid|hittad|finns$|fundet|funnet|loyty|talalhato|gasit|mevcut|finnes|existuje|знайден|існу|υπαρχ|var$|var olan|reachable|working$|belong|live$|lives$|among$|entry$|entries$|called$|named$|gehort|appart|pertenec|apparten|pertenc|behoort|nalezy|принадлеж|patri$|tillhor|tilhor|kuulu|${FURTHER.presence}`
/** What negated means that it is switched off. */
export const ACTIVITY =
  'active$|activat|enabled|provision|inuse|used$|aktiv|actif|activo|activa|attiv|abilitat|aktywn|актив|accepting'
/** What negated means that there is no room. */
export const ROOM =
  'enough|sufficient|room$|genug|ausreich|suffis|suficient|abbastanza|genoeg|wystarcz|dost|хват|достат'
/** What somebody does with mail; negated, somebody does not. */
export const TAKING =
  'accepts$|accept$|tar$|tager$|acepta$|acepto$|accepte$|acceptent$|accetta$|aceita$|akzeptiert$|nimmt$|accepteert$|akceptuje$|przyjmuje$|prijima$|accepterar$|accepterer$|aksepterer$|hyvaksy$|принимает$|приймає$|受け付け|受け取ら|接收'
/** What negated means a refusal. */
export const LEAVE =
  'allow|enter$|accept|permit|welcome|authori|erlaubt|akzept|angenommen|zugelassen|autoris|opravnen|accepte|permis|admit|acept|autoriz|consent|accett|permess|aceit|toegestaan|geaccept|dozwol|akcept|povolen|разреш|принима|izin|tillat|tilladt|ammess|ammett|zulass|zuläss|erlaub|gestatt|vitan|tilladte|hyvaksy|прийма|дозвол|kabul|許可|允许|허용|trusted|access$|like|love$|take$|taken$|takes$|carry|carried|verwend|use$|anvanda|bruge$|bruke$|kayttaa|gebruiken|uzywac|pouzivat|использова|utiliser|usar$|usare$|let$|admitted|send$|senden$|enviar$|envoyer$|отправлять'

/** What negated means that somebody will not have it: `does not want your mail`. */
export const WISH =
  'want|wish|mochte|moechte|souhait|desea$|desidera$|deseja$|wenst$|wil$|zyczy|хочет|желает|onsker|onskar|halua|desean|desiderano|desejam|wunscht|wunschen|quiere|quer$|vuole|veut|предпочит|бажає'
/** What negated means that it is down: `does not answer`. */
export const ANSWERS =
  'answer|respond|respons|reach$|reached$|reachable|repond|antwortet|antworten|reagiert|erreich|responde|rispond|joignable|raggiungib|verfugbar|disponib|disponivel|available|bereikbaar|beschikbaar|odpowiada|dostepn|отвечает|доступ|応答|running$|lauft$|working$'

/** Whose it is that a person turns away: the reader's. `You` alone stands in `the person you wrote to` too. */
export const YOURS =
  'your$|yours$|ihr$|ihre$|ihren$|ihrer$|votre$|vos$|su$|sus$|tuo$|tua$|vostr|seu$|sua$|uw$|jouw$|twoj|panst|ваш|вас$|あなた|您|당신|din$|ditt$|deres$'
/** How large: beside a word of excess it is the message that is too large, and not the mailbox that is full. */
export const SIZE =
  'size|grosse$|groesse|taille|tamano|tamanho|dimension|grootte|rozmiar|wielkosc|размер|velikost|boyut|storlek|storrelse|koko$|meret|length|サイズ|大小|크기'
