/**
 * The notions of `notions.table.ts` in tongues of which servers speak little: Bulgarian, Serbian, Croatian, Slovak, Slovene, the Baltic tongues, Ukrainian,
 * Greek, Hebrew, Arabic, Persian, Hindi, Bengali, Thai, Indonesian, Malay, Catalan, Kazakh, Azerbaijani, Georgian, Armenian. Written as there.
 */
export const FURTHER = {
  person:
    'кутия$|кутията|потребителск|сандуч|прима|korisni|primatel|primaoc|primalac|sanduc|racun$|uporabni|prejemni|predal$|predala$|pouzivat|vartotoj|gavej|dezut|lietotaj|sanemej|pastkast|kasutaj|saaja$|контот|γραμματοκιβ|חשבון|החשבון|נמען|הנמען|حساب|الحساب|مستلم|المستلم|المستقبل|کاربر|گیرنده|صندوق|उपयोगकर्ता|मेलबॉक्स|प्राप्तकर्ता|खाता|ইউজার|ব্যবহারকারী|মেইলবক্স|ผู้ใช้|ผู้รับ|กล่องจดหมาย|บัญชี|akun$|bustia|contul|пайдаланушы|istifad|მომხმარებ|ადრესატ|օգտատ|օգտվող',
  address: 'alamat|адресът|адресат$',
  sender:
    'odosielat|posiljat|posiljalac|siuntej|sutitaj|saatja|подател|изпращач|пошиљал|αποστολεα|שולח|השולח|المرسل|فرستنده',
  message:
    'лист$|poruk|sporocil|писмот|порук|הודעה|ההודעה|رسالة|الرسالة|پیام|संदेश|ข้อความ|อีเมล|pesan$|missatge|kirjade|laisk|vestul|sprava$',
  inactive:
    'onemoguc|деактивир|απενεργοπ|הושבת|מושבת|הושעה|معطل|تعطيل|موقوف|غیرفعال|ระงับ|ปิดใช้งาน|dezaktiviran|isjungt|suletud|вимкнен|oneomog|išjungt',
  spam: 'nezelj|nezazel|זבל|ספאם|مزعج|المزعج|هرزنامه|اسپم|स्पैम|สแปม|จดหมายขยะ|brossa$|нежељен|ramps|spämm',
  full: 'пълна$|пълно$|пълен$|препълн|пуно$|пун$|пуна$|pun$|puna$|puno$|poln$|polna$|polno$|pilna$|pilnas$|perpild|pārpild|tais$|πληρες|πληρης|भर$|เต็ม|plena$|ple$',
  big: 'завелик|prevelik|голям$|преголям|превелик|per didel|pārāk liel',
  absent: 'несъществ|nerast|ei leitud|табылма|tapilma|ไม่พบ|ไม่มี',
  denied:
    'odbijen|одбијен|отхвърл|zavrnj|zamietnut|odmietnut|atmest|noraid|lukatud|απορριφ|απορριπτ|נדחתה|נדחה|رفض|رد شد|ปฏิเสธ|rebutj|відхилен',
  negates: 'nav$|nera$|няма$|нема$|ní$|nije$|није$|nij$|nema$|nisu$|ekki$',
  presence: 'postoj|obstaja|atrast|leitud|leidu|открит|намер|намира|existuj|findes$',
} as const

/** Their turns of speech, as in `turns-of-speech.table.ts`. */
export const FURTHER_TURNS: readonly (readonly [words: string, one: string])[] = [
  [
    'غير (?:معروف|صالح|موجود)\\S{0,2}|(?:وجود ندارد|یافت نشد|پیدا نشد)|(?:मौजूद|पंजीकृत) नहीं|नहीं मिला|পাওয়া যায়নি|(?:ვერ|არ) (?:მოიძებნა|არსებობს)|գոյություն չունի|չի գտնվել|tidak wujud|er ekki til',
    'nosuch',
  ],
  ['پر است|भर गय\\S{0,2}|ভরে গেছে', 'full'],
  ['tai khoan', 'account'],
  ['peti mel|pasto dezut\\S{1,3}', 'mailbox'],
]
