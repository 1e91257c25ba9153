const expressions = new Set([
  "yeah",
  "yes",
  "yep",
  "yup",
  "uh-huh",
  "mhm",
  "mm-hmm",
  "okay",
  "ok",
  "right",
  "sure",
  "i see",
  "got it",
  "alright",
  "oh",
  "ah",
  "hmm",
  "huh",
]);

/** Whether a turn says nothing but that its speaker listens ("Okay.", "I see"); case and punctuation do not matter. */
export function isBackChannel(text: string): boolean {
  const said = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, " ")
    .trim()
    .replaceAll(/\s+/g, " ");
  return expressions.has(said);
}
