import { factWordings, type Fact } from "./fact.ts";
import { momentsIn } from "./moments-in.ts";
import { phraseFinder, phrases } from "./phrase-finder.ts";

/** What sort of thing a value is, as far as its form says so; `text` where the form says nothing. */
export type ValueKind = "date" | "time" | "count" | "money" | "email" | "phone" | "code" | "answer" | "text";

const lists = {
  date: `monday*, tuesday*, wednesday*, thursday*, friday*, saturday*, sunday*, today, tomorrow, yesterday, weekend, next week/month/year, last week/month/year, this week/month/year,
    … days/weeks/months ago, january, february, march, april, may, june, july, august, september, october, november, december,
    montag*, dienstag*, mittwoch*, donnerstag*, freitag*, samstag*, sonntag*, heute, morgen, übermorgen, gestern, wochenende, vor … tagen/wochen/monaten, nächste/nächsten/nächster woche/monat/jahr, letzte/letzten/letzter woche/monat/jahr,
    januar, februar, märz, mai, juni, juli, oktober, dezember,
    lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, aujourd'hui, demain, hier, semaine prochaine/dernière, janvier, février, mars, avril, juin, juillet, août, septembre, octobre, novembre, décembre,
    lunes, martes, miércoles, jueves, viernes, sábado, domingo, hoy, mañana, ayer, semana próxima/pasada, próxima semana, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre`,
  time: `noon, midday, midnight, morning, afternoon, evening, tonight, o'clock, mittags, mitternacht, vormittag*, nachmittag*, abends, uhr, midi, minuit, matin, après midi, soir, heures, mediodía, medianoche, por la mañana/tarde/noche`,
  money: `dollars, dollar, euros, euro, pounds, francs, franken, pesos, cents, bucks, usd, eur, gbp`,
  count: `^one ., ^two ., ^three ., ^four ., ^five ., ^six ., ^seven ., ^eight ., ^nine ., ^ten ., ^eleven ., ^twelve ., ^ein/eine/einen ., ^zwei ., ^drei ., ^vier ., ^fünf ., ^sechs ., ^sieben ., ^acht ., ^neun ., ^zehn .,
    ^un/une ., ^deux ., ^trois ., ^quatre ., ^cinq ., ^sept ., ^huit ., ^neuf ., ^dix ., ^uno/una ., ^dos ., ^tres ., ^cuatro ., ^cinco ., ^seis ., ^siete ., ^ocho ., ^nueve ., ^diez .`,
  answer: `^yes ., ^no ., ^none ., ^true ., ^false ., ^ja ., ^nein ., ^oui ., ^non ., ^sí .`,
};

let built: readonly (readonly [ValueKind, (value: string) => boolean])[] | undefined;

const holds = (list: string) => phraseFinder(phrases(list));

/** In the order in which they are asked: an amount of money holds a count, a code may look like a date. */
function forms() {
  built ??= [
    ["email", (value) => /\S@\S/u.test(value)],
    ["answer", holds(lists.answer)],
    ["money", (value) => /\p{Sc}/u.test(value) || (/\p{N}/u.test(value) && holds(lists.money)(value))],
    [
      "phone",
      (value) => /^[+(]?\d[\d\s()./-]{6,}$/u.test(value) && /^[+(0]|\s|-/u.test(value) && !isDate(value),
    ],
    ["count", (value) => /^\d{1,3}$/u.test(value) || (wordsIn(value) === 1 && holds(lists.count)(value))],
    ["date", (value) => wordsIn(value) <= 6 && (isDate(value) || holds(lists.date)(value))],
    ["time", (value) => wordsIn(value) <= 5 && (momentsIn(value).length > 0 || holds(lists.time)(value))],
    ["code", (value) => wordsIn(value) <= 3 && /\p{N}.*\p{N}/u.test(value) && !/\p{Ll}{4}/u.test(value)],
  ];
  return built;
}

const isDate = (value: string): boolean =>
  momentsIn(value).some(({ readings }) => readings.some((reading) => "day" in reading));

const wordsIn = (value: string): number => value.trim().split(/\s+/u).length;

const known = new Map<string, ValueKind>();
const mostKnown = 1000;

/** The kind of a fact's value, by the form of any of its wordings. */
export function valueKind(fact: Fact): ValueKind {
  const wordings = factWordings(fact);
  const key = wordings.join("\n");
  let kind = known.get(key);
  if (kind === undefined) {
    if (known.size >= mostKnown) known.clear();
    kind = forms().find(([, isOne]) => wordings.some(isOne))?.[0] ?? "text";
    known.set(key, kind);
  }
  return kind;
}
