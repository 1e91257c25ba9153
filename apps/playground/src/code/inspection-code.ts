import type { LookRequest, SteerRequest } from "../protocol/inspection.ts";
import { directionPath } from "../scene/direction-path.ts";
import { CodeFile, dataCode, objectCode } from "./code-file.ts";
import { participantCode } from "./participant-code.ts";

/** The program that looks into a reply, and steers it when the request says how. */
export function inspectionCode(request: LookRequest | SteerRequest): string {
  const file = new CodeFile();
  const inspector = file.use("Inspector", "@sdialog/interpretability");
  const { participant, message, seed } = request;
  const agent = participantCode(file, { ...participant, playedBy: "model" });
  const asked = JSON.stringify(message);
  return file.text([
    `const agent = ${agent};`,
    "",
    `const inspector = new ${inspector}({ target: "model.layers.*", topK: 8, lens: 3 });`,
    `console.log(await agent.with(inspector).chat({ seed: ${seed} }).respond(${asked}));`,
    "const response = inspector.response(-1);",
    "for (const token of response.tokens) {",
    "  const layers = response.captures.map(({ site }) => token.lens(site)[0]?.token);",
    "  console.log(JSON.stringify(token.text), token.top?.[0], layers);",
    "}",
    ...("site" in request ? steeringCode(file, request) : attentionCode(request)),
  ]);
}

function attentionCode({ attention, message, seed }: LookRequest): string[] {
  if (attention === null) return [];
  const target = JSON.stringify(`${attention}.attention_weights`);
  return [
    "",
    `const looks = new Inspector({ target: ${target} });`,
    `await agent.with(looks).chat({ seed: ${seed} }).respond(${JSON.stringify(message)});`,
    "const { prompt, tokens } = looks.response(-1);",
    "const read = [...prompt, ...tokens].map(({ text }) => text);",
    "for (const token of tokens) {",
    "  const shares = [...token.attention()].map((share, at) => ({ token: read[at], share }));",
    "  console.log(JSON.stringify(token.text), shares.toSorted((one, other) => other.share - one.share).slice(0, 5));",
    "}",
  ];
}

function directionCode(file: CodeFile, { saved, site, positive, negative }: SteerRequest): string {
  const use = (name: string): string => file.use(name, "@sdialog/interpretability");
  if (saved !== null) return `${use("loadDirection")}(${JSON.stringify(directionPath(saved))})`;
  const examples = objectCode({
    positive: dataCode(positive, "  "),
    negative: dataCode(negative, "  "),
    site: JSON.stringify(site),
  });
  return `${use("contrast")}(agent, ${examples})`;
}

function steeringCode(file: CodeFile, request: SteerRequest): string[] {
  const { site, operation, strength, message, seed } = request;
  const where = JSON.stringify(operation === "add" ? site : "model.layers.*");
  return [
    "",
    `const direction = await ${directionCode(file, request)};`,
    `const steering = new Inspector().${operation}(direction, { site: ${where}, strength: ${strength} });`,
    `console.log(await agent.with(steering).chat({ seed: ${seed} }).respond(${JSON.stringify(message)}));`,
  ];
}
