import { bars } from './bars.ts'

/*
 * What people name when they tell of a session in other tongues, one line for each: German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Turkish, Japanese, Chinese, Swedish with Danish and Norwegian,
 * Czech, Hungarian, Korean, Ukrainian, Finnish, Romanian; of the line and its ends Greek and Arabic too. Beginnings of words in lower case, accents taken off as the reader does to the text.
 */

/** Who stands at the other end. */
export const FAR_END = bars(
  'server|gegenstelle|gegenseite|gegenuber|relay|provider|gateway|exchange|postfix|gmail',
  'serveur|relais|interlocuteur|autre cote|hebergeur|destinataire',
  'servidor|otro lado|otro extremo|destinatario',
  'altro lato|altro capo',
  'outro lado|destinatario',
  'andere kant|overkant',
  'serwer|druga strona|drugiej stron',
  'сервер|другая сторона|другой сторон|провайдер',
  'sunucu|karsi taraf',
  'サーバ|相手側|相手先',
  '服务器|伺服器|对方',
  'motpart|mottagar|leverantor|modtager',
  'protistran|poskytovatel',
  'szerver|kiszolgalo|masik oldal',
  '서버|상대',
  'провайдер|інший бік',
  'palvelin|vastapuoli',
  'celalalt capat|furnizor',
  'διακομιστ|εξυπηρετητ',
  'خادم|الخادم',
)

export const LINE = bars(
  'kommunikation|communication|comunicacion|comunicacao|comunicazione|komunikacj',
  'verbindung|leitung|sitzung|ubertragung|session',
  'connexion|ligne |session|transfert ',
  'conexion|linea |sesion|transferencia|transmision',
  'connession|linea |sessione|trasferimento|trasmissione',
  'conexao|linha |sessao|transferencia|transmissao',
  'verbinding|lijn |sessie|overdracht',
  'polaczeni|linia |sesj|przesylani',
  'соединени|подключени|связь|линия|сесси|сеанс|передач',
  'baglanti|oturum|aktarim',
  '接続|セッション|転送',
  '连接|連接|連線|会话|传输',
  'anslutning|forbindelse|tilkobling|sessionen|overforing',
  'spojeni|pripojeni|relac',
  'kapcsolat|munkamenet|atvitel',
  '연결|세션|전송',
  'з єднанн|зв язок|сеанс',
  'yhteys|yhteyde|istunto|siirto',
  'conexiunea|sesiunea|transferul',
  'συνδεσ|συνεδρι',
  'اتصال|جلسة',
)

export const GREETING = bars(
  'begrußung|begrussung|willkommensmeldung',
  'message de bienvenue|banniere|message d accueil',
  'saludo|mensaje de bienvenida',
  'messaggio di benvenuto|saluto iniziale|saluto del server|del saluto ',
  'saudacao|mensagem de boas',
  'welkomst|begroeting',
  'powitani|powitalneg',
  'приветстви|баннер',
  'karsilama',
  '挨拶|バナー',
  '欢迎信息|欢迎语',
  'halsning|halsar|velkomst|hilsen',
  'uvitani|pozdrav',
  'udvozl',
  '환영|배너',
  'вітанн|банер',
  'tervehdy',
  'mesajul de bun venit',
)

/** What is waited for, and that it does not come. */
export const DUE = bars(
  'bestatigung|quittung|antwort|banner',
  'confirmation|reponse',
  'confirmacion|respuesta',
  'conferma|risposta',
  'confirmacao|resposta',
  'bevestiging|antwoord',
  'potwierdzen|odpowied',
  'подтвержден|ответ',
  'onay|yanit|cevap',
  '応答|返事',
  '响应|回复|确认',
  'bekraftelse|bekræftelse|bekreftelse| svar ',
  'potvrzen|odpoved',
  'valasz|visszaigazol',
  '응답|확인',
  'підтвердж|відповід',
  'vahvistus|vastaus',
  'confirmare|raspuns',
)
