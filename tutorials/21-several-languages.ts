// %% [markdown]
// # 21. Several languages
//
// Users do not all write English, and neither should simulated ones. A persona has a `language`, prompts say so, files keep
// every script as it is, and metrics that only hold for English say `null` instead of a wrong number.
//
// The demonstration model speaks English alone. A script stands in for one that answers in the language of its persona; set
// `SDIALOG_MODEL` to a real one.

// %%
import { Agent } from "@sdialog/agents";
import type { Dialog } from "@sdialog/core";
import { loadDialog, saveDialog } from "@sdialog/core/fs";
import { evaluateDialogs } from "@sdialog/evaluation";
import { unicodeTokenizer } from "@sdialog/evaluation/text";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";

const lines: Readonly<Record<string, readonly [host: string[], guest: string[]]>> = {
  English: [
    [
      "Good morning! What can I get you?",
      "With oat or with whole milk?",
      "That is three euros fifty, please.",
    ],
    ["A cappuccino, please.", "With oat milk.", "Here you are. Goodbye!"],
  ],
  German: [
    [
      "Guten Morgen! Was darf ich Ihnen bringen?",
      "Mit Hafer- oder mit Vollmilch?",
      "Das macht drei Euro fünfzig, bitte.",
    ],
    ["Einen Cappuccino, bitte.", "Mit Hafermilch.", "Bitte schön. Auf Wiedersehen!"],
  ],
  Spanish: [
    ["¡Buenos días! ¿Qué le pongo?", "¿Con leche de avena o entera?", "Son tres euros con cincuenta."],
    ["Un capuchino, por favor.", "Con leche de avena.", "Aquí tiene. ¡Adiós!"],
  ],
  Japanese: [
    ["おはようございます。ご注文は？", "オーツミルクになさいますか。", "三百五十円です。"],
    ["カプチーノをお願いします。", "はい、オーツミルクで。", "どうぞ。さようなら。"],
  ],
};
const polyglot = scriptedModel(({ messages }: ChatRequest) => {
  const system = messages.find(({ role }) => role === "system")?.content ?? "";
  const language = /language: (\w+)/i.exec(system)?.[1] ?? "English";
  const [host, guest] = lines[language] ?? lines["English"] ?? [[], []];
  const said = messages.filter(({ role }) => role === "assistant").length;
  return (system.includes("barista") ? host : guest)[said] ?? "STOP";
});
const model = process.env["SDIALOG_MODEL"] ?? polyglot;

// %% [markdown]
// ## The language is an attribute
//
// It stands in the prompt like every other attribute; rules and the stop word stay as they are.

// %%
const barista = (language: string) =>
  new Agent({ persona: new Persona({ name: "Emma", role: "barista", language }), model });
const customer = (language: string) =>
  new Agent({ persona: new Persona({ name: "Noah", role: "customer", language }), model });
const prompt = barista("Spanish").prompt().split("\n");
console.log(prompt.find((line) => line.includes("language")));

// %%
const dialogs = new Map<string, Dialog>();
for (const language of Object.keys(lines)) {
  const dialog = await barista(language).dialogWith(customer(language), {
    maxTurns: 6,
    seed: 1,
    id: language,
  });
  dialogs.set(language, dialog);
  dialog.print();
}

// %% [markdown]
// ## Names, files, scripts
//
// Texts are UTF-8 and stay as they are written; nothing is escaped or folded.

// %%
const japanese = dialogs.get("Japanese");
if (japanese !== undefined) await saveDialog(japanese, "output/日本語.json");
console.log((await loadDialog("output/日本語.json")).turns[0]?.text);

// %% [markdown]
// ## What can be measured
//
// Counting words takes a tokenizer that knows where words end; Japanese puts no blanks between them. The default one
// follows Unicode's rules for every script. Splitting at blanks, as many scripts do, makes one word of a sentence.

// %%
for (const [language, { turns }] of dialogs) {
  const text = turns[0]?.text ?? "";
  console.log(
    language.padEnd(9),
    unicodeTokenizer().words(text).length,
    "words;",
    text.split(" ").length,
    "by blanks",
  );
}

// %% [markdown]
// Lengths and variety hold for any language. Readability formulas are fitted to English syllables and sentences: where a
// dialogue is not English, they are `null`, which an average leaves out, and not a number that means nothing.

// %%
for (const [language, dialog] of dialogs) {
  const { dialogs: rows } = await evaluateDialogs([dialog], {
    metrics: ["turn-count", "word-count", "question-rate", "flesch-reading-ease"],
    seed: 1,
  });
  const { id: _id, ...values } = rows[0] ?? { id: "" };
  console.log(language.padEnd(9), JSON.stringify(values));
}

// %% [markdown]
// ## A user who switches
//
// Each participant has its own language: somebody who asks in German and is answered in Spanish is a test of its own.
// The expectation `language: de` of lesson 15 says whether a bot keeps to the language of its user.

// %%
const mixed = await barista("Spanish").dialogWith(customer("German"), { maxTurns: 4, seed: 2 });
mixed.print();

// %% [markdown]
// ## What to look after
//
// - Personas in English and dialogues in another language work with large models and less with small ones; translate
//   templates with the option `prompts` where it matters ([prompts](../docs/prompts.md)).
// - Fillers, politeness and hesitations are counted by word lists, which exist for English; read such a rate in another
//   language as what it is: a count of English words.
// - Judges read any language that their model reads; say in the criterion that the language is not what is judged.
