import type { NumberWords } from "./number-words.ts";

/** A noun for one, and for several. */
export type Counted = readonly [one: string, many: string];

/** What is written short, and where it is. */
export interface Abbreviation {
  readonly said: string;
  /** Whether a sentence may end with it, so that its full stop ends that too. */
  readonly mayEnd?: true;
  /** What it stands before; elsewhere it is another word: "No. 5" is a number, "No." an answer. */
  readonly before?: "number" | "name";
}

/** What is written in signs or shortened, and how one language says it. */
export interface SpokenWords {
  /** Abbreviation with its dots, in lower case → words. */
  readonly abbreviations: Readonly<Record<string, string | Abbreviation>>;
  /** What a sign in an address, or between words, is called. */
  readonly signs: Readonly<
    Record<
      | "."
      | "@"
      | "/"
      | "-"
      | "_"
      | "&"
      | "+"
      | "="
      | "<"
      | ">"
      | "#"
      | "×"
      | "÷"
      | "±"
      | "~"
      | "§"
      | "²"
      | "³",
      string
    >
  >;
  /** What is said between two numbers: of a range, a score, the sides of something, a price and its time, a part and all, a number and its power. */
  readonly between: Readonly<Record<"range" | "score" | "by" | "per" | "of" | "times" | "power", string>>;
  /** What the `v` of `v1.2` stands for. */
  readonly version: string;
  /** What before a date with full stops, `5.3.` or `5.3.24`, tells that it is one, in a language that has such. */
  readonly dated?: RegExp;
  readonly clock: {
    /** What stands between hours and minutes, and after whole hours. */
    readonly between: string;
    readonly whole: string;
    /** `whole` for one hour, where that is another word. */
    readonly one?: string;
    /** What may be written after a time that means the same as `whole`. */
    readonly after: RegExp;
    /** What before `14.30` tells that it is a time. */
    readonly said?: RegExp;
    /** What a nought before minutes is called, where it is said. */
    readonly nought?: string;
    /** Whether hours are feminine. */
    readonly feminine?: boolean;
  };
  /** A year, where it is not said as any other number: nineteen eighty-four, neunzehnhundertvierundachtzig. */
  readonly year?: (value: number, numbers: NumberWords) => string;
  /** The day of a month. @param before what is written before it */
  readonly day: (value: number, numbers: NumberWords, before: string) => string;
  readonly ordinal: {
    /** What after a number makes it an ordinal: a regular expression. */
    readonly marks: string;
    /** @param before what is written before it @param after what is written after it */
    readonly say: (
      value: number,
      mark: string,
      numbers: NumberWords,
      before: string,
      after: string,
    ) => string | undefined;
  };
  /** What after a number makes it ten years, and how they are said. */
  readonly decade: { readonly mark: string; readonly say: (years: string) => string } | undefined;
  /** A number in words before a noun that it agrees with. */
  readonly counted: (number: string, noun: string) => string;
  /** Nouns that are often counted, where one of them is not said as the number one is. */
  readonly nouns?: RegExp;
  /** A number in words that agrees with a feminine noun, where that makes a difference. */
  readonly feminine?: (number: string) => string;
  /** What currencies are called where their sign stands; others have the name that CLDR gives. */
  readonly currencies: Readonly<Record<string, Counted>>;
  readonly cents: Readonly<Record<string, Counted>>;
  /** What stands between an amount and its cents. */
  readonly andCents: string;
  /** Short for thousands and millions, in lower case. */
  readonly scales: Readonly<Record<string, Counted>>;
  /** Thousands and millions as they are written out: a regular expression. */
  readonly scaleWords: string;
  readonly powers: { readonly square: (unit: string) => string; readonly cubic: (unit: string) => string };
  /** How tall somebody is, where that is said in feet and inches. */
  readonly height?: (feet: string, inches: string) => string;
  /** Units that CLDR has no names for, by their sign. */
  readonly units: Readonly<Record<string, Counted>>;
  /** What a thousand of a unit begins with, where it is not "kilo". */
  readonly kilo?: string;
  readonly fractions: Readonly<Record<"half" | "third" | "quarter" | "twoThirds" | "threeQuarters", string>>;
  /** A fraction by itself. */
  readonly oneOf: (part: string) => string;
  /** A fraction after a whole number. */
  readonly andFraction: (part: string) => string;
}
