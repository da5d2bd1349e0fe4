/** Why an experiment was not led to its end, as its result says it. */
export const OUT_OF_TIME = 'the time budget is used up'
export const OUT_OF_CONNECTIONS = 'the connection budget is used up'
