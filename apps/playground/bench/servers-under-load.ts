// Memory of `serve` and of the playground under a load generator: 1,000 clients with sessions of their own that go on
// and on, and conversations on stage one after another. Half a minute each; `pnpm bench under-load 60` takes an hour.
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";

const minutes = Number(process.argv.slice(2).find((word) => /^\d+(?:\.\d+)?$/.test(word)) ?? 1) / 2;
const samples = 12;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** Posts JSON and reads the answer to its end. @returns its text */
function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  return exchange("POST", url, { "content-type": "application/json", ...headers }, JSON.stringify(body));
}

function exchange(
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      incoming.once("end", () => (incoming.statusCode === 200 ? resolve(text) : reject(new Error(text))));
      incoming.once("error", reject);
    });
    outgoing.once("error", reject).end(body);
  });
}

const words = "The lamp is lit, the horn is sounded, and the keeper writes it down in the book. ";
const loads: Readonly<Record<string, (url: string, number: number) => Promise<void>>> = {
  // A thousand sessions, each longer with every message.
  serve: async (url, number) => {
    const session = `client-${number % 1000}`;
    const messages = [{ role: "user", content: words.repeat(1 + (number % 20)) }];
    await post(`${url}/v1/chat/completions`, { model: "Alice", messages }, { "x-session-id": session }).catch(
      async (error: Error) => {
        // A session that has grown too large is given up by its client.
        if (!error.message.includes("session_too_large")) throw error;
        await exchange("DELETE", `${url}/sessions/Alice/${session}`, {});
      },
    );
  },
  playground: async (url, number) => {
    const person = (name: string) => ({
      persona: { type: "Persona", attributes: { name } },
      model: "load:words",
    });
    const scene = { participants: [person("Alice"), person("Bob")], seed: number, maxTurns: 8 };
    const take = JSON.parse(await post(`${url}/api/stage`, { title: `Take ${number}`, scene })) as {
      id: string;
    };
    await exchange("GET", `${url}/api/stage/${take.id}/events`, {});
  },
};

for (const [name, load] of Object.entries(loads)) {
  const server = fork(new URL("loaded-server.ts", import.meta.url), [name], { execArgv: process.execArgv });
  const [url] = (await once(server, "message")) as [string];
  const memory = async (): Promise<Memory> => {
    server.send("memory");
    return ((await once(server, "message")) as [Memory])[0];
  };
  const rows: Record<string, number>[] = [];
  const begin = performance.now();
  const end = begin + minutes * 60_000;
  let requests = 0;
  for (let sample = 1; sample <= samples; sample++) {
    const until = begin + ((end - begin) * sample) / samples;
    const client = async (): Promise<void> => {
      while (performance.now() < until) await load(url, requests++);
    };
    await Promise.all(Array.from({ length: 32 }, client));
    const { rss, heapUsed } = await memory();
    const mib = (bytes: number): number => Math.round(bytes / 1024 / 1024);
    rows.push({
      seconds: Math.round((performance.now() - begin) / 1000),
      requests,
      "heap MiB": mib(heapUsed),
      "RSS MiB": mib(rss),
    });
  }
  console.log(`\n${name}: ${requests} requests over ${minutes} minutes`);
  console.table(rows);
  server.send("end");
  await once(server, "exit");
}
agent.destroy();
