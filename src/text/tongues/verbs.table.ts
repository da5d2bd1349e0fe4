import { bars } from './bars.ts'

/*
 * What people say that a line or its ends did, in the tongues of nouns.table.ts and in their order.
 */

/** Verbs that mean the end of a line when an end of it does them. */
export const HANGS_UP = bars(
  ' legt auf|aufgelegt|macht dicht|dichtmacht| kickt| steigt aus|verschwindet| getrennt',
  'raccroch|coupe court|claque la porte|deconnect',
  ' cuelga el| cuelga la| cuelga justo| cuelga en | cuelga tras| cuelga desp| cuelga al| cuelga cuando| cuelga inmediat|desconect',
  'riattacca|taglia corto|butta giu|sbatte la porta|mette giu|disconnett|disconness',
  'desliga |desaparece|desliga-se|desconect',
  'hangt op|ophangt|stopt ermee',
  'rozlacza|odklada sluchawk|znika',
  'бросает трубку|вешает трубку|кладет трубку|отваливается|пропадает|отключ',
  'kapatiyor|kopuyor|telefonu kapat',
  '切断|切られ|切ってき|落ち',
  '断开|掐断|踢掉|踢出|挂断',
  'lagger pa luren|lægger pa|kopplar ner|legger pa',
  'zavesi|odpoji se|vyhodi',
  'lecsap|leteszi',
  '끊어',
  'кидає слухавку|відвалюється|відключається',
  'katkaisee|katkaisi',
  'inchide telefonul|se deconecteaza',
)

/** Who tells is thrown out. */
export const EXPELS = bars(
  ' wirft uns| schmeisst uns| schmeißt uns| kickt uns| trennt uns|wir raus|ich raus|rausgeworfen|rausgeschmissen|uns raus|uns ab',
  'nous ejecte|fait ejecter|fait jeter|fait virer|fait deconnecter|fait couper|fait raccrocher|fait sortir|nous vire|nous jette|nous deconnecte|nous coupe|nous lache',
  'nos echa|nos expulsa|nos desconecta|nos corta|nos tira|nos cuelga',
  'ci butta fuori|ci sconnette|ci disconnette|ci caccia|ci scollega|ci molla',
  'nos derruba|nos desconecta|nos expulsa|nos chuta|nos corta',
  'gooit ons|verbreekt ons|kapt ons',
  'wyrzuca nas|rozlacza nas',
  'отключает нас|выкидывает нас|сбрасывает нас|рвет нас',
  'bizi atiyor|bizi dusuruyor',
  'kastar ut oss|slanger ut oss|kopplar bort oss|smider os ud|kaster oss ut|kobler oss',
  'vyhazuje nas|odpoji nas|odpojuje nas',
  'kidob minket',
  'нас відключає|викидає нас',
  'ne da afara|ne deconecteaza',
)

/** Verbs that mean the end of a line where the line is named. */
export const CUTS = bars(
  // Taken over from English.
  ' resett| resete| reseta',
  ' bricht| kappt| kappen| trennt| schliesst| schließt| beendet| reisst| reißt| unterbricht| abgebrochen| abgerissen| unterbrochen| getrennt| weg | tot |zusammenbr| brach | schloss| schloß| riss | unterbrach| kappte',
  ' coupe| ferme| a coupe| interromp| rompt| rompu| perd| tombe| lache| met fin| mis fin',
  ' corta| corto | cierra| cerro| cerrad| cae | se cayo| interrump| rompe| pierde| termina| finaliza| aborta',
  ' chiude| chius| cade | caduta| interromp| interrott| taglia| tronca| termina| perde | persa | stacca',
  ' encerra| encerrou| fecha| fechou| cai | caiu| derruba| derrubou| corta| interromp| aborta| termina| terminou| perde| perdida',
  ' verbreekt| verbroken| verbrak| sloot| sluit| valt weg| afgebroken| kapt| weggevallen',
  ' zrywa| zerwan| zerwal| zamknal| zamyka| rozrywa| przerywa| przerwan| przerwal| ucina| ucial| konczy| zakonczy| rozlacz',
  ' разрыва| разорва| закрыл| прервал| завершил| закрыва| обрыва| оборва| рвет| сбрасыва| прерыва| роняет| теряет| пропада| завершает',
  ' kapatti| kesti| kopardi| koptu| kesildi| sonlandir| kapatiyor| kesiyor| kopariyor| kesiliyor| kopuyor',
  '切断|切れ|切られ|閉じられ',
  '断开|中断|掐断|切断|断了|关闭',
  ' bryter| bryts| brots| stangde| lukkede| afbrod| brot | stanger| avbryter| avbryts| avbrots| afbryder| afbrydes| lukker| bryder| brutt| afbrudt| avbrutt| avbruten| lukket| faller',
  ' prerus| ukonc| uzavr| uzavir| zavre| spadne| pada | rozpoji',
  ' bontja| bont | bontotta| megszakit| megszakad| bezarja| bezarta| lezarta| lezarja| lezarul| elveszik',
  '끊|닫|종료',
  ' розрива| розірва| закрива| обрива| рветься| втрача',
  ' katkais| katkea| katkes| sulke',
  ' inchide| inchis| intrerup| cade | se pierde',
  ' κλειν| διακοπτ| διεκοψ| τερματιζ| χανεται',
  ' يغلق| اغلق| يقطع| قطع| انقطع| ينقطع',
)

/** Nothing is said where something was due. */
export const SILENT = bars(
  'begrußt uns nicht|begrusst uns nicht|begrußt nicht|begrusst nicht|keine antwort|keinerlei antwort|keine reaktion|keine ruckmeldung|keine bestatigung|keine quittung|kein banner|kein lebenszeichen|antwortet nicht|antwortete nicht|nicht antwortet|nicht mehr antwortet|nicht reagiert|nicht mehr reagiert|sich nicht meldet|antwortet uns nicht|nicht mehr geantwortet|nicht geantwortet|meldet sich nicht|reagiert nicht|reagiert uberhaupt nicht|bestatigt nicht|quittiert nicht|quittiert das|schweigt|funkstille|kommt nichts|passiert nichts|tut sich nichts|nichts mehr|bleibt hangen|bleibt stehen|bleibt stumm|hangt fest|wartet ewig|warten ewig|warten vergeblich|wartet vergeblich|ignoriert',
  'pas de reponse|aucune reponse|sans reponse|plus de reponse|aucune reaction|plus aucune|pas de banniere|pas de banner|ne repond p|ne reagit p|n a pas reagi|n a rien repondu|n a pas repondu|ne dit rien|ne confirme p|ne donne p|ne renvoie|reste muet|reste silencieu|reste bloqu|se fige|silence radio|rien ne se passe|rien ne revient|attend indefiniment|en vain| ignore ',
  'no hay respuesta|se queda callad|sin respuesta|ninguna respuesta|ninguna reaccion|no respond|no contest|no reacciona|no reacciono|no dice nada|no confirma|no devuelve|se queda colgad|se queda parad|se queda mud|se queda bloquead|queda esperando|se cuelga|silencio|nunca llega|sin banner| ignora ',
  'nessuna risposta|nessuna reazione|nessuna conferma|nessun banner|non risponde|non ha risposto|non reagisce|non ha reagito|non dice nulla|non dice niente|non conferma|non arriva|senza risposta|resta muto|resta in attesa|rimane muto|rimane in attesa|rimane bloccat|rimane appes|si blocca|si pianta|silenzio| ignora ',
  'sem resposta|nao ha resposta|nenhuma resposta|nenhuma reacao|nao respond|nao reage|nao diz nada|nao confirma|nao chega|fica mudo|fica parad|fica travad|fica esperando|fica pendurad| trava |silencio|nunca chega',
  'geen antwoord|geen reactie|geen bevestiging|geen banner|antwoordt niet|antwoordde niet|niet geantwoord|reageert niet|reageerde niet|niet gereageerd|bevestigt niet|zegt niets|zwijgt|blijft hangen|blijft stil|blijft wachten|loopt vast|komt niets|komt nooit|negeert',
  'nie odpowiada|nie odpowiedzial|nie reaguje|nie zareagowal|nie odzywa|nie potwierdza|brak odpowiedzi|brak reakcji|zadnej odpowiedzi|bez odpowiedzi|milczy|cisza|zawiesza sie|zawisa|ignoruje',
  'не отвечает|не ответил|не реагирует|не отреагировал|не подтверждает|не подтвердил|не присылает|не приходит|нет ответа|нет реакции|никакого ответа|никакой реакции|без ответа|молчит|тишина|виснет|зависает|зависла|игнорирует',
  'yanit vermiyor|yanit vermedi|cevap vermiyor|cevap vermedi|tepki vermedi|yanit alinamadi|cevap alinamadi|yanit yok|cevap yok|yanit gelmiyor|cevap gelmiyor|tepki vermiyor|sessiz',
  '応答しません|応答しない|応答がありません|応答がない|応答なし|無応答|返事がありません|返事がない|返事が来|反応がありません|反応しません|反応がない|返ってきません|返ってこない|固まり',
  '没有响应|无响应|没有反应|没反应|不响应|没有回应|没有答复|没有应答|没有任何|收不到|卡住|没动静',
  'inget svar|svarar inte|svarade inte|svarer ikke|svarede ikke|svarte ikke|svarat inte|ikke svaret|intet svar|ikke noget svar|ingen respons|ingenting hander|der sker ikke noget|hanger sig|er helt stille|reagerar inte|reagerer ikke',
  'neodpovid|neodpovedel|zadna odpoved|bez odpovedi|nereaguj|mlci',
  'nem valaszol|nincs valasz|nem reagal|hallgat',
  '응답이 없|응답하지|응답 없|무응답|반응이 없',
  'не відповідає|не відповів|немає відповіді|жодної відповіді|мовчить',
  'ei vastaa|ei vastannut|ei vastausta|ei reagoi',
  'nu raspunde|nu a raspuns|niciun raspuns|nici un raspuns',
  'δεν απαντ|καμια απαντηση|δεν αποκρινεται',
  'لا يرد|لا يستجيب|لم يرد|لا توجد استجابة',
)

export const LACKING = bars(
  ' kein| nie ',
  ' pas | aucun| jamais | sans ',
  ' no | ninguna | nunca | sin ',
  ' non | mai | nessun',
  ' sem | nao | nenhuma ',
  ' geen | nooit ',
  ' brak | nie ',
  ' нет | не | без ',
  ' yok |miyor',
  'ない|ません',
  '没|不',
  ' inte | ingen | aldrig | ikke ',
  ' ne |zadn|neprijde|neposle',
  ' nem | nincs',
  '없|않',
  ' не | немає ',
  ' ei ',
  ' nu | niciun',
)

/** An answer to what was sent. */
export const CONFIRMS = bars(
  'quittiert|bestatigt|beantwortet',
  'confirme|acquitte|accuse reception',
  'confirma| acusa',
  'conferma',
  'bevestigt|beantwoordt',
  'potwierdza',
  'подтверждает',
  'onayla',
  'bekraftar|bekræfter|bekrefter',
  'potvrzuje',
  'visszaigazol',
  'підтверджує',
  'vahvista',
  'confirma',
)

export const NEVER_COMES = bars(
  'kommt nie|kommt nicht|bleibt aus|kommt keine',
  'n envoie jamais|n envoie pas|n arrive jamais|n arrive pas|ne vient pas|ne vient jamais|n arrive plus',
  'no llega|nunca llega|no envia|no manda',
  'non arriva|non invia|non manda|mai arriva|non viene',
  'nao chega|nao envia|nunca chega|nao manda|nao vem',
  'komt niet|komt nooit|stuurt geen|blijft uit',
  'nie przychodzi|nie wysyla|nie nadchodzi|nie dociera',
  'не приходит|не присылает|не отправляет|не дождал|не поступает',
  'gelmiyor|gondermiyor',
  '来ません|来ない|届きません|返しません|返さない',
  '没收到|没有收到|收不到|不来|等不到',
  'kommer aldrig|kommer inte|kommer ikke|uteblir|udebliver',
  'neprijde|nedorazi|neprichaz',
  'nem erkezik|nem jon',
  '오지 않|안 와|안 옴',
  'не приходить|не надходить',
  'ei tule|ei saavu',
  'nu vine|nu ajunge',
)

/** Somebody or something is out of reach. */
export const UNREACHABLE = bars(
  'nicht erreichbar|unerreichbar|nicht zu erreichen',
  'injoignable|inaccessible|pas joignable|hors d atteinte',
  'inaccesible|inalcanzable|no esta accesible|no se puede acceder',
  'irraggiungibil|non raggiungibil|non e raggiungibil|inaccessibil',
  'inacessivel|inalcancavel|fora de alcance',
  'onbereikbaar|niet bereikbaar|niet te bereiken',
  'nieosiagaln|niedostepn',
  'недоступ|недостижим|не доступен',
  'ulasilamiyor|erisilemiyor|ulasilamaz',
  '到達でき|繋がりません|つながりません|繋がらない|つながらない',
  '连不上|无法访问|访问不到|不可达|连接不上',
  'gar inte att na|kan inte nas|kan ikke nas|er ikke til at na|utilgjengelig|utilgængelig|onabar',
  'nedostupn|neni dostupn',
  'nem elerheto|elerhetetlen',
  '연결할 수 없|접속이 안',
  'недоступн',
  'ei tavoiteta|ei saada yhteytta',
  'inaccesibil|nu poate fi contactat',
)

/** No time passes. */
export const AT_ONCE = bars(
  'sofort|gleich wieder|kaum |sobald|umgehend|direkt nach',
  'immediat|aussitot|des que|tout de suite|sur le champ|juste apres',
  'en cuanto|nada mas|inmediat|enseguida|justo despues|justo tras',
  'subito|appena|immediat',
  'imediat|assim que|logo apos|logo que|na hora',
  'meteen|zodra|onmiddellijk',
  'od razu|natychmiast|zaraz po',
  'сразу|тут же|немедленно|мгновенно',
  'hemen|aninda',
  'すぐ|直後|即座',
  '立即|马上|立刻|一连',
  'genast|straks|omedelbart|direkt efter',
  'hned|ihned|okamzit',
  'azonnal|rogton',
  '바로|즉시|직후',
  'одразу|відразу|негайно',
  'heti|valittomasti',
  'imediat|de indata',
)
