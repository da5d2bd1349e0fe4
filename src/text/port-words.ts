/** The word for a port in front of its number, in the tongues that the tables read, as the source of a pattern with the flags `i` and `u`. */
export const PORT_WORD = '(?:(?<!\\p{L})(?:port\\p{L}{0,3}|puerto|poort\\p{L}{0,2}|порт\\p{L}{0,3})|ポート|端口|포트)'
/** The same behind the number: `25番ポート`, `587 portuna`. */
export const PORT_BEHIND = '(?:番ポート|端口|번 ?포트|порт|portu)'
