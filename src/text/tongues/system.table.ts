import type { Symptom } from '../../domain/symptom.ts'
import type { SystemErrorRow } from '../system-errors.table.ts'
import { UNREACHABLE } from './verbs.table.ts'

/**
 * What Windows, .NET, glibc and Java say of a dead line in other tongues: German, French, Spanish, Italian, Portuguese, Dutch, Polish,
 * Russian, Czech, Turkish, Japanese, Chinese, Korean. A row holds the words of one notion each, so that every version's sentence is met.
 * Beginnings of words, lower case, accents taken off as the reader does to the text.
 */
const CONNECTION =
  'verbindung|connexion|conexion|conexao|connession|verbinding|polaczeni|anslutning|forbindelse|tilkobling|kapcsolat|з єднанн|соединени|подключени|接続|连接|連線|連接|연결|baglanti|pripojeni|spojeni|yhtey|conexiun|συνδεσ|اتصال'
const CERTIFICATE =
  'zertifikat|certificat|certificado|certificaat|certyfikat|сертификат|証明書|证书|憑證|인증서|sertifika|certifikat'

export type ForeignTls = readonly [name: string, symptom: Symptom, groups: readonly string[]]

export const FOREIGN_TLS: readonly ForeignTls[] = [
  [
    'cert-expired',
    'tls.cert.expired',
    [
      CERTIFICATE,
      'abgelaufen|a expire|est expire|expirad|caducad|caduco|vencid|scadut|verlopen|wygas|истек|просроч|期限切れ|有効期限|过期|過期|만료|suresi dol|vyprsel|gatt ut|utgatt|utlopt|udlobet|lejart|закінчився|vanhentunu',
    ],
  ],
  [
    'cert-selfsigned',
    'tls.cert.selfsigned',
    [
      CERTIFICATE,
      'selbstsigniert|selbst signiert|selbst-signiert|auto-sign|autosign|autofirmad|autofirmat|autoassinad|zelfondertekend|samopodpis|самоподпис|自己署名|自签名|自簽|자체 서명',
    ],
  ],
  [
    'cert-name',
    'tls.cert.name',
    [
      CERTIFICATE,
      'passt nicht zu|passen nicht zu|gehort nicht zu|n est pas celui|no es el de|stimmt nicht|ubereinstimm|ne correspond|no coincide|no corresponde|non corrispond|nao corresponde|niet overeen|niezgodn|nie pasuje|не соответств|не совпада|一致しま|一致しな|不匹配|不符|일치하지',
    ],
  ],
  [
    'cert-untrusted',
    'tls.cert.untrusted',
    [
      CERTIFICATE,
      'ungultig|nicht vertrau|nicht gultig|nicht verifizier|pas valide|pas approuv|pas fiable|pas ete verifi|no es valid|no valid|no es de confianza|non valid|non e valid|non attendibil|non e attendibil|nao e valid|invalid|nao confiavel|nao e confiavel|niet geldig|ongeldig|niet vertrouwd|nieprawidlow|niezaufan|недействит|недоверен|не является довер|無効|信頼されて|信頼でき|无效|無效|不受信任|不信任|유효하지|신뢰할|gecersiz|neplatn',
    ],
  ],
  [
    'cert-unverified',
    'tls.cert.untrusted',
    [
      `${CERTIFICATE}|identitat|identite |identidad|identita |identidade|identiteit|tozsamosc`,
      'konnte nicht uberpruft|kann nicht uberpruft|nicht uberpruft werden|konnte nicht verifiziert|kann nicht verifiziert|konnte nicht validiert|nicht bestatigt|unbekannte zertifizierungsstelle|unbekannten zertifizierungsstelle|unbekannten ca|autorite inconnue|autoridad desconocida|autorita sconosciuta|autoridade desconhecida|onbekende autoriteit|nieznany urzad|nicht vertrauenswurdig|ne peut pas etre verifi|n a pas pu etre verifi|impossible de verifier|ne peut pas verifier|autorite de certification inconnue|no se pudo verificar|no se puede verificar|no puede verificar|autoridad de certificacion desconocida|entidad emisora desconocida|impossibile verificare|non puo essere verificat|non ritenuto valido|stato ritenuto valido|autorita di certificazione sconosciuta|nao pode ser verificad|nao foi possivel verificar|autoridade de certificacao desconhecida|kan niet worden geverifieerd|kon niet worden geverifieerd|nie mozna zweryfikowac|не удалось проверить|невозможно проверить|неизвестный центр сертификации|検証でき|確認できま|验证失败|无法验证|無法驗證|확인할 수 없|doğrulanamad|dogrulanamad',
    ],
  ],
  [
    'cipher',
    'tls.handshake.cipher',
    [
      'algorithm|algoritm|アルゴリズム|算法|알고리즘|алгоритм',
      'gemeinsam|commun|comun|comum|gemeenschappelijk|wspoln|общ|共通|公共|共同|공통|ortak',
    ],
  ],
  [
    'notls',
    'tls.handshake.notls',
    [
      'paketformat|format de paquet|formato de paquete|formato del pacchetto|formato pacchetto|formato de pacote|pakketindeling|formatu pakietu|format pakietu|формат пакета|формата пакета|パケット形式|パケット フォーマット|数据包格式|封包格式|패킷 형식',
    ],
  ],
  [
    'eof',
    'tls.handshake.eof',
    [
      'transportdatenstrom|transportstream|flux de transport|secuencia de transporte|flujo de transporte|flusso di trasporto|fluxo de transporte|transportstroom|strumien transport|транспортный поток|トランスポート ストリーム|传输流|傳輸資料流|전송 스트림',
    ],
  ],
]

const READING =
  'daten gelesen|daten lesen|lire les donnees|lire des donnees|leer los datos|leer datos|leggere i dati|leggere dati|ler dados|ler os dados|gegevens lezen|odczytac danych|прочитать данные|считать данные|データを読み取|读取数据|讀取資料'
const UNANSWERED =
  'nicht richtig reagiert|nicht reagiert|nicht ordnungsgemass reagiert|pas repondu|no respondio|no ha podido responder|non ha risposto|risposto correttamente|nao respondeu|mancata risposta|niet correct heeft geantwoord|niet heeft geantwoord|正確回應|無法回應|niet gereageerd|niet goed gereageerd|nie odpowied|нужный отклик|не ответил|не отвеча|応答しなかった|応答がない|没有正确答复|没有反应|沒有正確回應|没有响应|응답이 없|응답하지|yanit vermedi|neodpovedel'

export type ForeignSystem = readonly [
  name: string,
  meaning: SystemErrorRow[1] | 'unanswered',
  groups: readonly string[],
]

export const FOREIGN_SYSTEM: readonly ForeignSystem[] = [
  ['read-timeout', 'timeout', [READING, UNANSWERED]],
  ['unanswered', 'unanswered', [UNANSWERED]],
  [
    'expired',
    'timeout',
    [
      `${CONNECTION}| port | puerto | porta | poort |порт|端口|ポート|포트`,
      ' expir| scade | scadut| verloopt| wygas| истек',
    ],
  ],
  [
    'timeout',
    'timeout',
    [
      'tempo scaduto|wartezeit fur|tiempo de conexion|trop de temps|zeituberschreitung|zeitueberschreitung|zeitlimit|delai d|connexion expire|conexao expira|conexion expira|connessione scade|delai imparti|temps d attente|tiempo de espera|agota el tiempo|tiempo agotado|da timeout|tempo limite|tempo esgotado|timeout scadut|limit czasu|время ожидания|таймаут|タイムアウト|超时|超時|逾時|시간 초과|zaman asimi|casovy limit|tidsgrans|tidsavbrott|tidsavbrudd|tidsfrist|idotullepes|час очікування|aikakatkais|time-out|ληξη χρον|εληξε|χρονικο οριο|انتهت المهلة|انتهت مهلة|انتهاء المهلة',
    ],
  ],
  [
    'refused',
    'refused',
    [
      `${CONNECTION}|服务器|サーバ`,
      'verweiger|abgelehnt|abgewiesen|zuruckgewiesen|refus|rehus|deneg|rechaz|rifiut|recusad|recusou|geweigerd|odrzuc|odmow|odmaw|отверг|отказ|отклон|拒否|拒绝|拒絕|거부|reddet|odmitnut|nekad|vagrad|avvisad|nektet|avvist|nægtet|afvist|elutasit|evatt|refuz|απορριφ|رفض|відхилен|відмовлен',
    ],
  ],
  [
    'unreachable',
    'unreachable',
    [
      `${UNREACHABLE}|keine route|aucun chemin|aucune route|ninguna ruta|no hay ruta|nessuna route|nessuna rotta|nessun percorso|nessun instradamento|nao ha rota|sem rota|geen route|brak trasy|нет маршрута|到達不能|経路がありません|無法連線到|没有到主机`,
      ' host| hote| rete| red | reseau|netzwerk| netz| rede |netwerk| siec|сеть|сети|хост|узел|узл|ネットワーク|ホスト|网络|主机|網路| rout| ruta| rota| tras|маршрут|経路|chemin|percorso|zielhost',
    ],
  ],
  [
    'reset',
    'reset',
    [
      `${CONNECTION}|相手|对方`,
      'zuruckgesetzt|erzwungen|remotehost geschlossen|reinitialis|re-initialis|du etre fermee|restablec|reinicia|forzado|redefinid|forcado|forzatamente|reimpostat|gedwongen|opnieuw ingesteld|wymuszon|принудительно|сброш|強制的に|リセット|强迫|强制|重置|重設|重设|강제|zorla|resetov',
    ],
  ],
  [
    'pipe',
    'pipe',
    [
      'tuberia rota|relais brise|pipe rotta|pipe interrotta|pipe quebrado|tubo roto|канала обрыв|обрыв канала|przerwany potok|gebroken pijp|brutet ror|kirik boru|prerusena roura|パイプが切断|パイプが壊れ|断开的管道|管道破裂|파이프가 깨|datenubergabe unterbrochen',
    ],
  ],
  [
    'closed',
    'aborted',
    [
      CONNECTION,
      'geschlossen|beendet|verloren|a ferme|verbrak|verbrok|zerwal|zamknal|perdue|perdid|perduta|cerro|finalizad|mis fin|terminad|unterbrochen|abgebrochen|getrennt|fermee|coupee|a coupe|abandonn|interrup|interrumpid|cerrad|anulad|fechad|cancelad|abortad|interromp|interrott|chius|annullat|terminata|gesloten|afgebroken|zerwan|zamkniet|разорва|закрыт|прерван|切断|中断|中止|关闭|断开|斷開|關閉|中斷|끊|닫|종료|kapat|kesil|ukoncen|uzavren|prerusen',
    ],
  ],
]

export const FOREIGN_NAMES: readonly ForeignTls[] = [
  [
    'again',
    'dns.tempfail',
    [
      'temporar|vorubergehend|voruebergehend|temporaire|temporane|временн|一時的|temporal|tijdelijk|tymczasow|暂时|暫時',
      'namensauflosung|namensaufloesung|resolution de nom|resolution du nom|resolucion de nombre|resolucion del nombre|risoluzione del nome|risoluzione dei nomi|resolucao de nome|名前解決|名前の解決|разрешени|naamomzetting|rozwiazywania nazw|域名解析|名称解析',
    ],
  ],
  [
    'unknown',
    'dns.nxdomain',
    [
      ' der name | den namen | nom d | le nom |el nombre d|il nome d|o nome d|имя | host| hote|hostname|nombre del servidor|nome del server|nome do servidor|nazwy serwera|имя сервера|servernaam|ホスト|主机|主機|хост|узел|узла|remotename|nom distant|nombre remoto|nome remoto|servernam|nom du serveur',
      'resoudre le nom|resolver el nombre|risolvere il nome|resolver o nome|разрешить имя|unbekannt|conosciut|conhecid|conocid|se conoce|inconnu|onbekend|nieznan|неизвест|不明|不知道|알 수 없|bilinm|neznam|nicht aufgelost|nicht gefunden|introuvable|no encontrado|no se encuentra|non trovato|nao encontrado|niet gevonden|nie znaleziono|не найден|見つかりません|找不到|nicht auflosen|nicht aufgeloest|ete resolu|etre resolu|resolver el nombre|resolverse|risolvere|risolto|resolvido|名前解決|解決できません|无法解析|無法解析',
    ],
  ],
]

/** Words about people and mailboxes: a sentence with one of them is about the recipient, not about a host. */
export const FOREIGN_PEOPLE =
  'empfanger|benutzer|utilisateur|destinataire|usuario|destinatario|utente|ontvanger|gebruiker|odbiorc|пользовател|получател|postfach|boite|buzon|casella|caixa|ユーザー|宛先|メールボックス|收件人|用户|用戶'

/** No connection came about, and no reason is told: the last that is tried. In English, and where one word of another tongue says it all. */
export const UNCONNECTED =
  'connecting to outgoing server|attempts to connect|attempt to connect|cannot connect|can t connect|could not connect|couldn t connect|unable to connect|failed to connect|unable to reach|could not reach|not accept our request to connect|not accept our requests to connect|unable to establish a connection|could not be established|fallo la conexion|echec de la connexion|connexion a echoue|connexion au serveur a echoue|connexion impossible|verbindung fehlgeschlagen|connessione non riuscita|falha na conexao|keine verbindung|pas de connexion|sin conexion a|nessuna connessione|non si connette|no se establece|sem conexao|нет соединения|brak polaczenia|geen verbinding|ingen anslutning|ingen forbindelse|kommt nicht zustande|に接続できま|无法连接|無法連線|無法連接|연결할 수 없|baglanilamad'
/** It cannot be, or could not. */
export const CANNOT =
  'kann |konnte |nicht |lasst sich nicht|ne peut|n a pas pu|n arrive pas|impossible|incapable|no se pudo|no se puede|no se ha podido|no es posible|no fue posible|no consigue|no logra|nao foi possivel|nao e possivel|nao consegue|nao pode|nao pude|non riesce|non riusciamo|non e possibile|impossibile|kan geen|kan niet|kon geen|lukt niet|nie mozna|nie moge|nie udalo|nie moze|не удал|не удает|не удаё|невозможно|не может|не могу|не вда|nelze|nemohu|nem lehet|nem sikerult|nem tud|kan inte|kan ikke|kunde inte|kunne ikke|nu se poate|nu pot |δεν μπορ|δεν ειναι δυνατ|αδυνατ|تعذر|لا يمكن'
/** Reaching somebody, or making a connection. */
export const CONNECTING =
  'nicht hergestellt|nicht aufgebaut|nicht aufbauen|nicht verbinden|nicht erreichen|keine verbindung|se connecter|joindre|atteindre|etre etablie|conectar|conexion|alcanzar|conexao|estabelecer|alcancar|connettersi|collegarsi|connessione|stabilire|raggiungere|contattare|verbinding|polaczyc|polaczen|nawiazac|подключ|соедин|pripojit|spojen|csatlakoz|kapcsolat|ansluta|anslutning|tilslutte|forbindelse|koble|conecta|conexiun|stabili conex|kapcsolod|συνδεθ|συνδεση|الاتصال'
