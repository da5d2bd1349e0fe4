/** What servers say when a connection has lived long enough, as opposed to having been idle. */
export const AGE_WORDS =
  /\b(session|connection) (time|duration|lifetime|age)( limit)?( is| was| has been)?( exceeded| reached| too long)|\bmaximum (session|connection) (time|duration|lifetime|age)\b|\btotal (session|connection) (time|duration)\b/i
