import { type PhraseFinder, phraseFinder, phrases } from "./phrase-finder.ts";

/** What a question word asks for, before anything is known of the facts. */
export type AskedKind =
  | "moment"
  | "date"
  | "time"
  | "duration"
  | "place"
  | "person"
  | "count"
  | "money"
  | "age"
  | "cause";

/** The more special first: "how long" is not "how". What one of them stands for, the later ones do not see. */
const words: Readonly<Record<AskedKind, string>> = {
  time: `what/which time, at what time, what hour, what … time, time ., wie viel uhr, wieviel uhr, uhrzeit, quelle heure, quelles heures, qué hora, a qué horas`,
  date: `what/which day/days/date/dates, what … date, date ., welcher/welchen/welchem/welches/an tag/tagen/datum, datum ., quel jour, quels jours, quelle date, quelles dates, qué día, qué días, qué fecha, qué fechas`,
  duration: `how long, how many hours/weeks/months, length of, wie lange, wie viele stunden/wochen/monate, combien de temps, cuánto tiempo, cuánto dura`,
  age: `how old, wie alt, quel âge, qué edad, cuántos años`,
  money: `how much, what … cost/spend/pay, wie viel, wieviel, combien … coûte*/coûté/coûtait/coûtaient/valait/vaut/payé/payée/payés/payées/payez/payer/prélevé/débité/facturé/dépensé/dépenser, combien est ce que … payé/payée/payés/payées/coûte/coûté/dépensé/prélevé/facturé, combien … t il/elle/on coûté/payé/prélevé/facturé, à combien, combien d'argent/pouvez/voulez/souhaitez, coûte*/coûté/coûtait/coûtaient/valait/vaut/payé/payée/payés/payées/payez/prélevé combien, c'est/c'était combien, combien c'est/c'était, ça fait/faisait combien, de combien est/était, wie teuer, how expensive, cuánto, cuánta`,
  count: `how many, how large/big … party/group/family, wie viele, wieviele, mit wie vielen, combien, cuántos, cuántas`,
  moment: `when, wann, quand, cuándo`,
  place: `where, whereabouts, what/which … city/town/airport/station/country/place/area/district, wo, wohin, woher, woraus, welche/welcher/welchem/welchen … stadt/flughafen/bahnhof/land/ort/gegend,
    ^où, où ., et où, d'où, vers où, jusqu'où, depuis où, où voulez/souhaitez/désirez/habitez/allez/êtes/est/se/dois/devons/puis, quel/quelle … ville/gare/aéroport/pays/lieu/quartier, dónde, adónde, qué … ciudad/aeropuerto/estación/país/lugar/zona`,
  person: `who, whom, whose, wer, wem, wen, wessen, ^qui, avec/à/de/chez/par qui, qui êtes/est, quién, quiénes`,
  cause: `why, how come, warum, wieso, weshalb, pourquoi, por qué`,
};

const from = `from ., from where, from which, from what, where … from, what/which … from, leave/leaving/depart/departing/flying/travelling/traveling/coming/going/starting from, leave/leaving/start/starting/begin, departing, departure, origin, pick … up, picked up, pickup, pick up, collect, collected,
  von wo, woher, ab wo/welchem/welcher, von welchem/welcher, abfahr*, abflug*, abhol*, losfahren, starten, startpunkt, d'où, de quelle, de quel, depuis où/quel/quelle, partez vous, au départ, départ, desde, de dónde, de qué, salida, sale, salen, origen, recoger, recogemos, recogerle`;
const to = `to ., where to, to where, to which, to what, going/go/fly/flying/travel/travelling/traveling/headed/heading/get to, destination, drop, drop off, dropped, head/heading/headed, take you/u, taking you,
  wohin, nach wo, ziel*, reiseziel, aussteigen, où … aller/allez, vers, destination, jusqu'où, vers où, à quelle gare, dans quelle ville … aller, arrivée, adónde, a dónde, hacia, destino, llegada`;

/** Where somebody can be called is no place. */
const callBack = `where can/could/may/should/shall/do we/i call/reach/contact/ring/phone, wo/wohin kann/können ich/wir sie/dich anrufen/zurückrufen/erreichen,
  où puis/peut/pouvons je/on/nous vous rappeler/appeler/joindre, dónde le/la/te puedo/podemos llamar/localizar`;

interface Finders {
  readonly kinds: readonly (readonly [AskedKind, PhraseFinder])[];
  readonly from: PhraseFinder;
  readonly to: PhraseFinder;
}

let built: Finders | undefined;

function finders(): Finders {
  built ??= {
    kinds: Object.entries(words).map(
      ([kind, list]) =>
        [kind as AskedKind, phraseFinder(phrases(list), kind === "place" ? phrases(callBack) : [])] as const,
    ),
    from: phraseFinder(phrases(from)),
    // Whoever comes to somebody goes nowhere else.
    to: phraseFinder(phrases(to), phrases("come/coming to")),
  };
  return built;
}

/** A special one takes the word from the general one behind it: "how much" is not "how many", "combien de temps" no count. */
const over: Readonly<Partial<Record<AskedKind, readonly AskedKind[]>>> = {
  time: ["moment", "date", "money", "count"],
  date: ["moment"],
  duration: ["money", "count"],
  age: ["count"],
  money: ["count"],
};

/** What a clause asks for by its question word; empty for one without. */
export function askedKinds(clause: string): readonly AskedKind[] {
  const found = finders().kinds.flatMap(([kind, asks]) => (asks(clause) ? [kind] : []));
  const taken = new Set(found.flatMap((kind) => over[kind] ?? []));
  return found.filter((kind) => !taken.has(kind));
}

/** Whether a clause is about where something begins, or where it leads to; nothing when it says neither or both. */
export function directionOf(clause: string): "from" | "to" | undefined {
  const [isFrom, isTo] = [finders().from(clause), finders().to(clause)];
  if (isFrom === isTo) return undefined;
  return isFrom ? "from" : "to";
}
