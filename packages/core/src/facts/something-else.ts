import type { AskedKind } from "./question-words.ts";
import { wordsOf } from "./words-of.ts";

/** What of a question is about something else than a fact of the same kind. */
export interface SomethingElse {
  /** Words that say whose or what: "your daughter", "how many bags"; one of them must be known of the fact. */
  readonly things: readonly (readonly string[])[];
  /** Words that say what was done, or with whom: "buy", "she"; a fact that is named is meant all the same. */
  readonly deeds: readonly string[];
}

/** Whose and what a question is about, and what was done there, as far as it is neither the one who is asked nor usual. */
export function somethingElse(text: string, kinds: readonly AskedKind[]): SomethingElse {
  const words = wordsOf(text);
  const things = words.flatMap((word, index): readonly (readonly string[])[] => [
    ...(isOwner(words, index) ? [[word]] : []),
    // "How many years" asks for an age.
    ...(kinds.includes("count") && counted.some((phrase) => endsWith(words, index, phrase))
      ? [thingAt(words, index + 1)]
      : []),
    ...(aged.some((phrase) => endsWith(words, index, phrase)) ? [ownedAt(words, index + 1)] : []),
    ...(formerly.some((phrase) => endsWith(words, index, phrase)) ? [[words[index - 1] as string]] : []),
  ]);
  return {
    things: things.filter((thing) => thing.length > 0),
    deeds: words.flatMap((word, index) => [
      ...((deeds.has(word) && !isOfAHouse(words, index)) || thirdPersons.has(word) ? [word] : []),
      ...(being.some((phrase) => endsWith(words, index, phrase)) ? ownedAt(words, index + 1) : []),
    ]),
  };
}

function isOwner(words: readonly string[], index: number): boolean {
  const word = words[index] as string;
  return relatives.has(word) && (owners.has(words[index - 1] ?? "") || words[index + 1] === "s");
}

/** "When do you open?" is asked of whoever opens. */
const isOfAHouse = (words: readonly string[], index: number): boolean =>
  words[index - 1] === "you" && /^(?:open|close)$/u.test(words[index] as string);

const endsWith = (words: readonly string[], index: number, phrase: readonly string[]): boolean =>
  phrase.every((word, at) => words[index + 1 - phrase.length + at] === word);

/** The words after "how many", up to the verb. */
function thingAt(words: readonly string[], start: number): readonly string[] {
  const rest = words.slice(start);
  const end = rest.findIndex((word) => stops.has(word));
  return (end === -1 ? rest : rest.slice(0, end)).filter((word) => !fillers.has(word));
}

/** The noun after "how old is the", and nothing where it is one of those who are asked, or what the talk is about. */
function ownedAt(words: readonly string[], start: number): readonly string[] {
  const [owner = "", ...rest] = words.slice(start);
  const noun = rest.find((word) => word !== "s");
  return owners.has(owner) && noun !== undefined && !roles.has(noun) && !matters.has(noun) ? [noun] : [];
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));
const list = (text: string): readonly (readonly string[])[] =>
  text.split(", ").map((phrase) => phrase.split(" "));

const counted = list("how many, wie viele, wieviele, wie vielen, combien de, combien d, cuántos, cuántas");
const aged = list(
  "how old is, how old are, how old was, wie alt ist, wie alt sind, quel âge a, quel âge ont, cuántos años tiene, cuántos años tienen",
);

const being = list(
  "where is, where are, where was, who is, who are, who was, wo ist, wo sind, wer ist, où est, où sont, qui est, dónde está, dónde están, quién es",
);
const formerly = list("last time, letztes mal, letzten mal, dernière fois, última vez");

const owners = set(
  `your his her their the a der die das dem den ihr ihre ihrem ihren ihrer ihres dein deine deinem deinen deiner
  votre vos ton ta tes le la les su sus tu tus el los las`,
);
const thirdPersons = set("he she his him her hers elle él ella");

const relatives = set(
  `daughter daughters son sons child children kid kids baby wife husband partner mother mum mom father dad parents brother
  sister friend boss colleague neighbour neighbor landlord doctor gp dog cat
  tochter sohn kind kinder frau mann partnerin mutter vater eltern bruder schwester freund freundin chef chefin kollege
  kollegin nachbar nachbarin arzt ärztin hund katze
  fille fils enfant enfants femme mari mère père parents frère sœur soeur ami amie patron collègue voisin voisine médecin chien chat
  hija hijo hijos niño niña mujer esposa marido esposo madre padre padres hermano hermana amigo amiga jefe jefa vecino vecina
  médico perro gato`,
);

/** Those who are asked, as others call them. */
export const roles: ReadonlySet<string> = set(
  `guest guests caller patient patients passenger passengers traveller travellers traveler travelers customer driver person
  patientin gast reisende reisenden person fahrer fahrerin patiente voyageur passager personne paciente pasajero persona`,
);

/** What is talked about, whoever it is for and wherever it leads. */
const matters = set(
  `booking reservation appointment order account table room trip journey flight ride stay call place location home
  buchung reservierung termin bestellung konto tisch zimmer reise fahrt flug ort
  réservation commande compte table chambre voyage vol trajet séjour lieu rendez
  reserva cita pedido cuenta mesa habitación viaje vuelo lugar`,
);

/** What follows the thing that is counted. */
const stops = set(
  `of are is am was were be will would do does did can could should shall may might must have has had in on for at there you we i
  they it to with sind seid ist war waren werden wird wollen möchten brauchen haben sollen kommen reisen fahren fliegen können
  dürfen benötigen bleiben in für mit êtes serez sont avez voulez souhaitez faut seront vont allez vous y à pour
  son serán somos van vamos necesita quiere desea tiene hay viajan vienen viajarán para en usted`,
);
const fillers = set(
  "other more exactly total altogether in all genau insgesamt andere weitere d de autres otros otras",
);

/** What is done with things that no usual fact tells, and when else. */
const deeds = set(
  `buy bought purchase sell sold give gave close closes closed closing open opens opened drive drives drove driving know hear heard
  meet met find found lose lost park parked see saw seen speak spoke spoken recommended referred lives born yesterday
  gekauft kaufen verkauft verloren gefunden kennen gehört getroffen gesehen geparkt gesprochen gefahren gegeben empfohlen öffnet
  schließt geschlossen holt arbeiten geboren gestern
  acheté achetée vendu vendue perdu trouvé entendu rencontré connaissez conduisait ouvre ferme garé parlé recommandé hier
  compró compraste comprado vendió perdió encontró conoce conoció conducía abre cierra aparcó habló recomendó ayer`,
);
