// Memory of `serve` and of the playground under a load generator, side by side: 1,000 clients with sessions of their own
// that go on and on, and conversations on stage one after another. Half a minute, as many as the machine holds out;
// `pnpm bench under-load 60 20` takes an hour, with twenty of them a second at each server.
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const [minutes = 0.5, perSecond = Infinity] = process.argv.slice(2).map(Number);
const samples = 12;
const clients = 32;
const agent = new Agent({ keepAlive: true, maxSockets: 2 * clients });

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
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      // A server may close an idle connection in the moment in which it is used again.
      if (error.code === "ECONNRESET" && outgoing.reusedSocket)
        exchange(method, url, headers, body).then(resolve, reject);
      else reject(error);
    });
    outgoing.end(body);
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

async function underLoad([name, load]: [string, (typeof loads)[string]]): Promise<void> {
  const server = fork(new URL("loaded-server.ts", import.meta.url), [name], { execArgv: process.execArgv });
  const [url] = (await once(server, "message")) as [string];
  const memory = async (): Promise<Memory> => {
    server.send("memory");
    return ((await once(server, "message")) as [Memory])[0];
  };
  const begin = performance.now();
  const end = begin + minutes * 60_000;
  let requests = 0;
  for (let sample = 1; sample <= samples; sample++) {
    const until = begin + ((end - begin) * sample) / samples;
    const client = async (): Promise<void> => {
      while (performance.now() < until) {
        const due = begin + (requests / perSecond) * 1000;
        const number = requests++;
        await sleep(Math.max(0, Math.min(due, until) - performance.now()));
        await load(url, number);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    const { rss, heapUsed } = await memory();
    const mib = (bytes: number): number => Math.round(bytes / 1024 / 1024);
    const seconds = Math.round((performance.now() - begin) / 1000);
    console.log(
      `${name}: ${requests} requests in ${seconds} s, heap ${mib(heapUsed)} MiB, RSS ${mib(rss)} MiB`,
    );
  }
  server.send("end");
  await once(server, "exit");
}

await Promise.all(Object.entries(loads).map(underLoad));
agent.destroy();
