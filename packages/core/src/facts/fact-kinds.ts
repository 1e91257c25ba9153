import { type PhraseFinder, phraseFinder, phrases } from "./phrase-finder.ts";

/** Facts of one kind: what they are called, how one asks for them, and after which words they are told. */
export interface FactKind {
  readonly name: string;
  /** Whether a fact of this name is of the kind. */
  readonly isCalled: PhraseFinder;
  /** Whether a question asks for a fact of this kind. */
  readonly isAsked: PhraseFinder;
  /** What stands before the value where such a fact is told: "my name is". */
  readonly cues: readonly string[];
}

interface KindWords {
  readonly called: string;
  readonly asked: string;
  readonly cues?: string;
}

// The more special kinds come first: a fact is of the first one that its name is a name of.
const words: Readonly<Record<string, KindWords>> = {
  birth: {
    called:
      "birth, birthday, birthdate, dob, geburtsdatum, geburtstag, naissance, anniversaire, nacimiento, cumpleaños",
    asked: `born, birth, birthday, birthdate, dob, how old, geboren, geburt*, wie alt, né/née/nés, naissance,
      quel âge, nació/naciste/nacido/nacida, nacimiento, qué edad, cuántos años`,
    cues: `i was born on, my birthday is, ich bin am, geboren am, né/née le, nací el`,
  },
  postcode: {
    called: "zip*, postcode, postal, post code, plz, postleitzahl",
    asked: "zip*, postcode, post code, postal, plz, postleitzahl",
  },
  email: {
    called: "email, e mail, mail, mail address, mailadresse, courriel, correo",
    asked: `email, emails, e mail, mail, mail address, emailadresse, mailadresse, mailanschrift, courriel, correo,
      reach you, contact you, erreiche* [ich/wir] sie/dich, sie/dich erreichen, joindre, contactarle/contactarte/localizarle`,
  },
  phone: {
    called:
      "phone*, telephone, mobile, cell, cellphone, telefon*, handy*, téléphone, portable, teléfono, móvil, celular",
    asked: `phone*, telephone, mobile, cell, cellphone, reach you, contact you, call you, text you, telefon*, handy*,
      rückruf*, sie/dich erreichen, zurückrufen, téléphone, portable, joindre, rappeler, teléfono, móvil, celular,
      llamarle/llamarte/localizarle/contactarle`,
  },
  time: {
    called: "time, hour, uhrzeit, heure, hora",
    asked:
      "what time, which time, when, at what, time, wann, wie viel uhr, uhrzeit, quelle heure, quand, qué hora, cuándo",
  },
  date: {
    called:
      "date, day, datum, tag, jour, fecha, día, when, departure, arrival, abreise, anreise, départ, arrivée, salida, llegada",
    asked:
      "when, what/which day/date, date, wann, welchem/welchen/welcher tag, datum, quand, quel jour, quelle date, cuándo, qué día, qué fecha",
  },
  order: {
    called: "order*, purchase, bestell*, auftrag*, commande, pedido, orden",
    asked: "order*, purchase*, bestell*, auftrag*, commande*, pedido*, orden",
  },
  booking: {
    called: "booking, reservation, confirmation, buchung*, reservierung*, réservation, reserva",
    asked:
      "booking*, reservation*, confirmation, reference, buchung*, reservierung*, réservation*, référence, reserva*, referencia",
  },
  customer: {
    called:
      "customer number/id/code, client number/id, membership, member, kundennummer, kunden nr, numéro/code de client, numéro client, número de cliente",
    asked:
      "customer number/id/code, client number/id, membership, member, kundennummer, mitgliedsnummer, numéro/code de client, numéro client, número de cliente/socio",
  },
  place: {
    called: `city, town, home town, hometown, residence, country, address, location, wohnort, stadt, ort, land, adresse,
      anschrift, ville, pays, lieu, domicile, ciudad, localidad, país, dirección, domicilio, residencia, place of residence`,
    asked: `where do/are/did/should/can you, where is it, where should, which/what city/town/country/address/place, your city/town/address/location,
      your home/current address, located/based, wo wohnen/wohnst/leben/lebst/sind/befinden, woher, wohin, welche/welcher/welchem stadt/ort/land,
      ihre/deine adresse/anschrift, ihr/ihren/dein/deinen wohnort, où habite*, où êtes, où vive*, où vis, où réside*, où est, d'où,
      quelle/dans ville, dans quelle ville, quelle ville, quel pays, votre/ton/ta adresse/ville, dónde vive/vives/reside/está/estás/se, de dónde, en qué ciudad, qué ciudad,
      su/tu ciudad/dirección/domicilio`,
    cues: `i live in, i am/im living in, i am/im from, i am/im based in, i am/im located in, i am/im calling from, my city is,
      ich wohne [übrigens] in, ich lebe in, ich komme aus, ich bin aus, j'habite à/en, je vis à/en, je réside à, je viens de, je suis de,
      vivo en, resido en, soy de`,
  },
  person: {
    called: `^name ., ^full/first/last/family/customer/guest/your/user name ., ^surname ., ^vorname ., ^nachname ., ^familienname ., ^nom ., ^prénom .,
      ^nom de famille ., ^nom complet ., ^nombre ., ^nombre completo ., ^apellido* ., ^vollständiger name .`,
    asked: `your [full/first/last/family] name, your surname, [speaking/talking/speak] with/to whom, who am i speaking/talking, who is this/calling/speaking,
      who are you, who do i have, may/should/can i call you, under what/which name, the name on/for, ^name, and name, what name, which name, full name,
      mit wem, wer spricht/sind/ist da, wie heißen sie, wie heißt du, wie ist der name, ihr/ihren/dein/deinen [vollständigen/vollständiger] name/namen, auf welchen namen,
      à qui, qui êtes vous, qui est à, comment vous appelez, comment t'appelles, comment tu t'appelles, votre/ton nom/prénom, quel est le nom, à quel nom,
      con quién, quién es, quién habla, quién llama, cómo se llama, cómo te llamas, su/tu nombre/apellido, a qué nombre, a nombre de quién`,
    cues: `my [full/first/last] name is, my name's, the name is, ich heiße, mein name ist/lautet, je m'appelle, mon nom est, moi c'est,
      me llamo, mi nombre es`,
  },
  colour: {
    called: "colour, color, farbe, couleur",
    asked: "colour, colors, color, colours, farbe, farben, couleur, couleurs, colores",
  },
  count: {
    called: `party size, people, persons, guests, how many, number of people/guests/persons/adults/nights/tickets, personen, gäste, anzahl*, personnes,
      convives, invités, personas, comensales, invitados, adults, nights, tickets`,
    asked: `how many, how large/big, party size, wie viele, wieviele, combien, cuántos, cuántas, number of people/guests/persons/adults/nights/tickets, anzahl, nombre de personnes, número de personas`,
  },
  money: {
    called:
      "price, amount, cost, costs, total, budget, betrag, preis, kosten, montant, prix, coût, precio, importe, coste",
    asked:
      "how much, price, cost*, amount, paid, pay, budget, wie viel, wieviel, preis, betrag, gekostet, bezahlt, combien, prix, montant, coûté, payé, cuánto, precio, importe, costó, pagó",
  },
  cause: {
    called: `reason, problem, issue, complaint, cause, defect, damage, fault, grund, anliegen, problem, ursache, mangel, schaden, raison,
      motif, problème, défaut, motivo, razón, problema, causa, defecto`,
    asked: `what happened, what has happened, wrong, what is/was/seems the problem/issue/matter/reason, the problem/issue/matter/reason/damage, why, how come, damaged,
      what brings you, how can/may i help, what is it about, was ist passiert/los/geschehen/kaputt/vorgefallen/damit, warum, weshalb, wieso, worum geht,
      was stimmt nicht, das/ihr problem, der grund, ihr anliegen, que s'est il passé, qu'est ce qui, quel est le problème/souci/motif, pourquoi,
      de quoi s'agit, quelle est la raison, qué ha pasado, qué pasó, qué sucedió, qué ocurre, qué ocurrió, qué le pasa, por qué, cuál es el problema/motivo, el motivo, la razón, qué tiene`,
  },
};

let built: readonly FactKind[] | undefined;

/** Built when they are first asked for, so that no page fetches them, and no program compiles them, without facts. */
function kinds(): readonly FactKind[] {
  built ??= Object.entries(words).map(([name, { called, asked, cues = "" }]) => ({
    name,
    isCalled: phraseFinder(phrases(called)),
    isAsked: phraseFinder(phrases(asked)),
    cues: phrases(cues),
  }));
  return built;
}

/** The kind of a fact, by its name or the other words for it; nothing for one of no usual kind. */
export function factKind(names: readonly string[]): FactKind | undefined {
  for (const name of names) {
    const kind = kindOf(name);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

const known = new Map<string, FactKind | undefined>();
const mostKnown = 1000;

/** Names are asked for at every message, and are few. */
function kindOf(name: string): FactKind | undefined {
  if (!known.has(name)) {
    if (known.size >= mostKnown) known.clear();
    const spaced = name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ").replaceAll("_", " ");
    known.set(
      name,
      kinds().find(({ isCalled }) => isCalled(spaced)),
    );
  }
  return known.get(name);
}
