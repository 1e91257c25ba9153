import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { inquirerName } from "@sdialog/generators";
import type { Manifest } from "../../store/manifest.ts";
import { aimHash } from "./aim-hash.ts";
import { AimService } from "./aim-service.ts";
import { type AimValue, unpackTree } from "./aim-tree.ts";

type Tree = ReadonlyMap<string | bigint, AimValue>;

/** What is set by which path, as a server of Aim is told it; real ones are asked in `aim-server.test.ts`. */
async function aimServer(status = 200) {
  const set = new Map<string, unknown>();
  const open = new Set<string>();
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => void pieces.push(piece));
    request.on("end", () => {
      const [, area, client = "", what, handle = ""] = (request.url ?? "").split("/");
      const answer = (body: object): void => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      };
      if (status !== 200) return answer({ exception: { class_name: "Timeout", message: "locked" } });
      if (area === "client") {
        open[client === "connect" ? "add" : "delete"](`${what}`);
        return answer({});
      }
      if (what === "release-resource") return answer(open.delete(handle) ? {} : { unknown: handle });
      const body = JSON.parse(Buffer.concat(pieces).toString()) as Readonly<Record<string, string>>;
      if (what === "get-resource") {
        const given = `${body["resource_type"]}-${open.size}`;
        open.add(given);
        return answer({ handler: given });
      }
      const args = unpackTree(Buffer.from(body["args"] ?? "", "base64")) as Tree;
      const first = args.get(0n);
      const path = first instanceof Map ? [...first.values()].join("/") : "";
      const method = body["method_name"] ?? "";
      if (method === "set") set.set(path, args.get(1n));
      else if (method.endsWith(".setter")) set.set(method, first ?? null);
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `aim://127.0.0.1:${(server.address() as AddressInfo).port}`, set, open };
}

it("says where Aim looks for it what a run is, measures and makes, and leaves nothing open", async () => {
  const { url, set, open } = await aimServer();
  const service = new AimService({ url, experiment: "parties", now: () => 5000 });
  const run = await service.create({ name: "party", tags: { kind: "roleplay" }, parent: "sweep" });
  await service.params(run, { maxTurns: 2, tags: { "": 1.5 } });
  await service.metrics(run, { done: 3 }, 7);
  const turns = [
    { speaker: inquirerName, text: "Who?" },
    { speaker: "Chatbot", text: "You." },
  ];
  const row = {
    id: "d1",
    turns,
    personas: { [inquirerName]: { description: "a baker" } },
    stopReason: "max_turns",
  };
  const made = { figures: {}, lines: [`${JSON.stringify(row)}\n`], untold: 0 };
  await service.results(run, made, { kind: "roleplay" } as Manifest);
  await service.update(run, "FINISHED");

  const own = `meta/chunks/${run}`;
  const none = aimHash({});
  expect(set.get("experiment.setter")).toBe("parties");
  expect(set.get(`${own}/attrs/sdialog`)).toEqual(
    new Map([
      ["kind", "roleplay"],
      ["parent", "sweep"],
    ]),
  );
  expect(set.get(`${own}/attrs/recipe`)).toEqual(
    new Map<string, unknown>([
      ["maxTurns", 2n],
      ["tags", new Map([["(empty)", 1.5]])],
    ]),
  );
  expect(set.get(`meta/attrs/recipe`)).toEqual(set.get(`${own}/attrs/recipe`));
  expect(set.get(`seqs/v2/chunks/${run}/${none}/done/val/${aimHash(7)}`)).toBe(3);
  expect(set.get(`seqs/v2/chunks/${run}/${none}/done/step/${aimHash(7)}`)).toBe(7n);
  expect(set.get(`${own}/traces/${none}/done`)).toEqual(
    new Map<string, unknown>([
      ["dtype", "float"],
      ["version", 2n],
      ["first", 3],
      ["first_step", 7n],
      ["last", 3],
      ["last_step", 7n],
      ["min", 3],
      ["max", 3],
    ]),
  );
  expect(set.get(`${own}/typed_traces/metric/${none}/done`)).toBe(1n);
  const persons = set.get(`${own}/attrs/personas`) as ReadonlyMap<string, string>;
  const [personaHash = ""] = persons.keys();
  expect([...persons.values()]).toEqual(["a baker"]);
  const said = aimHash({ sample_id: "d1", turn: 0, persona_hash: personaHash });
  expect(set.get(`${own}/typed_traces/texts/${said}/responder_output`)).toBe(1n);
  const texts = set.get(`seqs/chunks/${run}/${none}/result`) as ReadonlyMap<string, Tree>;
  expect(texts.get("val")?.get(0n)).toEqual(
    new Map([["data", `${inquirerName}: Who?\nChatbot: You.\n(max_turns)`]]),
  );
  expect(set.get(`${own}/end_time`)).toBe(5);
  expect([...open]).toEqual([]);
});

it("says what the server answered", async () => {
  const { url } = await aimServer(400);
  const service = new AimService({ url, experiment: "parties" });
  await expect(service.find("x")).rejects.toThrow(
    `the Aim server at ${url.replace("aim:", "http:")} answered 400: Timeout: locked`,
  );
});
