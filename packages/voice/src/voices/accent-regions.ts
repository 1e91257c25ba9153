import { nameKey } from "./name-key.ts";

/**
 * What people say for a place or a people → its region as a tag has it, and the languages it has an accent of its own in,
 * besides those whose most speakers are there.
 */
const named: Readonly<Record<string, readonly [region: string, languages: string]>> = {
  american: ["US", "en"],
  "general american": ["US", "en"],
  "north american": ["US", "en"],
  us: ["US", "en"],
  usa: ["US", "en"],
  "new york": ["US-x-nyc", "en"],
  "new yorker": ["US-x-nyc", "en"],
  british: ["GB", "en"],
  uk: ["GB", "en"],
  england: ["GB", "en"],
  english: ["GB", "en"],
  london: ["GB", "en"],
  scottish: ["GB-scotland", "en"],
  scotland: ["GB-scotland", "en"],
  scots: ["GB-scotland", "en"],
  lancashire: ["GB-x-gbclan", "en"],
  "west midlands": ["GB-x-gbcwmd", "en"],
  "received pronunciation": ["GB-x-rp", "en"],
  rp: ["GB-x-rp", "en"],
  caribbean: ["029", "en"],
  jamaican: ["029", "en"],
  irish: ["IE", "en"],
  australian: ["AU", "en"],
  aussie: ["AU", "en"],
  canadian: ["CA", "en fr"],
  quebec: ["CA", "fr"],
  quebecois: ["CA", "fr"],
  indian: ["IN", "en"],
  "south african": ["ZA", "en af"],
  "new zealand": ["NZ", "en"],
  kiwi: ["NZ", "en"],
  nigerian: ["NG", "en"],
  kenyan: ["KE", "en sw"],
  ghanaian: ["GH", "en"],
  singaporean: ["SG", "en zh"],
  filipino: ["PH", "en"],
  pakistani: ["PK", "en"],
  "hong kong": ["HK", "en yue zh"],
  mexican: ["MX", "es"],
  argentinian: ["AR", "es"],
  argentine: ["AR", "es"],
  colombian: ["CO", "es"],
  chilean: ["CL", "es"],
  peruvian: ["PE", "es"],
  venezuelan: ["VE", "es"],
  cuban: ["CU", "es"],
  dominican: ["DO", "es"],
  "puerto rican": ["PR", "es"],
  uruguayan: ["UY", "es"],
  "latin american": ["419", "es"],
  "latin america": ["419", "es"],
  latino: ["419", "es"],
  castilian: ["ES", "es"],
  spanish: ["ES", "es"],
  iberian: ["ES", "es"],
  brazilian: ["BR", "pt"],
  portuguese: ["PT", "pt"],
  french: ["FR", "fr"],
  parisian: ["FR", "fr"],
  german: ["DE", "de"],
  dutch: ["NL", "nl"],
  italian: ["IT", "it"],
  belgian: ["BE", "nl fr de"],
  flemish: ["BE", "nl"],
  swiss: ["CH", "de fr it"],
  austrian: ["AT", "de"],
  taiwanese: ["TW", "zh"],
  "mainland chinese": ["CN", "zh"],
  egyptian: ["EG", "ar"],
  moroccan: ["MA", "ar fr"],
  algerian: ["DZ", "ar fr"],
  tunisian: ["TN", "ar fr"],
  lebanese: ["LB", "ar"],
  syrian: ["SY", "ar"],
  saudi: ["SA", "ar"],
  iraqi: ["IQ", "ar"],
};

/** Languages of several countries → those where they have an accent of their own, besides those above. */
const officialIn: Readonly<Record<string, string>> = {
  en: "US GB CA AU NZ IE ZA IN PK PH SG HK NG KE GH JM TT BB BS BZ GY MT UG TZ ZM ZW BW",
  fr: "FR CA BE CH LU MC SN CI CM CD CG ML BF NE TG BJ GA MG HT MA DZ TN",
  es: "ES MX AR CO CL PE VE EC GT CU BO DO HN PY SV NI CR PA UY PR GQ",
  pt: "PT BR AO MZ CV GW ST TL MO",
  de: "DE AT CH LI LU BE IT",
  ar: "EG SA AE DZ BH IQ JO KW LB LY MA OM QA SD SY TN YE PS",
  zh: "CN TW HK MO SG MY",
  nl: "NL BE SR AW CW",
  it: "IT CH SM",
  bn: "BD IN",
  ur: "PK IN",
  ta: "IN LK SG MY",
  sw: "TZ KE UG CD",
  ms: "MY SG BN",
  ru: "RU BY KZ KG LV",
  sv: "SE FI",
  ko: "KR KP",
  ro: "RO MD",
  sr: "RS BA ME",
};

let countries: ReadonlyMap<string, string> | undefined;

/** What countries are called in English → their codes. */
function countryNames(): ReadonlyMap<string, string> {
  if (countries !== undefined) return countries;
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  countries = new Map(
    codes.flatMap((code) => {
      const name = names.of(code);
      const current = Intl.getCanonicalLocales(`und-${code}`)[0]?.slice(4) ?? code;
      return name === undefined ? [] : [[nameKey(name), current] as const];
    }),
  );
  return countries;
}

/** The region that a people or a place is. @param name as `nameKey` has it */
export function regionCalled(name: string): string | undefined {
  return (Object.hasOwn(named, name) ? named[name]?.[0] : undefined) ?? countryNames().get(name);
}

/** Whether a language has an accent of its own in a region, so that its tag may name the region. */
export function isSpokenIn(language: string, region: string): boolean {
  const [country = ""] = region.split("-");
  const [code = ""] = language.split("-");
  return (
    (officialIn[code] ?? "").split(" ").includes(country) ||
    new Intl.Locale(code).maximize().region === country ||
    Object.values(named).some(([own, languages]) => own === region && languages.split(" ").includes(code))
  );
}
