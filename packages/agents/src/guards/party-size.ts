const adults = "adults?|grown ups?|parents?|seniors?|erwachsenen?|eltern|senioren|adultes?|adultos?|padres";
const children =
  "child(?:ren)?|kids?|bab(?:y|ies|ys)|infants?|toddlers?|teen(?:ager)?s?|kind(?:er|ern)?|kleinkind(?:er)?|jugendlichen?|enfants?|bebes?|nin[oa]s?|hij[oa]s?";
const small = "(?:small |young |little |kleinen? |jeunes |petits |pequenos )?";
const part = new RegExp(
  String.raw`\b(\d{1,3}|an?|eine?n?|une?|un[ao])\s${small}(?:(${adults})|(${children}))\b`,
  "g",
);

/** Who is only a part of those who come. */
export const partOfParty = new RegExp(`^(?:${adults}|${children})$`);
export const childWord = new RegExp(`^(?:${children})$`);
export const adultsNamed = new RegExp(String.raw`\b(?:${adults})\b`);
export const childrenNamed = new RegExp(String.raw`\b(?:${children})\b`);

/**
 * How many people somebody tells by counting adults and children: "2 adults and 3 children" are 5. Nothing where only the
 * ones or the others are counted: "my wife and I and 3 kids".
 *
 * @param digits the text as `withDigits` gives it
 */
export function partySize(digits: string): number | undefined {
  const parts = [...digits.matchAll(part)];
  if (!parts.some(([, , grown]) => grown) || !parts.some(([, , , young]) => young)) return undefined;
  return parts.reduce((all, [, count = ""]) => all + (/\d/.test(count) ? Number(count) : 1), 0);
}
