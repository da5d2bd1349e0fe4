import { once } from '../../../base/once.ts'
import type { Tongue } from '../grammar.ts'
import { noMore, noneInParticular, noTurn, supposed, REST_OF_CLAUSE, unlessToKnow, words } from '../patterns.ts'

/** Who wants to know why something happens has met it. */
const NOT_TO_KNOW = unlessToKnow('saber|entender|comprender|averiguar|conocer|(?:la|una) (?:causa|razon|explicacion)')
const TURN = 'pero|sin embargo'
const NO_TURN = noTurn(TURN)
const NO_MORE = noMore(`y|entonces|cuando|${TURN}`)

const EXISTING =
  'los|las|mis|nuestros|nuestras|esos|estos|todos|todas|varios|hay|tengo|tenemos|recibo|recibimos|veo|vemos|son'

const REACTS = 'reintenta|vuelve a (?:intentar|conectar|enviar)|reanuda|descarta|se reconecta|pone en cola'
/** What failed, in clauses that need not be told. */
const FAILURE =
  'perd\\p{L}{1,4}|pierde|rechaz\\p{L}{1,4}|cort\\p{L}{1,4}|cerr\\p{L}{1,4}|cierr\\p{L}{1,3}|interrump\\p{L}{1,4}|fall\\p{L}{1,4}|agot\\p{L}{1,3}|no (?:responde|contesta|esta disponible)|inaccesible|timeout'
const WHENEVER = 'cuando|si|en cuanto|una vez que'

export const SPANISH: Tongue = {
  known: words(
    'el|la|los|las|de|del|que|y|en|un|una|por|con|para|no|se|al|es|su|lo|como|nuestro|nuestra|mi|esta|hola|desde|despues|cuando|pero|sin|mas|hay|servidor|conexion|mensaje|correos?|envio',
  ),
  grammar: once(() => ({
    self: words(
      'yo|hago|envio|intento|recibo|uso|veo|mando|pruebo|mi|mis|me|nos|nosotros|nuestr[oa]s?|estoy|tengo|puedo|adjunto|pongo|conecto|escribo|reenvio|pulso|hemos|estamos|tenemos|podemos|\\p{L}{2,14}[aei]mos',
    ),
    past: words(
      '\\p{L}{3,14}(?:aron|ieron|aba|aban|ian)|(?:ha|han|he|hemos) (?:\\p{L}{1,12} )?\\p{L}{2,14}(?:ado|ido|to|cho)|era|eran|fue|fueron|tuvo|hubo|corto|cerro|salio|dijo|paso|contesto|respondio|tardo|devolvio|agoto|expiro|perdio|rechazo|podia',
    ),
    time: words(
      'ayer|hoy|desde|esta (?:manana|tarde|noche)|de repente|otra vez|siempre|cada vez|a cada|todos (?:los|mis|nuestros)|mientras|al (?:final|probar|enviar|mandar)|justo|\\p{L}{3,5} veces|esta semana|nada mas',
    ),
    help: words('hola|ayuda|gracias|alguien|por que|buenas|saludos'),
    unable: words('no (?:puedo|podemos|llega|responde|contesta|sale|se puede|logro)|imposible|nunca'),
    thatOne: words(
      'el servidor (?:remoto|de destino|del (?:cliente|destinatario))|de nuestro (?:cliente|proveedor)|el relay|el mx|el otro',
    ),
    condition: words('si(?! (?:eso |esto )?(?:ayuda|sirve))|en caso de(?: que)?|puede que|supongamos'),
    imagine: words('imagin[ae]|imaginemos|supongamos'),
    modal: words('(?<!no (?:se )?)(?:puede|pueden)|podria|debe|deben|debera|hay que|va a|suele|suelen'),
    habit: words(
      'normalmente|en adelante|generalmente|en general|a menudo|por defecto|predeterminad\\p{L}|habitual\\p{L}{0,4}|comun(?:es|mente)?|algunos|algunas|muchos|muchas|cada|a veces|basicamente|en otras palabras|en ese caso|cualquier|frecuente\\p{L}{0,5}|tipico',
    ),
    you: words('usted|ustedes|tus?|te|ti|tu|recomiendan|necesitas'),
    advice: words(
      'asegurate|asegurese|verifi(?:ca|que)|comprueb[ae]|revis[ae]|contact[ae]|imagina|prueba|cambia|divid[ae]|reinicia|utili(?:za|ce)|conviene|se recomienda|se pueden',
    ),
    definition: words(
      '^(?:el )?numero de(?![^\\n]{0,200}\\d)|(?:segun|como dice) (?:la (?:rfc|norma)|el (?:protocolo|estandar))|comportamiento (?:normal|previsto|esperado)|(?:el protocolo|la norma) (?:\\p{L}{1,8} )?(?:establece|exige|define)|se considera|(?:columna|contador|tabla|campo|grafico) (?:[^ ]{1,24} ){0,3}(?:indica|cuenta|muestra|contiene)|significa|indica|(?<!no )envia (?:el|la)|indicar|indicando|define|especifica|es (?:un|una|el|la|comun|el caso)|se trata|sirve|ocurre|se produce|permite|surge|implica|se traduce|es de \\d{1,6}|la envia|este (?:error|mensaje)|manejan?',
    ),
    anyOne: words(
      '(?:un|una|unos|otro|otros) (?:[\\p{L}-]{1,20} ){0,2}(?:servidor|servidores|clientes?|proveedor|proveedores|cortafuegos|isp|sistema|programa)|tu (?:\\p{L}{1,14} ){0,2}(?:servidor|proveedor|programa|aplicacion)|los (?:proveedores|clientes|servidores)',
    ),
    setting: words(
      'parametros?|ajustes|valor(?:es)?|numero|ejemplo|opcion|configur\\p{L}{2,6}|tiempos de espera|limite',
    ),
    topic: words(
      'causas?|razon(?:es)?|pasos?|articulo|guia|consejos|soluciones|solucion|problemas?|puerto incorrecto|bloqueos|errores',
    ),
    howTo: words('^¿? ?(?:como|que|cual|donde|puedo|se puede|hay)'),
    purpose: words('para (?:que|\\p{L}{2,14}(?:ar|er|ir))'),
    wish: words(
      `(?:quisiera|quisieramos|(?:me|nos) gustaria|quiero|queremos)${NOT_TO_KNOW}${NO_TURN}`,
      'a partir del?',
    ),
    chosen: words(
      `(?:usa|usamos|tiene|tenemos|tengo|utiliza) un (?:\\p{L}{1,20} ){0,2}(?:time-?out|tiempo de espera) de \\d{1,6} ?(?:m?s|seg\\p{L}{0,6}|min\\p{L}{0,4})${NO_MORE}`,
    ),
    well: words('correctamente|exito|resuelto|solucionado|ya funciona|todo bien|sin errores'),
    reacts: words(REACTS),
    alternative: words(
      '(?:fue|es|ha sido|no) (?:[\\p{L}-]{1,16} ){1,5}?o (?:un|una|el|la) (?:[\\p{L}-]{1,16} ){1,4}(?:fue|es|ha|no)',
    ),
    contract: words(
      'responsabilidad|no se hace responsable|(?:del|presente|este) contrato|se reserva el derecho|condiciones de uso|garantia|incidencia grave',
    ),
    handled: words(...supposed(WHENEVER, FAILURE)),
    unasserted: words(
      `${noneInParticular(EXISTING, '(?:una |toda |cada )?(?:conexion(?:es)?|mensajes?|correos?|sesion(?:es)?|servidor(?:es)?)')} (?:smtp )?que ${REST_OF_CLAUSE}(?:perd\\p{L}{0,4}|pierd\\p{L}{0,3}|rechaz\\p{L}{0,4}|cort\\p{L}{0,4}|cerr\\p{L}{0,4}|cierr\\p{L}{0,3}|interrump\\p{L}{0,4}|fall\\p{L}{0,4})(?!\\p{L})${REST_OF_CLAUSE}`,
      `(?:derecho|posibilidad|opcion|forma|manera) (?:a|de) (?:cerrar|cortar|rechazar|interrumpir|bloquear)(?!\\p{L})${REST_OF_CLAUSE}`,
      '(?:contra|evita|evitar|prevenir|reducir|manejar|gestionar|simular|detecta|detectar|ignorar) (?:los |las |una? )?(?:[\\p{L}-]{1,16} )?(?:cortes?|desconexion(?:es)?|timeouts?|tiempos? de espera|fallos?|rechazos?)',
    ),
  })),
}
