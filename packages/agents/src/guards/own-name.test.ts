import { describe, expect, it } from "vitest";
import { saysOwnName } from "./own-name.ts";
import { userFaults } from "./user-guards.ts";

const people: readonly (readonly [string, string, string])[] = [
  ["Omar", "Haddad", "Kevin"],
  ["Ingrid", "Solberg", "Kristin"],
  ["Annegret", "Lindner", "Petra"],
  ["Odile", "Marchand", "Sylvie"],
  ["Rocío", "Salgado", "Carmen"],
];
const inTalk = [
  "{last}",
  "{last} from Bergen Logistics",
  "Mr. {last}, H for Harry",
  "It's {last}, I spoke to Kunze earlier",
  "{first} here, calling from Leeds",
  "{last}. Though my wife Helen may have booked it",
  "Na, die Frau {last} aus Zwickau",
  "Hier ist {last} von der Firma Bosch",
  "{last} ist der Name, wir hatten gestern mit Frau Kunze gesprochen",
  "Madame {last}, de Rennes",
  "Au nom de {last}, de la société Renault",
  "{last}, avec un L comme Louis",
  "Señora {last}, de Cádiz, hablé con Lorenzo",
  "soy {first}, la mujer de Paco",
  "yeah it's {last}, from the office",
];
const another = [
  "{other} {last}",
  "{last}, {other}",
  "{last}, {other} {last}",
  "{first} Halvorsen from Leeds",
  "{first} von Halden",
  "{first} de la Cruz",
  "This is {other} Kunze, {first}'s friend",
  "I'm {last}'s neighbour",
  "{other} Kunze, calling for {last}",
  "Kunze",
];
const said = (form: string, [first, last, other]: readonly [string, string, string]): string =>
  form.replaceAll("{first}", first).replaceAll("{last}", last).replaceAll("{other}", other);
const rows = (forms: readonly string[]) =>
  people.flatMap((person) => forms.map((form) => [said(form, person), `${person[0]} ${person[1]}`] as const));

describe("saysOwnName", () => {
  it.each(rows(inTalk))("hears in %j the name %s", (text, name) => {
    expect(saysOwnName(text, [name])).toBe(true);
  });

  it.each(rows(another))("hears in %j another than %s", (text, name) => {
    expect(saysOwnName(text, [name])).toBe(false);
  });

  it.each([
    ["doyle, from leeds", true],
    ["it's doyle", true],
    ["kevin doyle", false],
    ["karen miller", false],
  ])("reads small letters, too: %j", (text, isOwn) => {
    expect(saysOwnName(text, ["Karen Doyle"])).toBe(isOwn);
  });
});

it.each([
  ["name", "What's your name?"],
  ["tenant", "Who is the tenant?"],
  ["Mieter", "Wer ist der Mieter?"],
  ["locataire", "Qui est le locataire ?"],
  ["inquilino", "¿Quién es el inquilino?"],
])("whoever is asked for may be named with talk around it: %s", async (fact, question) => {
  const faultsOf = (text: string) => {
    const turns = [
      { speaker: "Bot", text: question },
      { speaker: "User", text },
    ];
    return userFaults({ turns }, { user: "User", facts: { [fact]: "Karen Doyle" } });
  };
  expect(await faultsOf("Ms Doyle, D for Delta")).toEqual({});
  expect(await faultsOf("Ms Doyle from Leeds")).toEqual({});
  expect(await faultsOf("Kevin Miller from Leeds")).toEqual({ invented_fact: 1 });
});
