// %% [markdown]
// # 14. Writing a persona package
//
// A kind of person that others can use, with its attributes described well enough that a model can fill them in, is worth
// publishing. It takes one declaration, one test and one package.json.

// %%
import { Agent } from "@sdialog/agents";
import { loadAttributes, saveAttributes } from "@sdialog/core/fs";
import { PersonaGenerator } from "@sdialog/generators";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { definePersona, newPersonaFiles, Persona, personaFromJSON, registerPersona } from "@sdialog/personas";
import { z } from "zod";

// %% [markdown]
// ## Attributes
//
// Each attribute is a zod schema with a default (so that `new Librarian()` is possible) and a description (so that a
// generator can tell a model what is wanted). Names stay in snake_case: they are what stands in files, in every language.

// %%
class Librarian extends definePersona("Librarian", {
  name: z.string().default("").describe("What the librarian is called"),
  expertise: z.string().default("").describe("Primary subject area"),
  years_of_experience: z.number().int().min(0).nullable().default(null).describe("Years in libraries"),
  strictness: z.enum(["", "lenient", "firm", "feared"]).default("").describe("How strictly rules are kept"),
  personality: z.string().default("patient and meticulous").describe("Traits that shape the tone"),
}) {}

const morgan = new Librarian({ name: "Morgan", expertise: "history", strictness: "feared" });
morgan.print();

// %% [markdown]
// The types are those of the schemas, and so are the checks at run time. What is misspelt does not compile; data that comes
// from elsewhere is told what is wrong with it.

// %%
try {
  Librarian.fromJSON({ name: "Kim", strictness: "lax" }, "kim.json");
} catch (error) {
  console.log(String(error));
}

// %% [markdown]
// ## How it speaks of itself
//
// The default description is one line per attribute, which models read well. Override `describe` when attributes only make
// sense together. It is what becomes the prompt, so look at it there.

// %%
class StoryLibrarian extends Librarian {
  override describe(): string {
    const years = this.years_of_experience;
    const past = years === null ? "" : ` For ${years} years you have worked among books.`;
    return `Your name: ${this.name}\nYour role: librarian for ${this.expertise || "everything"}, ${this.personality}.${past}`;
  }
}

const kim = new StoryLibrarian({ name: "Kim", expertise: "maps", years_of_experience: 12 });
console.log(new Agent({ persona: kim }).prompt().split("\n").slice(2, 5).join("\n"));

// %% [markdown]
// ## Kinds of kinds
//
// A third argument inherits the attributes of another class, here of `Persona`.

// %%
class NightLibrarian extends definePersona(
  "NightLibrarian",
  { shift: z.string().default("10 pm to 6 am").describe("Working hours") },
  Persona,
) {}

const vera = new NightLibrarian({ name: "Vera", role: "night librarian", personality: "sleepy but kind" });
console.log(vera.describe());
console.log("a Persona:", vera instanceof Persona);

// %% [markdown]
// ## Filling in the rest
//
// Generators take any class. The descriptions are what the model sees; a scripted one shows the question it gets.

// %%
const model = scriptedModel(({ messages }: ChatRequest) => {
  const asked = messages.at(-1)?.content ?? "";
  console.log(
    asked
      .split("\n")
      .filter((line) => /expertise|strictness/.test(line))
      .join("\n"),
  );
  return JSON.stringify({ name: "Noor", expertise: "botany", strictness: "lenient" });
});
const librarians = new PersonaGenerator(Librarian, {
  model,
  generatedAttributes: ["name", "expertise", "strictness"],
}).set({ years_of_experience: "{1-40}", personality: ["curious", "shy", "talkative"] });

(await librarians.generate({ seed: 2 })).print();

// %% [markdown]
// ## Files
//
// JSON names the class. Whoever reads it passes the classes that may occur; those that ship are known.

// %%
await saveAttributes(morgan.clone({ strictness: "lenient" }), "output/morgan.json");
const loaded = await loadAttributes("output/morgan.json", [Librarian]);
console.log(loaded instanceof Librarian, loaded.describe().split("\n").at(-2));

const copy = personaFromJSON(JSON.parse(JSON.stringify(vera.toJSON({ metadata: true }))), [NightLibrarian]);
console.log(copy instanceof NightLibrarian, copy.describe() === vera.describe());

// %% [markdown]
// In recipes (lesson 12) a class is named by `type`, once it is registered:

// %%
registerPersona(Librarian);

// %% [markdown]
// ## The package
//
// `sdialog new persona TaxiDriver` writes it: the class, its test, README and package.json, with our packages as peers so
// that there is only one copy of them. `npm test` passes before you have changed anything.

// %%
const files = newPersonaFiles("TaxiDriver");
for (const [path, content] of Object.entries(files))
  console.log(`${path} (${content.split("\n").length} lines)`);
console.log(files["src/taxi-driver.test.ts"]);
