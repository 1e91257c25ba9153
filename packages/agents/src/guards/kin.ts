import { madeOnce } from "@sdialog/core/internal";
import { aroundValues, evading } from "./answer-words.ts";
import { type ComparedAnswer, type Place, unclear, withoutPlaces } from "./compared-answer.ts";
import { plainLetters } from "./number-words.ts";
import { isOtherName, type SaidWord } from "./other-name.ts";

/**
 * Who somebody is to somebody, as all that a word can mean, by words in small letters without accents, singular and, behind
 * the bar, plural: a spouse is a wife or a husband, kids are sons and daughters.
 */
const roles: readonly string[] = [
  "mother: mother mom mum mommy mummy mama mamma mutter mutti mami mere maman madre mami | mothers mutter",
  "father: father dad daddy papa pop vater papi vati pere padre papi | fathers",
  "wife: wife missus ehefrau femme epouse esposa mujer frau | wives",
  "husband: husband hubby ehemann mann mari epoux esposo marido | husbands",
  "wife husband: spouse partner partnerin conjoint conjointe pareja other_half | spouses",
  "sister: sister sis schwester soeur sœur frangine hermana | sisters schwestern soeurs sœurs hermanas",
  "brother: brother bro bruder frere frangin hermano | brothers bros bruder brudern freres",
  "sister brother: sibling | siblings geschwister hermanos",
  "daughter: daughter tochter fille hija girl madchen | daughters tochtern filles hijas girls",
  "son: son sohn fils boy junge hijo | sons sohne sohnen boys jungen jungs garcons hijos",
  "son daughter: child kid kind enfant nino nina | children kids kinder kindern enfants gosses ninos",
  "grandmother: grandmother grandma granny nan nana oma grossmutter omi mamie grand_mere abuela yaya | grandmothers",
  "grandfather: grandfather grandpa granddad opa grossvater opi papi papy papie grand_pere abuelo yayo | grandfathers",
  "aunt: aunt auntie aunty tante tia | aunts tanten tantes tias",
  "uncle: uncle onkel oncle tio | uncles oncles tios",
  "cousin: cousin cousine cousins_ vetter primo prima | cousins cousinen cousines primos primas",
  "nephew: nephew neffe neveu sobrino | nephews neffen neveux sobrinos",
  "niece: niece nichte sobrina | nieces nichten sobrinas",
  "mother father: parent elternteil | parents eltern padres",
  "friend: friend mate buddy freund freundin kumpel ami amie copain copine amigo amiga | friends freunde freunden amis amies amigos amigas",
  "boyfriend: boyfriend novio | boyfriends",
  "girlfriend: girlfriend novia | girlfriends",
  "colleague: colleague coworker kollege kollegin collegue colega companero companera | colleagues kollegen collegues colegas",
];

interface Role {
  readonly roles: readonly string[];
  readonly isMany: boolean;
}

const table = madeOnce((): ReadonlyMap<string, readonly Role[]> => {
  const found = new Map<string, Role[]>();
  for (const line of roles) {
    const [names = "", words = ""] = line.split(": ");
    for (const [at, list] of words.split(" | ").entries())
      for (const word of list.trim().split(" ")) {
        const one = word.replaceAll("_", " ").trim();
        found.set(one, [...(found.get(one) ?? []), { roles: names.split(" "), isMany: at === 1 }]);
      }
  }
  return found;
});

interface Kin extends Place {
  readonly roles: ReadonlySet<string>;
  /** How many of them; nothing where a plural says no number. */
  readonly count: number | undefined;
}

const article =
  "(?:(?:my|our|the|a|an|his|her|both|mein|meine|meinem|meinen|meiner|unser|unsere|ein|eine|einem|einer|einen|der|die|dem|mon|ma|mes|notre|nos|un|une|le|la|les|mi|mis|nuestro|nuestra|una|el|los|las|two of|all) )*";
const describing =
  "(?:(?:older|elder|eldest|younger|youngest|little|big|small|young|old|dear|good|best|twin|late|only|other|alteren?|alterer|altere|jungeren?|jungerer|jungere|grossen?|grosser|grosse|kleinen?|kleiner|kleine|petits?|petite|grande?s?(?! (?:mere|pere))|jeune|vieille?|meilleure?|mayor|menor|pequeno|pequena|mejor) )*";

const pattern = madeOnce(() => {
  const words = [...table().keys()].toSorted((a, b) => b.length - a.length).join("|");
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<before>${article})(?:(?<count>\d{1,2}) )?${describing}(?<word>${words})(?![\p{L}\p{N}])(?: (?:mayor|menor|ainee?|cadette?|paternelle?|maternelle?|patern[oa]|matern[oa])(?!\p{L}))?`,
    "gu",
  );
});

function kinIn(digits: string): readonly Kin[] {
  return [...digits.matchAll(pattern())].map(({ 0: said, index, groups = {} }) => {
    const means = table().get(groups["word"] as string) as readonly Role[];
    const isMany = means.every((one) => one.isMany);
    const isBoth = /\bboth\b/.test(groups["before"] ?? "");
    const count =
      groups["count"] === undefined ? (isMany ? (isBoth ? 2 : undefined) : 1) : Number(groups["count"]);
    return {
      start: index,
      end: index + said.length,
      roles: new Set(means.flatMap((one) => one.roles)),
      count,
    };
  });
}

/** Whether a fact tells who somebody is to its owner. */
export const isKin = (digits: string): boolean => kinIn(digits).length > 0;

const share = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((one) => b.has(one));

/** Compares who an answer names, by what they are to the speaker, with who it is. */
export function compareKin(
  said: string,
  own: string,
  answer: string,
  wordings: readonly string[],
): ComparedAnswer {
  const [found, wanted] = [kinIn(said), kinIn(own)];
  if (wanted.length === 0) return unclear;
  // Whoever is alone, or meant, is with no relative.
  if (found.length === 0)
    return own.match(self) === null && onlySelf.test(said.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim())
      ? { verdict: "other", read: [] }
      : unclear;
  const pairs = found.map((one) => wanted.find((right) => share(one.roles, right.roles)));
  const miscounts = found.some((one, at) => {
    const right = pairs[at];
    return right?.count !== undefined && one.count !== undefined && right.count !== one.count;
  });
  if (pairs.every((right) => right === undefined)) return { verdict: "other", read: found };
  // Whoever names others as well says something about them: "my mum, my father can't come", "papy, le père de ma mère".
  const left = withoutPlaces(said, found).replaceAll(
    /\b(?:and|und|con|only|just|with|nur|mit|avec|solo|seulement)\b/g,
    " ",
  );
  const isWhole = !/\p{L}{3}|\b(?:of|de|du)\b/u.test(left);
  if (isWhole && (miscounts || pairs.includes(undefined))) return { verdict: "other", read: found };
  if (miscounts) return unclear;
  // "My sister Carla" is not my sister Carol.
  const [named, right] = [namesBeside(answer), wordings.flatMap(namesBeside)];
  const isOther =
    named.length > 0 &&
    right.length > 0 &&
    isOtherName(named, {
      wordings: [right.map((one) => one.said).join(" ")],
      known: [],
      isPerson: true,
      isTale: false,
    });
  return { verdict: isOther ? "other" : "same", read: found };
}

/** The names in a text that stand beside words for kin. */
function namesBeside(text: string): readonly SaidWord[] {
  const words = [...text.matchAll(/\p{Lu}[\p{L}'’-]+/gu)].map(({ 0: said }) => ({
    said,
    bare: plainLetters(said),
  }));
  return words.filter(({ bare }) => !table().has(bare) && !aroundValues.has(bare) && !evading.has(bare));
}

/** A text without the words for kin, and what belongs to them: what is left may be a name. */
export function withoutKin(digits: string): string {
  return withoutPlaces(digits, kinIn(digits));
}

/**
 * How many people a list of them is, with the speaker: "my parents, my two sisters and me" are five. Nothing where more is
 * said, or a plural has no number.
 */
export function kinCount(digits: string): number | undefined {
  const found = kinIn(digits);
  const rest = withoutPlaces(digits, found);
  const selves = rest.match(self) ?? [];
  if (
    found.length === 0 ||
    selves.length !== 1 ||
    /[\p{L}\p{N}]/u.test(rest.replaceAll(self, " ").replaceAll(joins, " "))
  )
    return undefined;
  const counts = found.map(
    ({ count, roles: of }) => count ?? (of.has("mother") && of.has("father") ? 2 : undefined),
  );
  return counts.reduce<number | undefined>(
    (all, one) => (all === undefined || one === undefined ? undefined : all + one),
    1,
  );
}

/** An answer that is nothing but that it is the speaker, or nobody else. */
const onlySelf = new RegExp(
  `^${"(?:(?:its|it is|no|well|oh|uh|um|just|only|all|for|by|on|with|i am|im|i|we|ill be|is|be|travel|travelling|traveling|go|going|fly|flying|come|coming|nur|fur|ganz|mit|es ist|das bin|bin|ich|reise|fahre|fliege|cest|ce sera|pour|avec|je|suis|voyage|pars|juste|tout|toute|toi|es|para|con|yo|voy|viajo|solo) )*"}` +
    "(?:alone|myself|me|my own|nobody|no one|allein|alleine|mich|mich selbst|mir|niemand|niemandem|ich|ich selbst|seule?|moi|moi meme|personne|mi|mi mismo|mi misma|conmigo|nadie|sol[oa]|yo|yo mismo|yo misma)" +
    "(?: (?:please|bitte|merci|gracias|alone|myself|allein|seule?|sol[oa]|just me|only me|nur ich|solo yo|this time|diesmal))*$",
);

const self = /\b(?:me|i|myself|ich|mir|mich|moi|yo)\b/g;
const joins =
  /\b(?:and|und|et|y|plus|with|mit|avec|con|its|just|only|for|fur|pour|para|nur|seulement|solo|please|bitte|there|will|be|us|of|in|all)\b/g;
