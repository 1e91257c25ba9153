import { momentsIn, monthNames } from "./moments-in.ts";

/** A small number counts many things: in "in 2 hours", "my two kids" and "on 2 May" it is not that of the guests. */
export const isCount =
  /^(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)$/iu;

const ofSomethingElse = /\b(?:my|our|his|her|their|meine[rn]?|unsere[rn]?|mes|nos|mis|nuestr[oa]s)\s$/iu;
const measures =
  /^\s?(?:%|(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|times?|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|mal|secondes?|heures?|jours?|semaines?|mois|ans|années?|fois|segundos?|minutos?|horas?|días?|semanas?|meses|años?|veces)\b)/iu;

const digit = isCount.source.slice(1, -1);
const streets =
  "street|st|road|rd|lane|ln|avenue|ave|drive|way|court|close|crescent|square|boulevard|blvd|terrace|gardens|mews|rue|allée|place|chemin|impasse|quai|calle|avenida|plaza|paseo|camino";
const money = "euros?|eur|dollars?|bucks|usd|pounds?|gbp|pesos?|francs?|franken|cents?|céntimos?|centimes?";

interface Surroundings {
  readonly before: readonly RegExp[];
  readonly after: readonly RegExp[];
}

const endsIn = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})$`, "iu");

let built: Surroundings | undefined;

/** What makes a number a part of a date, of a time, of an amount, of an address, of a name or of a longer number. */
function surroundings(): Surroundings {
  built ??= build();
  return built;
}

function build(): Surroundings {
  const month = monthNames().join("|");
  return {
    before: [
      new RegExp(`(?:${digit}|\\p{N})[ .:/-]$`, "iu"),
      /\p{N}[,'’]$|[\p{Sc}#№+]\s?$|\p{L}[-/]$/u,
      endsIn(`(?:${money})\\s`),
      // A day or an hour.
      endsIn(
        `(?:${month})\\.?\\s(?:the\\s)?|(?:at|um|las?|el|le|am|den|dem|vom|zum|past|halb|(?:quarter|viertel) (?:to|past|vor|nach))\\s`,
      ),
      // What has a number, and is not counted: "room 3".
      endsIn(
        "(?:number|no\\.?|nr\\.?|room|gate|platform|flight|apt\\.?|apartment|flat|suite|floor|level|line|bus|page|option|unit|terminal|zone|row|seat|nummer|zimmer|gleis|hausnummer|reihe|chambre|numéro|n°|porte|quai|étage|número|núm\\.?|habitación|puerta|piso|andén)\\s",
      ),
      /(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer)\s$/iu,
      endsIn(`(?:${streets})\\s[^.;!?\\p{N}]{1,30}`),
    ],
    after: [
      /^[.,:'’/-]\p{N}|^-\p{Lu}(?!\p{L})/u,
      new RegExp(`^[ .:/-](?:${digit})(?![\\p{L}\\p{N}])`, "iu"),
      new RegExp(`^\\s?(?:\\p{Sc}|(?:${money})(?!\\p{L}))`, "iu"),
      new RegExp(`^(?:st|nd|rd|th|\\.|º)?\\s(?:of\\s|de\\s)?(?:${month})(?!\\p{L})`, "iu"),
      /^\s?(?:[ap]\.?m(?!\p{L})|o['’ ]?clock|uhr(?!\p{L})|h(?!\p{L}))|^\s(?:in the (?:morning|afternoon|evening)|at night|morgens|abends|nachmittags|vormittags|nachts|du (?:matin|soir)|de la (?:mañana|tarde|noche))/iu,
      /^,?\s(?:\p{Lu}[\p{L}'’.-]*\s){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|Way|Court|Ct|Close|Crescent|Square|Boulevard|Blvd|Terrace|Gardens|Mews|Place|Hill|Row)(?![\p{L}\p{N}])/u,
      /^\s(?!(?:on|in|at|for|from|to|near|of|with|and|by|or|people|nights|guests|rooms)\s)\p{Ll}+\s(?:street|road|lane|avenue|boulevard)(?![\p{L}\p{N}])/u,
      /^,?\s(?:bis\s|ter\s)?(?:rue|avenue|allée|chemin|impasse|quai|boulevard|place|cours)\s/iu,
    ],
  };
}

/** How far a number is looked around, so that long texts take no longer for each of their numbers. */
const around = 60;

/** A name with its number: "we leave from Terminal 3". */
const named = /[^.!?\s]\s\p{Lu}\p{Ll}+\s$/u;

/** Whether a text has a count among its words, and not only the same digit in something else. */
export function countsIn(text: string, whole: RegExp): boolean {
  const input = text.normalize("NFKC");
  const moments = momentsIn(input);
  return [...input.matchAll(new RegExp(whole.source, "giu"))].some(({ 0: found, index }) => {
    const end = index + found.length;
    const [before, after] = [input.slice(Math.max(0, index - around), index), input.slice(end, end + around)];
    // "The three of us" are no day.
    const isGroup = /^\s(?:of|von|de|d['’])\s?(?:us|uns|nous|nosotros)/iu.test(after);
    const isPart =
      surroundings().before.some((one) => one.test(before)) ||
      surroundings().after.some((one) => one.test(after)) ||
      (named.test(before) && !/^\s\p{L}/u.test(after)) ||
      moments.some((moment) => moment.start <= index && index < moment.end);
    return !ofSomethingElse.test(before) && !measures.test(after) && (isGroup || !isPart);
  });
}
