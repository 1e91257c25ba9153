// %% [markdown]
// # 17. Hear them
//
// A dialogue is text until somebody speaks it. Here it becomes a recording: each persona gets a voice, turns follow each
// other as people's do, and the sound comes from the open, a room or a telephone, with who says what when written down.
//
// The voices are eSpeak NG's, which runs in this process and needs no network. They sound like machines; the engine is one
// word (`engine: "openai:gpt-4o-mini-tts"`), and everything else stays.

// %%
import { readdir, writeFile } from "node:fs/promises";
import { Dialog } from "@sdialog/core";
import { runRecipe } from "@sdialog/runner";
import {
  mishearDialog,
  resolveSpeechModel,
  roomPresets,
  speakableText,
  speakDialog,
  voiceTraits,
} from "@sdialog/voice";
import { saveSpectrogram, speakDialogs, writeManifests } from "@sdialog/voice/node";

const call = new Dialog({
  id: "roses",
  personas: {
    Ann: { role: "florist", gender: "female", language: "British English" },
    Bob: { role: "customer", gender: "male", age: 71 },
  },
  turns: [
    { speaker: "Ann", text: "Flower shop on the corner, this is Ann. How can I help you?" },
    {
      speaker: "Bob",
      text: "Hello! *clears throat* I ordered 12 roses for $25.50 on 2024-03-05. They never came.",
    },
    { speaker: "Ann", text: "I am so sorry 😟. What is the number of your order?" },
    { speaker: "Bob", text: "It is AB-1234." },
    { speaker: "Ann", text: "Thank you. They will be with you by 5:30 pm." },
  ],
});

// %% [markdown]
// ## What is said
//
// Markup, emoji and stage directions are not spoken. Numbers, dates, amounts and codes are said as people say them.

// %%
for (const { speaker, text } of call) {
  const { text: spoken, unspoken } = await speakableText(text, "en");
  console.log(
    `${speaker}: ${spoken}`,
    unspoken.length === 0 ? "" : `(left out: ${unspoken.map((part) => part.text).join(", ")})`,
  );
}

// %% [markdown]
// ## Who says it
//
// A voice is chosen by what the persona says of language, accent, gender and age. Nothing is guessed from a name.

// %%
const model = await resolveSpeechModel("espeak");
console.log("voices:", (await model.voices()).length);
console.log("Bob sounds like", voiceTraits(call.personas?.["Bob"]));
const spoken = await speakDialog(call, { seed: 1 });
console.table(
  Object.entries(spoken.timings.voices).map(([speaker, { voice, rate }]) => ({ speaker, voice, rate })),
);

// %% [markdown]
// ## When
//
// Without options turns follow each other as in conversations of the language: a short gap mostly, an overlap sometimes. How
// many overlap, are interruptions or have a listener's `mhm` can be set exactly.

// %%
const lively = await speakDialog(call, { seed: 1, timing: { overlap: 0.5, backchannels: 12 } });
for (const { kind, speaker, start, end, spoken: words } of lively.timings.segments)
  console.log(start.toFixed(2), end.toFixed(2), kind.padEnd(11), `${speaker}: ${words.slice(0, 50)}`);

// %% [markdown]
// ## Where
//
// Rooms are computed with the image-source method. `reverberation` is how long sound takes to fade, for each octave.

// %%
console.log("rooms:", Object.keys(roomPresets).join(", "));
const hall = await speakDialog(call, { seed: 1, room: { room: "hall", distance: 3 } });
console.log(hall.timings.place["room"]);

// %% [markdown]
// ## To files
//
// `speakDialogs` is what `sdialog speak` runs: a recording for each dialogue, who speaks when as RTTM, subtitles, and all that it
// takes to make the same sound again. Called again, it speaks only what is missing.

// %%
const telephone = { phone: { packetLoss: 0.02 }, noise: { snr: 15 } } as const;
const summary = await speakDialogs([call], { out: "output/recordings", seed: 1, workers: 1, ...telephone });
console.log(summary.dialogs, "recording of", summary.seconds, "seconds by", summary.engine);
console.log(
  await writeManifests("output/recordings", ["kaldi", "lhotse"]).then((paths) => paths.length),
  "lists for other tools",
);
const noisy = await speakDialog(call, { seed: 1, ...telephone });
for (const [name, { channels, sampleRate }] of Object.entries({ dry: spoken, hall, phone: noisy }))
  await saveSpectrogram(
    { samples: channels[0] ?? new Float32Array(0), sampleRate },
    `output/recordings/${name}.png`,
  );

// %% [markdown]
// ## In a recipe
//
// `voice:` goes with any kind of recipe: what a run makes is spoken to `audio/ID.wav` in its folder, what could not be spoken stands in
// `voice.json`, and `sdialog resume` speaks what is missing.

// %%
const recipe = `kind: dialogues
count: 2
seed: 7
model: local:pocket
maxTurns: 4
personas:
  - { name: Alice, role: friendly barista, gender: female }
  - { name: Bob, role: customer, gender: male, language: British English }
voice:
  room: { room: kitchen, distance: 0.8 }
  noise: { source: pink, snr: 20 }
  timing: { overlap: 0.3 }
  workers: 1
`;
await writeFile("output/heard.yaml", recipe);
const run = await runRecipe("output/heard.yaml", { out: "output/heard" });
console.log(
  run.done,
  "dialogues,",
  run.voice?.dialogs,
  "of them spoken:",
  run.voice?.seconds.toFixed(0),
  "seconds",
);
console.log(
  (await readdir("output/heard/audio")).filter((name) => name.endsWith(".wav")).length,
  "files of sound",
);

// %% [markdown]
// ## What a recogniser would have written
//
// Who trains on transcripts of speech needs their errors, too. Words are taken for others that sound like them, short ones are
// lost; what was truly said stays.

// %%
const heard = await mishearDialog(call, { wordErrorRate: 0.15, seed: 2 });
for (const { speaker, text, misheard } of heard) console.log(`${speaker}: ${text}`, misheard);
