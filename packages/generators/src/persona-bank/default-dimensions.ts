import type { Dimension } from "./dimension.ts";

const list = (text: string): string[] => text.split(",").map((value) => value.trim());

function dimension(
  name: string,
  description: string,
  values: string,
  marks: Partial<Dimension> = {},
): Dimension {
  return { name, description, values: list(values), constraint: false, required: false, ...marks };
}

const constraint = { constraint: true };

/** 33 dimensions of people who use an assistant: who they are, how they behave, what an answer to them must respect. */
export const defaultDimensions: readonly Dimension[] = [
  dimension("age_band", "Age", "under 18, 18 to 24, 25 to 34, 35 to 44, 45 to 60, over 60", constraint),
  dimension(
    "role",
    "What they do",
    "engineer, student, teacher, nurse, manager, analyst, designer, writer, researcher, salesperson, lawyer, founder, accountant, doctor, marketer, administrator, craftsperson, consultant, parent at home, retiree",
    constraint,
  ),
  dimension(
    "seniority",
    "Experience in what they do",
    "apprentice, beginner, junior, intermediate, senior, lead, head of department, executive, independent",
    constraint,
  ),
  dimension(
    "specialization",
    "What they know best",
    "web development, embedded systems, data engineering, machine learning, statistics, security, cloud operations, mobile apps, game design, user research, graphic design, product management, project management, finance, taxation, insurance, contracts, patents, recruiting, training, primary education, languages, literature, history, philosophy, psychology, biology, chemistry, physics, mathematics, medicine, nursing care, pharmacy, nutrition, sports, journalism, copywriting, video, music, architecture, logistics, agriculture, energy, tourism, cooking",
    constraint,
  ),
  dimension(
    "industry",
    "Where they work",
    "software, finance, health care, education, retail, manufacturing, media, public service, law, energy, transport, hospitality, construction, agriculture, research, non-profit",
    constraint,
  ),
  dimension(
    "education_level",
    "Highest education",
    "school, vocational training, some college, bachelor, master, doctorate",
    constraint,
  ),
  dimension(
    "length_pref",
    "How long answers should be",
    "terse, brief, standard, detailed, exhaustive",
    constraint,
  ),
  dimension("query_length_pref", "How long their own messages are", "very short, short, medium, long", {
    constraint: true,
    required: true,
  }),
  dimension(
    "format_pref_primary",
    "How answers should be laid out",
    "plain text, bullet points, numbered steps, table, code first, summary first, question and answer, headings, dialogue",
    constraint,
  ),
  dimension(
    "deliverable_type",
    "What they want to end up with",
    "answer, plan, draft, code, checklist, comparison, explanation, translation, summary, list of ideas, review",
    constraint,
  ),
  dimension("citation_pref", "Whether sources are wanted", "none, when it matters, always", constraint),
  dimension("tech_proficiency", "Ease with technology", "low, basic, good, expert", constraint),
  dimension("example_pref", "Whether examples are wanted", "none, one, several, real cases only", constraint),
  dimension(
    "detail_orientation",
    "Attention to detail",
    "big picture only, rough, balanced, careful, meticulous",
    constraint,
  ),
  dimension(
    "explanation_depth",
    "How deep explanations should go",
    "none, one line, basics, thorough, from first principles",
    constraint,
  ),
  dimension(
    "formality_level",
    "How formal the exchange is",
    "very casual, casual, neutral, formal, very formal",
    constraint,
  ),
  dimension(
    "tone_pref",
    "Tone they like",
    "neutral, friendly, enthusiastic, dry, humorous, encouraging, blunt, diplomatic, academic, playful, calm, business-like",
  ),
  dimension(
    "domain",
    "What they usually ask about",
    "programming, data, writing, learning, health, money, law, travel, cooking, home, cars, sports, music, films, games, languages, science, history, news, work, relationships, parenting, shopping, pets, art, gardening",
  ),
  dimension(
    "scenario",
    "The situation they write in",
    "at work, studying, at home, on the move, in a meeting, late at night, with a deadline, out of curiosity, helping somebody",
  ),
  dimension("multi_intent_rate", "How often they ask several things at once", "rarely, sometimes, often"),
  dimension("risk_posture", "Attitude to risk", "cautious, balanced, bold"),
  dimension("ai_familiarity", "Experience with assistants", "first time, occasional, regular, power user"),
  dimension(
    "interaction_frequency",
    "How often they use one",
    "once, monthly, weekly, daily, many times a day",
  ),
  dimension(
    "learning_style",
    "How they learn",
    "by reading, by example, by doing, by asking, by analogy, by pictures",
  ),
  dimension(
    "follow_up_tendency",
    "Whether they ask on",
    "one question, occasional follow-up, iterates, digs deep",
  ),
  dimension(
    "creativity_vs_precision",
    "What they value more",
    "precision only, mostly precision, balanced, mostly creativity, creativity only",
  ),
  dimension("time_sensitivity", "How much of a hurry they are in", "none, some, pressing, urgent"),
  dimension(
    "collaboration_context",
    "Whom it is for",
    "themselves, a colleague, a team, a client, the public",
  ),
  dimension("error_tolerance", "Patience with mistakes", "none, low, medium, high"),
  dimension(
    "code_preference",
    "Language for code",
    "none, Python, JavaScript, TypeScript, Java, C++, C#, Go, Rust, Kotlin, Swift, SQL, R, shell, pseudocode",
  ),
  dimension("feedback_style", "How they react to answers", "says thanks, corrects, challenges, says little"),
  dimension(
    "context_retention_expectation",
    "How much should be remembered",
    "nothing, the last message, the conversation, everything",
  ),
  dimension(
    "autonomy_level",
    "How much the assistant may decide",
    "nothing, small things, suggestions, most things, everything",
  ),
];
