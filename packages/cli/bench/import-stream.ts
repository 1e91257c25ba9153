/**
 * Imports a file of 1 GB in each of some formats, from the disk to the disk, and prints how fast that is and the most
 * memory it took, beside that of a file an eighth as large: what is read as it comes takes no more for more.
 *
 * pnpm bench import-stream 1024
 *
 * The number is the size in megabytes. One format alone:
 * node --conditions=@sdialog/source packages/cli/bench/import-stream.ts 1024 tickets.csv
 */
import { spawnSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

const megabytes = Number(process.argv[2] ?? 1024);
const only = process.argv[3];
const megabyte = 1 << 20;

const words =
  "the parcel has not come yet and I would like to know where it is since it was sent on Monday".split(" ");
const sentence = (number: number): string =>
  Array.from({ length: 12 }, (_, at) => words[(number * 7 + at * 5) % words.length]).join(" ");
const ten = Array.from({ length: 10 }, (_, at) => at);

/** File name → its text, dialogue by dialogue, and what stands between and around them. */
const files: Readonly<
  Record<
    string,
    { readonly each: (number: number) => string; readonly around?: readonly [string, string, string] }
  >
> = {
  "dialogues.jsonl": {
    each: (number) =>
      `${JSON.stringify({
        id: `d${number}`,
        turns: ten.map((at) => ({ speaker: at % 2 === 0 ? "Ann" : "Bo", text: sentence(number + at) })),
      })}\n`,
  },
  "messages.jsonl": {
    each: (number) =>
      `${JSON.stringify({
        messages: ten.map((at) => ({
          role: at % 2 === 0 ? "user" : "assistant",
          content: sentence(number + at),
        })),
      })}\n`,
  },
  "sharegpt.json": {
    around: ["[", ",\n", "]"],
    each: (number) =>
      JSON.stringify({
        id: `s${number}`,
        conversations: ten.map((at) => ({
          from: at % 2 === 0 ? "human" : "gpt",
          value: sentence(number + at),
        })),
      }),
  },
  // All chats in one object, as Telegram writes them.
  "result.json": {
    around: ['{"about": "", "chats": {"list": [', ",\n", "]}}"],
    each: (number) =>
      JSON.stringify({
        name: `Chat ${number}`,
        type: "personal_chat",
        id: number,
        messages: Array.from({ length: 100 }, (_, at) => ({
          id: at,
          type: "message",
          date: "2024-03-12T09:00:00",
          from: at % 2 === 0 ? "Ann" : "Bo",
          text: sentence(number + at),
        })),
      }),
  },
  // The rows of eight tickets stand among each other, as they do where helpdesks sort by time.
  "tickets.csv": {
    around: ["ticket_id;created_at;author;body\n", "", ""],
    each: (number) =>
      ten
        .flatMap((at) =>
          [0, 1, 2, 3, 4, 5, 6, 7].map(
            (ticket) =>
              `${number * 8 + ticket};2024-03-12 09:${String(at).padStart(2, "0")};${at % 2 === 0 ? "Ann" : "Bo"};"${sentence(number + at)}; see ""status"""\n`,
          ),
        )
        .join(""),
  },
};

async function writeSample(path: string, name: string, size: number): Promise<void> {
  const { each, around: [before, between, after] = ["", "", ""] } = files[name]!;
  function* pieces(): Generator<string> {
    yield before;
    let [written, number] = [0, 0];
    while (written < size) {
      let piece = "";
      while (piece.length < megabyte) piece += `${number === 0 ? "" : between}${each(number++)}`;
      written += piece.length;
      yield piece;
    }
    yield after;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}

interface Measured {
  readonly seconds: number;
  readonly dialogs: number;
  /** The most memory the process held at any time. */
  readonly peakMegabytes: number;
}

const tellPeak =
  'process.on("exit", () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`));';

function importing(path: string, out: string): Measured {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--conditions=@sdialog/source",
      `--import=data:text/javascript,${encodeURIComponent(tellPeak)}`,
      fileURLToPath(new URL("../src/main.ts", import.meta.url)),
      "import",
      path,
      "--out",
      out,
      "--json",
    ],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(stderr);
  const { dialogs } = JSON.parse(stdout) as { dialogs: number };
  const peak = Number(/^peak (\d+)$/m.exec(stderr)?.[1]) / 1024;
  return { seconds: (performance.now() - began) / 1000, dialogs, peakMegabytes: peak };
}

const folder = await mkdtemp(join(tmpdir(), "sdialog-stream-"));
try {
  for (const name of Object.keys(files)) {
    if (only !== undefined && only !== name) continue;
    for (const size of [megabytes / 8, megabytes]) {
      const path = join(folder, name);
      await writeSample(path, name, size * megabyte);
      const { seconds, dialogs, peakMegabytes } = importing(path, join(folder, "out"));
      console.log(
        `${name.padEnd(16)} ${String(Math.round(size)).padStart(5)} MB  ${dialogs.toLocaleString("en").padStart(9)} dialogues  ${(size / seconds).toFixed(1).padStart(5)} MB/s  peak ${Math.round(peakMegabytes)} MB`,
      );
      await rm(join(folder, "out"), { recursive: true });
      await rm(path);
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
