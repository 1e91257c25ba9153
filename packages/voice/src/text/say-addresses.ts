import type { SpokenLanguage } from "./spoken-language.ts";
import { ends, type WrittenForm } from "./written-form.ts";
import { execAt, matchAt, numberAt, sayRuns, spelled } from "./written-number.ts";

const address = /(?:https?:\/\/|www\.)[^\s<>"']{1,2000}/iuy;
// Its ending is in lower case: where a blank is forgotten between two sentences, there is none: "It did.It works."
const host = new RegExp(
  String.raw`[a-zA-Z0-9][\w-]{0,62}(?:\.[\w-]{1,63}){0,4}\.(?:com|org|net|edu|gov|info|io|app|dev|co|uk|eu|de|fr|es|it|pt|nl|se|ch|at|br)(?:\/[\w./-]*[\w/])?(?![\w@-]|\.\w)`,
  "uy",
);
const mail = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/uy;

/** An address of the web: host and path as they are read out; what comes after `?` or `#` is left out. */
export const webAddress: WrittenForm = (text, at, language) => {
  const found = matchAt(address, text, at)?.replace(/[.,;:!?)\]]{1,8}$/u, "") ?? matchAt(host, text, at);
  if (found === undefined || language.words === undefined) return undefined;
  const plain = found.replace(/^https?:\/\//iu, "").replace(/^www\./iu, "");
  const [path = "", ...query] = plain.split(/(?=[?#])/u);
  const said = addressSaid(path.replace(/\/$/u, ""), language);
  if (said === undefined) return undefined;
  const rest = query.join("");
  return { length: found.length, said, unspoken: rest === "" ? undefined : { what: "address", text: rest } };
};

/** An address of a person: `ann.lee@mail.example`. */
export const mailAddress: WrittenForm = (text, at, language) => {
  const found = matchAt(mail, text, at);
  const said = found === undefined ? undefined : addressSaid(found, language);
  return found === undefined || said === undefined ? undefined : { length: found.length, said };
};

function addressSaid(written: string, language: SpokenLanguage): string | undefined {
  const { words } = language;
  if (words === undefined) return undefined;
  return (written.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu) ?? [])
    .map((part) => words.signs[part as "."] ?? sayRuns(part, language))
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .join(" ");
}

const hashtag = /#(?=\p{L})/uy;
const handle = /@(?=[\p{L}_])/uy;

/** `#deal`, `@ann`. */
export const handleOrTag: WrittenForm = (text, at, { words }) => {
  if (words === undefined) return undefined;
  if (matchAt(hashtag, text, at) !== undefined) return { length: 1, said: "hashtag " };
  return matchAt(handle, text, at) === undefined ? undefined : { length: 1, said: `${words.signs["@"]} ` };
};

const group = String.raw`(?:\(\d{1,5}\)|\d{1,8})`;
const phone = new RegExp(
  String.raw`(\+?)${group}(?:(?:[ \u00A0./-]{1,2}|(?<=\)))${group}){1,6}(?!\d|[.,:]\d|[\p{L}])`,
  "uy",
);
const oneRun = /\+\d{7,15}(?!\d)/uy;

/**
 * A telephone number, or another that is read out digit by digit in its groups: of a card, an ISBN. It begins with `+`, `0` or
 * `(`, or has at least three groups.
 */
export const digitGroups: WrittenForm = (text, at, language) => {
  const run = matchAt(oneRun, text, at);
  const found = run ?? execAt(phone, text, at)?.[0];
  if (found === undefined) return undefined;
  const groups = found.match(/\d+/gu) ?? [];
  const digits = groups.join("");
  const isMarked = /^[+(0]/u.test(found);
  const isAmerican = /^\d{3}-\d{4}$/u.test(found) && language.tag.startsWith("en");
  const areGroups =
    groups.length >= 3 &&
    (/^\d+(?:-\d+)+$|^\d{3}\.\d{3}\.\d{4}$|^\d{1,2}\/\d{1,2}\/\d{2,4}$/u.test(found) ||
      (digits.length >= 7 && /^\d{1,4}(?:[ \u00A0-]\d{1,4})+$/u.test(found)));
  if (digits.length > 19 || !(isAmerican || (isMarked && digits.length >= 6) || areGroups)) return undefined;
  // A number whose thousands are grouped is no telephone's.
  if (!isMarked && (numberAt(text, at, language)?.length ?? 0) >= found.length) return undefined;
  // An address of a network has full stops, and none of its groups more than three digits.
  if (!isMarked && /^\d{1,3}(?:\.\d{1,3})+$/u.test(found)) return undefined;
  const plus = found.startsWith("+") ? `${language.words?.signs["+"] ?? "+"} ` : "";
  return { length: found.length, said: plus + groups.map((part) => spelled(part, language)).join(", ") };
};

const bankAccount = new RegExp(
  String.raw`[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?${ends}`,
  "uy",
);
const hexadecimal =
  /(?=[\da-f-]*\d)(?=[\d-]*[a-f])[\da-f]{4,12}(?:-[\da-f]{4,12}){2,7}(?![\p{L}\p{M}\p{N}])/iuy;
const capitals = new RegExp(String.raw`(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d)[A-Z\d]+(?:-[A-Z\d]+)*${ends}`, "uy");
const mixed =
  /(?=[\p{Script=Latin}\d]*\p{Script=Latin})(?=[\p{Script=Latin}]*\d)[\p{Script=Latin}\d]+(?![\p{L}\p{M}\p{N}])/uy;

/**
 * A code of letters and digits: spelled (`AB-1234`), but where its letters are a word that is said (`COVID-19`, `mp3`).
 */
export const code: WrittenForm = (text, at, language) => {
  const account = matchAt(bankAccount, text, at);
  const grouped = account ?? matchAt(hexadecimal, text, at);
  if (grouped !== undefined) {
    const groups =
      account === undefined ? grouped.split("-") : (account.replaceAll(" ", "").match(/.{1,4}/gu) ?? []);
    return { length: grouped.length, said: groups.map((part) => spelled(part, language)).join(", ") };
  }
  const upper = matchAt(capitals, text, at);
  const found = upper ?? matchAt(mixed, text, at);
  if (found === undefined) return undefined;
  const runs = found.match(/\d+|\p{L}+/gu) ?? [];
  const isSaid =
    runs.length <= 3 && (upper === undefined ? runs.length <= 2 : runs.some(isWord) && runs.length === 2);
  return {
    length: found.length,
    said: isSaid ? runs.map((run) => sayRuns(run, language)).join(" ") : spelled(found, language),
  };
};

/** Whether capital letters are a word rather than an abbreviation. */
function isWord(letters: string): boolean {
  return letters.length >= 4 && /[aeiouy]/iu.test(letters) && /[^aeiouy]/iu.test(letters);
}

const network =
  /((?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})(?![\p{L}\p{N}]|[.,]\d)/uy;
const version = /(\d+(?:\.\d+){2,8})(?![\p{L}\p{N}]|[.,]\d)/uy;
const vVersion = /[vV](\d+(?:\.\d+){1,8})(?![\p{L}\p{N}]|\.\d)/uy;

/** A version or an address of a network: `1.2.3`, `v1.2`, `192.168.0.1`. */
export const dottedNumbers: WrittenForm = (text, at, language) => {
  const marked = execAt(vVersion, text, at) ?? execAt(network, text, at);
  const found = marked ?? execAt(version, text, at);
  // Thousands are grouped so too: 1.500.000.000.
  if (
    found === undefined ||
    (marked === undefined && numberAt(text, at, language)?.length === found[0].length)
  )
    return undefined;
  const dot = language.words?.signs["."];
  const parts = (found[1] as string).split(".").map((part) => sayRuns(part, language));
  const said = dot === undefined ? parts.join(" ") : parts.join(` ${dot} `);
  const name = /^v/iu.test(found[0]) ? language.words?.version : undefined;
  return { length: found[0].length, said: name === undefined ? said : `${name} ${said}` };
};
