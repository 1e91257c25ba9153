import { isIPv6 } from "node:net";

/** A kind of personal data that can be told by its form. */
export type PersonalDataKind = "email" | "phone" | "card" | "iban" | "ip_address" | "us_social_security";

/** A place in a text that holds personal data. */
export interface PersonalData {
  readonly kind: PersonalDataKind;
  /** Where it begins and ends, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

interface Form {
  readonly kind: PersonalDataKind;
  readonly pattern: RegExp;
  /** Tells numbers that merely look alike. */
  readonly holds?: (text: string) => boolean;
}

// In this order: what an earlier form takes is no longer looked at.
const forms: readonly Form[] = [
  {
    kind: "email",
    pattern: /[\p{L}\p{M}\p{N}_.+-]{1,64}@[\p{L}\p{M}\p{N}_-]{1,63}(?:\.[\p{L}\p{M}\p{N}_-]{2,63}){1,4}/gu,
  },
  { kind: "iban", pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g, holds: isIban },
  { kind: "card", pattern: /\b\d(?:[ -]?\d){12,18}\b/g, holds: isCard },
  { kind: "us_social_security", pattern: /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/g },
  { kind: "ip_address", pattern: /\b\d{1,3}(?:\.\d{1,3}){3}\b/g, holds: isAddress },
  {
    kind: "ip_address",
    pattern: /(?<![\w:.])[\da-f:]{1,38}(?:[\da-f]|::)(?:\.\d{1,3}){0,3}(?:%\w{1,15})?(?!\w|:\w)/gi,
    holds: (text) => /\d/.test(text) && isIPv6(text),
  },
  {
    kind: "phone",
    pattern: /(?<![\w.])\+?\(?\d{1,4}\)?(?:[ ./-]?\(?\d{2,4}\)?){1,5}(?!\w)/g,
    holds: isPhone,
  },
];

/**
 * Personal data of a text that can be told by its form: e-mail addresses, telephone and card numbers (Luhn), IBANs
 * (ISO 7064), IP addresses, US social security numbers. Names are not among it. In the order of their places.
 */
export function findPersonalData(text: string): PersonalData[] {
  const found: PersonalData[] = [];
  for (const { kind, pattern, holds = () => true } of forms) {
    for (const { 0: match, index: start } of text.matchAll(pattern)) {
      const end = start + match.length;
      const taken = found.some((other) => start < other.end && other.start < end);
      if (!taken && holds(match)) found.push({ kind, start, end });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, "");
}

/** 7 digits and more, and either an international prefix or groups: 1234567 may be anything. */
function isPhone(text: string): boolean {
  const digits = digitsOf(text);
  const grouped = /\d[ ./()-]+\d/.test(text);
  // With the hour after it, up to the colon: "2026-11-29 19:30".
  const date = /^(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?: \d{1,2})?$/.test(text);
  return digits.length >= 7 && digits.length <= 15 && (text.startsWith("+") || grouped) && !date;
}

/** The checksum of H. P. Luhn. */
function isCard(text: string): boolean {
  const sum = [...digitsOf(text)].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** ISO 7064: letters as numbers from 10, the first four characters last, modulo 97 is 1. */
function isIban(text: string): boolean {
  const compact = text.replaceAll(" ", "");
  const turned = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const character of turned)
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return compact.length >= 15 && rest === 1;
}

function isAddress(text: string): boolean {
  return text.split(".").every((part) => Number(part) <= 255);
}
