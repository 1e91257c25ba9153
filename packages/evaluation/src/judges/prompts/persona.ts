/** Criterion of {@link LLMJudgePersonaAttributes}. */
export const personaAttributes = `Decide whether the speaker named in "speaker" behaves as the person described in "persona" would.
Go through the attributes of the persona one by one. For each, look for turns of that speaker which show it and for turns which contradict it: manner of speaking, opinions and feelings, what is known and unknown, what is done and avoided. An attribute the situation gives no occasion to show counts neither way.
Answer positive only if at least one attribute is clearly shown and none is contradicted. What other speakers say about that person is no evidence.`;

/** Criterion of {@link LLMJudgePersonaAdherence}. */
export const personaAdherence = `Rate how closely the speaker named in "speaker" keeps to the person described in "persona", over the whole dialogue.
Weigh manner of speaking, opinions and feelings, knowledge, and actions. An attribute the situation gives no occasion to show counts neither way. What other speakers say about that person is no evidence.
1: contradicts the persona in essential points. 2: mostly generic, with contradictions. 3: nothing against the persona and little for it. 4: recognisably this person, with lapses. 5: this person throughout.`;
