import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { userFaults } from "./user-guards.ts";

interface Row {
  readonly line: string;
  readonly isInvented: boolean;
  readonly faults: () => Promise<Readonly<Record<string, number>>>;
}

function rowsOf(file: string): readonly Row[] {
  const text = readFileSync(new URL(`../../fixtures/told-otherwise/${file}`, import.meta.url), "utf8");
  return text.split("\n").flatMap((line) => {
    const [label, fact, question, answer] = line.split(" | ");
    const [name, value] = fact?.split(" = ") ?? [];
    if (name === undefined || value === undefined || question === undefined || answer === undefined)
      return [];
    const turns = [
      { speaker: "User", text: "Hi." },
      { speaker: "Bot", text: question },
      { speaker: "User", text: answer },
    ];
    const faults = () => userFaults({ turns }, { user: "User", facts: { [name]: value } });
    return [{ line, isInvented: label === "invented", faults }];
  });
}

describe("a fact that is told otherwise than it is", () => {
  it.each(rowsOf("seen.txt"))("$line", async ({ isInvented, faults }) => {
    expect(await faults()).toEqual(isInvented ? { invented_fact: 1 } : {});
  });

  it("is found in other words, too, and seldom where it is the same", async () => {
    const rows = rowsOf("unseen.txt");
    const found = await Promise.all(rows.map(async ({ faults }) => "invented_fact" in (await faults())));
    const share = (invented: boolean) => {
      const of = found.filter((_, index) => rows[index]?.isInvented === invented);
      return of.filter(Boolean).length / of.length;
    };
    expect(rows.length).toBeGreaterThan(80);
    expect(share(true)).toBeGreaterThan(0.9);
    expect(share(false)).toBeLessThan(0.02);
  });

  const booking = {
    time: "7 pm",
    nights: "3",
    guests: "2",
    city: "San Jose",
    "departure city": "San Diego",
    date: "May 5",
  };

  it.each([
    ["was offered", "We have nothing at 7 pm, only at 8 pm. What time?", "8 pm", false],
    ["is another fact's", "How many nights?", "2 nights", true],
    ["is asked for", "What time?", "Is 8 pm possible?", true],
    ["is not meant", "What time?", "Not at 8.", false],
    ["is half of the answer", "What time, and how many guests?", "At 7, and 3 guests.", true],
    ["is told unasked", "Anything else?", "Yes, book it for May 6.", true],
  ])("%s: %s %s", async (_, question, answer, isInvented) => {
    const turns = [
      { speaker: "Bot", text: question },
      { speaker: "User", text: answer },
    ];
    const faults = await userFaults({ turns }, { user: "User", facts: booking });
    expect("invented_fact" in faults).toBe(isInvented);
  });

  // How exactly something is said is no part of it.
  const exact = `{} exactly|exactly {}|{}, exactly|precisely {}|just {}|it's {} exactly|around {}|roughly {}|{} or so|genau {}|{} genau|exactement {}|{} exactement|exactamente {}|{} exactamente`;
  const clock = "{} sharp|at {} sharp|{} on the dot|Punkt {}|{} pile|{} en punto";
  const facts: readonly (readonly [string, string, string, string, string, string])[] = [
    ["price", "49.99", "49.99", "59.99", "How much was it?", exact],
    ["price", "$49.99", "49.99", "59.99", "How much was it?", exact],
    ["guests", "7", "7", "12", "For how many people?", exact],
    ["guests", "7", "seven", "twelve", "For how many people?", exact],
    ["time", "7 pm", "7", "9", "What time?", exact],
    ["time", "7 pm", "7 pm", "9 pm", "What time?", `${exact}|${clock}`],
    ["time", "19:00", "7 pm", "9 pm", "What time?", `${exact}|${clock}`],
  ];

  it.each(
    facts.flatMap(([name, value, same, other, question, forms]) =>
      forms.split("|").map((form) => {
        const [own, wrong] = [same, other].map((said) => form.replace("{}", said)) as [string, string];
        return { name, value, question, own, wrong };
      }),
    ),
  )("$name $value: $own is the same, $wrong is not", async ({ name, value, question, own, wrong }) => {
    const faultsOf = (text: string) => {
      const turns = [
        { speaker: "Bot", text: question },
        { speaker: "User", text },
      ];
      return userFaults({ turns }, { user: "User", facts: { [name]: value } });
    };
    expect([await faultsOf(own), await faultsOf(wrong)]).toEqual([{}, { invented_fact: 1 }]);
  });
});
